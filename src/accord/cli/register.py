"""`accord register copy`: take a register from a file into a database, from a database into a file, or elsewhere."""

from pathlib import Path

import click

from accord.cli import write
from accord.cli.options import example, format_option, register_url
from accord.cli.progress import Progress
from accord.cli.width import wrap
from accord.cli.world import World
from accord.flows.inbox import inbox_of
from accord.register import Copied, Register, copy_register

__all__ = ["register_command"]


@click.group(
    "register",
    help="Take a register elsewhere: from one PC to a team's database, and back.",
    epilog=example("accord register copy accord.db postgresql://ana@server/office"),
)
def register_command() -> None:
    """Hold the commands."""


@register_command.command(
    "copy",
    help="""Copy the register FROM to TO, each a path or a URL; TO must not hold anything yet.

    Everything comes along: documents, decisions, accounts, what is watched, the audit log. Every row of it and the digest are
    compared in the end. FROM is only read, and others may go on using it; what they add meanwhile is not in the copy. A copy
    that is interrupted leaves nothing at TO.""",
    epilog=example(
        "accord register copy accord.db postgresql://ana@server/office",
        "accord register copy postgresql://ana@server/office accord-2026-11-02.db --format json",
    ),
)
@click.argument("source", metavar="FROM")
@click.argument("to", metavar="TO")
@click.option("--quiet", is_flag=True, help="Say nothing of how far it is.")
@format_option("text", "json")
@click.pass_obj
def copy_command(world: World, *, source: str, to: str, quiet: bool, format_: str) -> None:
    """Copy, and say what was copied."""
    progress = Progress("copying", quiet=quiet)

    def heard(done: int, total: int) -> None:
        progress(done, total)
        if done == total and not quiet:
            progress.say("comparing the two ...")  # which takes a minute for every million facts or so

    copied = copy_register(register_url(world, source), register_url(world, to), progress=heard)
    whence, where = Register(source).url, Register(to).url
    if format_ == "json":
        write.json_value(
            {"from": whence, "to": where, **{name: getattr(copied, name) for name in copied.__struct_fields__}}
        )
        return
    for line in _told(copied, whence, where, inbox_of(Register(source)).folder):
        write.lines(wrap(line, write.width()))


def _told(copied: Copied, whence: str, where: str, inbox: Path) -> list[str]:
    lines = [
        f"copied {whence} to {where}: {copied.documents:,} documents, {copied.decisions:,} decisions, {copied.rows:,} rows in all",
        f"both have the digest {copied.digest}"
        if copied.digest
        else f"another version of accord had derived it; derive it anew: accord rebuild --register {where}",
    ]
    if copied.waiting:
        lines.append(
            f"{copied.waiting:,} files that were handed in wait to be read; they lie in {inbox} and were not copied. "
            "Let them be read there first, or hand them in anew."
        )
    return lines
