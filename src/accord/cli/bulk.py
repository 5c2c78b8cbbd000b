"""`accord bulk`: whole archives of news into readings, and readings into a register."""

import os
from typing import TYPE_CHECKING

import click

from accord.cli import exits, write
from accord.cli.documents import columns_option
from accord.cli.options import example, format_option, opened, register_option
from accord.cli.progress import Progress
from accord.cli.width import clean
from accord.cli.world import World

if TYPE_CHECKING:  # loaded when a command runs; `--help` must not wait for it
    from accord.bulk import Summary
    from accord.bulk.load import Loaded
    from accord.flows import Step

__all__ = ["bulk_command"]

_MB = 1024 * 1024


@click.group(
    "bulk",
    help="""Read whole archives of news on all cores or a cluster, and bring what was found into a register.

    Most of an archive tells of other things; it is put aside at a glance. What tells of cooperation is read, as accord ingest
    reads it. Needs pip install "accord[bulk]"; a cluster also "accord[cluster]".
    """,
    epilog=example("accord bulk read archives --out readings", "accord bulk load readings"),
)
def bulk_command() -> None:
    """Bring in archives."""


@bulk_command.command(
    "read",
    help="""Read archives of articles into a folder of readings.

    INPUT is an archive (WARC, JSON Lines, CSV, Parquet, ZIP of these; the first three also packed by gzip), or a folder of them.
    DIR gets readings/ (Parquet: a row each article that tells of cooperation, its reading as accord read prints it),
    quarantine.jsonl (what could not be read, with reasons) and manifest.jsonl (how far it is, shard by shard). It may be stopped or killed at
    any time; the same command goes on. The same inputs give the same bytes, on one core or many. On a cluster, all
    machines must see INPUT and DIR under the same paths.""",
    epilog=example(
        "accord bulk read news-2024.warc.gz --out readings",
        "accord bulk read articles.jsonl --out readings --columns text=story,published=day",
        "accord bulk read /shared/archives --out /shared/readings --engine ray --address ray://head:10001 --workers 64",
    ),
)
@click.argument("paths", metavar="INPUT...", nargs=-1, required=True)
@click.option("--out", required=True, metavar="DIR", help="Folder of the readings; made where it is missing.")
@click.option(
    "--engine",
    type=click.Choice(("local", "ray")),
    default="local",
    show_default=True,
    help="Processes of this machine, or a Ray cluster.",
)
@click.option("--address", metavar="ADDRESS", help="Of the Ray cluster; without it, one is started on this machine.")
@click.option(
    "--workers",
    type=click.IntRange(1, 4_096),
    metavar="N",
    help="How many read at once.  [default: the cores of the machine that you type this on]",
)
@click.option(
    "--shard-mb",
    type=click.IntRange(1, 4_096),
    default=4,
    show_default=True,
    metavar="N",
    help="About how large a shard is.",
)
@click.option(
    "--patience", type=click.FloatRange(1), default=300, show_default=True, metavar="SECONDS",
    help="How long one article may take; what takes longer twice is passed over.",
)  # fmt: skip
@columns_option
@click.option("--quiet", is_flag=True, help="Say nothing of how far it is.")
@format_option("text", "json")
@click.pass_obj
def read_command(world: World, /, **asked: object) -> int:
    """Return the exit code."""
    from accord.bootstrap import the_archive_reader
    from accord.bulk import Asked, leave, read_archives

    shard_bytes, quiet, format_ = int(str(asked.pop("shard_mb"))) * _MB, bool(asked.pop("quiet")), asked.pop("format_")
    wanted = Asked(
        shard_bytes=shard_bytes, workers=int(str(asked.pop("workers") or os.cpu_count() or 1)), patience_s=float(str(asked.pop("patience"))),
        max_bytes=world.settings.max_bytes, today=world.clock()[:10], **asked,  # type: ignore[arg-type]
    )  # fmt: skip
    progress = Progress("reading shards", quiet=quiet)
    done = read_archives(wanted, the_archive_reader, progress)
    progress.end()
    if wanted.engine == "ray":
        leave()
    return _told(done, str(format_))


def _told(done: "Summary", format_: str) -> int:
    if done.left_out:
        told = ", ".join(f"{times:,} {ending or 'without an ending'}" for ending, times in done.left_out.items())
        write.note(f"left out, since they are no archives: {told}; read documents with: accord ingest")
    if format_ == "json":
        write.json_value(done)
    else:
        counts, rate = done.counts, done.read_now / max(done.seconds, 0.001)
        write.lines([
            f"{done.done:,} of {done.shards:,} shards, {counts.articles:,} articles: {counts.kept:,} tell of cooperation, "
            f"{counts.irrelevant:,} do not, {counts.put_aside:,} put aside at a glance, {counts.unread:,} in other languages, "
            f"{counts.quarantined:,} could not be read",
            f"{done.read_now:,} articles in {done.seconds:,.0f} s ({rate:,.0f} a second); the readings are in {done.folder}",
        ])  # fmt: skip
    if done.interrupted:
        write.note("interrupted; what is done stays, run the same command again to go on")
        return exits.INTERRUPTED
    if done.failed:
        write.note(
            f"{done.failed:,} shards failed; see {done.folder}/manifest.jsonl, and run the same command to try them again"
        )
    if done.counts.quarantined:
        write.note(f"what could not be read, and why: {done.folder}/quarantine.jsonl")
    return exits.INPUTS_FAILED if done.failed or done.counts.quarantined else exits.OK


@bulk_command.command(
    "load",
    help="""Bring a folder of readings into the register.

    The register is the same as if the articles that tell of cooperation had been read by accord ingest. Loading again changes
    nothing, and takes what has come since. What could not be read goes into quarantine.""",
    epilog=example("accord bulk load readings", "accord bulk load readings --register office.db --batch 1000"),
)
@click.argument("folder", metavar="DIR")
@click.option(
    "--batch",
    type=click.IntRange(1, 10_000),
    default=200,
    show_default=True,
    metavar="N",
    help="Articles a transaction.",
)
@click.option("--quiet", is_flag=True, help="Say nothing of what was refused.")
@format_option("text", "json")
@register_option
@click.pass_obj
def load_command(world: World, /, *, folder: str, batch: int, quiet: bool, format_: str, url: str | None) -> int:
    """Return the exit code."""
    from accord.bootstrap import the_identity
    from accord.bulk.load import load

    def hear(step: "Step") -> None:
        if step.outcome == "refused" and not quiet:
            click.echo(clean(f"refused: {step.source}: {step.message}"), err=True)

    with opened(world, url, create=True) as register:
        done = load(
            folder, register=register, reader=world.reader(), identity=the_identity(), clock=world.clock, progress=hear, batch=batch
        )  # fmt: skip
        return _loaded(done, register.url, format_)


def _loaded(done: "Loaded", register: str, format_: str) -> int:
    if done.waiting:
        write.note(f"{done.waiting:,} shards are not read yet; when they are, load again")
    if done.read_again:
        write.note(
            f"{done.read_again:,} texts were read again: against another day of publication, or by this version of accord"
        )
    if format_ == "json":
        write.json_value(done)
    else:
        counts = done.counts
        write.lines([
            f"{counts.total:,} articles into {register}: {counts.new:,} new, {counts.known:,} known already, "
            f"{counts.another_place:,} known from another place, {counts.refused:,} refused"
        ])  # fmt: skip
    return exits.INPUTS_FAILED if done.counts.refused else exits.OK
