"""`accord verify`, `digest`, `rebuild`: keep a register in order."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accord.cli import exits, write
from accord.cli.options import example, format_option, opened, register_option, takes_register
from accord.cli.progress import Progress
from accord.cli.width import clean, wrap
from accord.cli.world import World
from accord.register import Problem, backup, digest

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["digest_command", "rebuild_command", "verify_command"]

_REVIEW = "orphan"  # a decision whose words are gone: a person should look, nothing is wrong with the register


@click.command(
    "verify",
    help="""Check that everything in the register holds.

    Every fact has evidence, every evidence points at its words, and the register derived anew is the same. Decisions
    whose words are gone are listed for review. Exit code 1 where something does not hold.""",
    epilog=example("accord verify", "accord verify --format json"),
)
@click.option("--quiet", is_flag=True, help="Say nothing of how far it is.")
@format_option("text", "json")
@takes_register
def verify_command(_: World, register: "Register", *, quiet: bool, format_: str) -> int:
    """Return the exit code."""
    found = _problems(register, Progress("deriving anew", quiet=quiet))
    wrong = [problem for problem in found if problem.code != _REVIEW]
    review = [problem for problem in found if problem.code == _REVIEW]
    if format_ == "json":
        write.json_value({"holds": not wrong, "problems": wrong, "review": review})
    else:
        _print(wrong, review)
    return exits.FAILED if wrong else exits.OK


@click.command(
    "digest",
    help="""Print the digest of the register.

    The same documents and decisions give the same digest, in whatever order they came and on whatever machine.""",
    epilog=example("accord digest"),
)
@takes_register
def digest_command(_: World, register: "Register") -> None:
    """Print the digest."""
    with register.reading() as connection:
        write.lines([digest(connection)])


@click.command(
    "rebuild",
    help="""Derive the register anew from its log of documents and decisions; what was decided stands.

    With --reread every document that the present reader has not read is then read anew, which takes as long as ingest.""",
    epilog=example("accord rebuild", "accord rebuild --reread"),
)
@click.option("--reread", is_flag=True, help="Then read anew every document that the present reader has not read.")
@click.option("--quiet", is_flag=True, help="Say nothing of how far it is.")
@register_option
@click.pass_obj
def rebuild_command(world: World, *, url: str | None, reread: bool, quiet: bool) -> None:
    """Derive the register anew, then read anew what is asked."""
    from accord.bootstrap import the_identity
    from accord.flows import read_again, rebuild_register

    with opened(world, url, stale=True) as register:
        deriving, reading = Progress("deriving anew", quiet=quiet), Progress("reading anew", quiet=quiet)
        units = rebuild_register(register, the_identity(), progress=deriving)
        deriving.end()
        write.lines([f"derived {register.url} anew from {units:,} documents and entries"])
        if reread:
            count = read_again(register, world.reader(), the_identity(), clock=world.clock, progress=reading)
            reading.end()
            write.lines([f"read {count:,} documents anew"])


def _problems(register: "Register", progress: Progress) -> list[Problem]:
    """Return what does not hold; the register is derived anew in a copy, which is thrown away."""
    from accord.bootstrap import the_identity, the_register
    from accord.flows import verify_register

    with tempfile.TemporaryDirectory(prefix="accord-verify-") as folder:
        copy = Path(folder) / "copy.db"
        backup(register, copy)
        with the_register(str(copy)) as scratch:
            found = list(verify_register(register, the_identity(), scratch=scratch, progress=progress))
    progress.end()
    return found


def _print(wrong: list[Problem], review: list[Problem]) -> None:
    for problems, about in ((wrong, "does not hold"), (review, "for review")):
        if problems:
            for problem in problems:
                write.lines(wrap(clean(f"{problem.code} {problem.id} in {problem.where}"), write.width()))
                write.lines(wrap(clean(problem.message), write.width(), indent="    "))
            write.lines([f"{len(problems):,} {about}"])
    if not wrong:
        write.lines(["Everything holds: evidence, names, and the register derived anew is the same."])
