"""`accord ingest`: documents into the register, with progress, safe to stop and to run again.

In:  files, folders, addresses, standard input.
Out: the register; on standard error how far it is and what was odd, on standard output how many ended how.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

import click
import msgspec

from accord.cli import exits, write
from accord.cli.documents import Asked, document_options, found_at
from accord.cli.options import example, format_option, opened, register_option
from accord.cli.progress import Progress
from accord.cli.width import clean
from accord.cli.world import World
from accord.flows import Counts, Step, ingest
from accord.model import Found, Refusal
from accord.register import Register, quarantined
from accord.sources import count, left_out

__all__ = ["Ingested", "bring_in", "ingest_command", "report", "said_of"]

_OUTCOMES = {
    "new": "new",
    "known": "known already",
    "another_place": "known from another place",
    "unread": "kept but not read",
    "refused": "refused",
}


class Ingested(msgspec.Struct, frozen=True):
    """What one run did: where, how many ended how, what was refused and why; whether somebody stopped it.

    `refused_before` of the refused are in quarantine since an earlier run, for the same reason.
    """

    register: str
    sources: int
    counts: Counts
    refused: list[Step]
    refused_before: int
    unread: dict[str, int]
    interrupted: bool


@click.command(
    "ingest",
    help="""Read documents into the register.

    PATH is a file (text, Markdown, HTML, PDF, DOCX, EML), an archive of articles (WARC, JSON Lines, CSV, Parquet, ZIP), a
    folder, an address (https://...), or - for standard input. Of large archives: accord bulk.
    Reading the same again changes nothing. What cannot be read is kept in quarantine with the reason (accord
    quarantine). It may be stopped at any time; run it again to go on.""",
    epilog=example(
        "accord ingest news",
        "accord ingest news --register office.db --batch 50",
        "accord ingest articles.jsonl --columns text=story,published=day",
        "accord ingest - --published 2024-07-14 --source https://example.org/news/5 < pasted.txt",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--batch",
    type=click.IntRange(1, 10_000),
    default=10,
    metavar="N",
    help="Documents a transaction: more is faster, and loses at most as many when stopped.  [default: 10]",
)
@click.option("--quiet", is_flag=True, help="Say nothing of how far it is.")
@document_options
@format_option("text", "json")
@register_option
@click.pass_obj
def ingest_command(  # noqa: PLR0913 - one a thing that a person may say
    world: World, /, *, paths: Sequence[str], url: str | None, batch: int, quiet: bool, format_: str, asked: Asked
) -> int:
    """Return the exit code."""
    with opened(world, url, create=True) as register:
        return report(bring_in(world, register, paths, asked=asked, batch=batch, quiet=quiet), format_)


def bring_in(  # noqa: PLR0913 - what the commands that read have in common
    world: World,
    register: Register,
    paths: Sequence[str],
    *,
    asked: Asked = Asked(),  # noqa: B008 - frozen
    batch: int = 10,
    quiet: bool = False,
    command: str = "ingest",
) -> Ingested:
    """Return what became of the documents at the paths; stopping it keeps what is committed."""
    from accord.bootstrap import the_identity

    steps, refused, unread = Counter[str](), list[Step](), Counter[str]()
    progress, total, before = Progress("reading", quiet=quiet), count(paths), _refused_before(register)

    def hear(step: Step) -> None:
        steps[step.outcome] += 1
        refused.extend([step] if step.outcome == "refused" else [])
        unread.update([step.message] if step.outcome == "unread" else [])
        if line := said_of(step, before):
            progress.say(line)
        done = sum(steps.values())
        progress(done, max(done, total))  # a mail is one path and may be many documents

    interrupted = False
    try:
        ingest(
            _noting(found_at(world, paths, asked), progress), register=register, reader=world.reader(), identity=the_identity(),
            clock=world.clock, progress=hear, batch=batch, command=command,
        )  # fmt: skip
    except KeyboardInterrupt:
        interrupted = True
    progress.end()
    if others := left_out(paths):
        told = ", ".join(f"{times:,} {ending}" for ending, times in others.items())
        write.note(f"left out, since they hold no words: {told}; of a picture or scan of a page, give the text")
    if steps["known"] and (asked.given.title or asked.given.published):
        write.note("known already: --title and --published hold for new texts; correct a fact with: accord decide set")
    again = sum((step.source, step.message) in before for step in refused)
    return Ingested(
        register.url, max(total, sum(steps.values())), Counts(**steps), refused, again, dict(unread), interrupted
    )


def report(done: Ingested, format_: str) -> int:
    """Return the exit code, after printing what a run did."""
    if done.refused_before:
        write.note(f"{done.refused_before:,} refused as before; see: accord quarantine")
    for message, times in sorted(done.unread.items()):
        write.note(f"{times:,} {message}")
    if format_ == "json":
        write.json_value(done)
    else:
        ended = ", ".join(f"{getattr(done.counts, name):,} {about}" for name, about in _OUTCOMES.items())
        write.lines([f"{done.counts.total:,} of {done.sources:,} documents into {done.register}: {ended}"])
    if done.interrupted:
        write.note("interrupted; what is counted above is in the register, run the same command again to go on")
        return exits.INTERRUPTED
    return exits.INPUTS_FAILED if done.refused else exits.OK


def said_of(step: Step, before: Container[tuple[str, str]]) -> str:
    """Return the line that is printed of a step, or nothing: what happens to many, or came before, is told in the end."""
    if not step.message or step.outcome == "unread" or (step.source, step.message) in before:
        return ""
    return clean(f"{'refused' if step.outcome == 'refused' else 'note'}: {step.source}: {step.message}")


def _refused_before(register: Register) -> set[tuple[str, str]]:
    """Return source and reason, as a step says it, of what is in quarantine."""
    with register.asking() as connection:
        waiting = quarantined(connection)
    return {(one["source"], f"{one['message']}. {one['advice']}".strip()) for one in waiting}


def _noting(found: Iterable[Found | Refusal], progress: Progress) -> Iterator[Found | Refusal]:
    """Yield the same; what was odd about an input is said."""
    for item in found:
        if isinstance(item, Found):
            for warning in item.warnings:
                progress.say(f"note: {item.appearance.source}: {clean(warning)}")
        yield item
