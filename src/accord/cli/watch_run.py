"""`accord watch run`: ask what is due, read what is new, until nothing is left to do now; or go on.

In:  sources that are watched, or places that are kept first.
Out: documents in the register; how far it is on standard error, what came and what failed on standard output.
"""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
import msgspec

from accord.cli import exits, write
from accord.cli.options import allow_private_option, example, format_option, opened, register_option
from accord.cli.progress import Progress
from accord.cli.width import clean
from accord.cli.world import World
from accord.errors import ConflictError

if TYPE_CHECKING:
    from accord.flows.sites.pages import Told
    from accord.flows.works import Works
    from accord.register import Register
    from accord.register.jobs.watching import Watched

__all__ = ["EVERY", "MOST", "Went", "person_of", "rest", "run_command", "works_of"]

EVERY, MOST = 60, 7 * 24 * 60  # minutes: where nobody says how often, and at most
_OUTCOMES = {
    "new": "new", "known": "known already", "another_place": "known from another place", "unread": "kept but not read",
    "unchanged": "not changed", "later": "asked for again later", "left": "left alone (robots.txt)", "refused": "refused", "gone": "gone",
}  # fmt: skip
_WAIT_S = 30.0  # for the web app, which reads pages for ten seconds at a time
_BUSY = "another accord reads what is watched into this register now, and goes on by itself"
_RECOUNTED = 50  # pages between two counts of those that wait


class Went(msgspec.Struct, frozen=True):
    """What one call did: how many pages and files ended how, how many wait, when something is due again; what failed."""

    register: str
    counts: dict[str, int]
    waiting: int
    next: str | None
    failed: list[dict[str, Any]]
    interrupted: bool


@click.command(
    "run",
    help="""Ask what is due, and read what is new, until nothing is left to do now. With PLACE only those, at once; one
    that is not watched yet is kept first.

    It ends with 0 where all went well, with 3 where a source could not be asked or a page could not be read.""",
    epilog=example(
        "accord watch run --quiet", "accord watch --every 10", "accord watch run https://example.org/feed --format json"
    ),
)
@click.argument("places", metavar="[PLACE...]", nargs=-1)
@click.option("--once", is_flag=True, help="End when nothing is left to do now; so it is where --every is not given.")
@click.option(
    "--every",
    type=click.IntRange(1, MOST),
    metavar="MINUTES",
    help="Go on: look every so many minutes at what is due.",
)
@click.option("--quiet", is_flag=True, help="Say nothing of how far it is.")
@allow_private_option
@format_option("text", "json")
@register_option
@click.pass_obj
def run_command(  # noqa: PLR0913 - one a thing that a person may say
    world: World, /, *, places: Sequence[str], once: bool, every: int | None, quiet: bool, allow_private: bool,
    format_: str, url: str | None,
) -> int:  # fmt: skip
    """Return the exit code."""
    if once and every:
        raise click.UsageError("--once ends, --every goes on; say one of them")
    with opened(world, url, create=True) as register:
        works = works_of(world, register, allow_private=allow_private)
        of = _meant(world, works, places)
        while True:
            went, code = None, exits.REFUSED
            with register.alone("watching", wait_s=_WAIT_S) as mine:
                if mine:
                    went = _round(works, of, quiet=quiet)
                    code = _report(went, format_)
                elif not every:
                    raise ConflictError(_BUSY)
                else:
                    write.note(_BUSY)
            if not every or (went and went.interrupted):
                return code
            try:
                rest(60.0 * every)
            except KeyboardInterrupt:
                return exits.INTERRUPTED


def rest(seconds: float) -> None:
    """Wait from one round to the next."""
    time.sleep(seconds)


def _round(works: "Works", of: Sequence[int], *, quiet: bool) -> Went:
    """Return what one round did; stopping it keeps what is committed."""
    from accord.flows.sites.guest import Guest
    from accord.flows.sites.rounds import Round
    from accord.register.jobs.pages import counted_pages

    progress, waiting = Progress("reading", quiet=quiet), [0]

    def hear(told: "Told") -> None:
        done = round_.counts.total()
        if done % _RECOUNTED == 1 or not waiting[0]:
            with works.register.asking() as asking:
                waiting[0] = done + counted_pages(asking).get("waiting", 0)
        if told.outcome in ("refused", "gone"):
            progress.say(clean(f"{told.outcome}: {told.address}: {told.message}"))
        progress(done, max(done, waiting[0]))

    round_ = Round(works, Guest(works), of=of, hear=hear)
    before, interrupted = {one.row: one.failures for one in _sources(works, of)}, False
    try:
        round_.run()
    except KeyboardInterrupt:
        interrupted = True
    progress.end()
    with works.register.asking() as asking:
        left = counted_pages(asking).get("waiting", 0)
    failed = [_failed(one) for one in _sources(works, of) if one.failures > before.get(one.row, 0)]
    counts = {name: number for name in _OUTCOMES if (number := round_.counts[name])}
    return Went(works.register.url, counts, left, _next(works, of), failed, interrupted)


def _report(went: Went, format_: str) -> int:
    """Return the exit code, after printing what a round did."""
    for one in went.failed:
        write.note(clean(f"{one['place']}: {one['trouble']}; asked again after {one['again']}"))
    if format_ == "json":
        write.json_value(went)
    else:
        told = ", ".join(f"{number:,} {_OUTCOMES[name]}" for name, number in went.counts.items()) or "nothing is new"
        waits = f"; {went.waiting:,} wait" if went.waiting else ""
        after = f"; next look after {went.next}" if went.next else "; nothing is watched yet: accord watch add ADDRESS"
        write.lines([f"{told}{waits}{after}"])
    if went.interrupted:
        write.note("interrupted; what is counted above is in the register, run the same command again to go on")
        return exits.INTERRUPTED
    return exits.INPUTS_FAILED if went.failed or went.counts.get("refused") or went.counts.get("gone") else exits.OK


def _sources(works: "Works", of: Sequence[int]) -> list["Watched"]:
    from accord.register.jobs import watching

    with works.register.asking() as asking:
        return [one for one in watching.all_watched(asking) if not of or one.row in of]


def _meant(world: World, works: "Works", places: Sequence[str]) -> list[int]:
    """Return the numbers of the sources that are meant, each due at once; those that are not watched yet are kept."""
    from accord.flows.watching import plain_place, watch
    from accord.register.jobs import watching

    rows = []
    for place in dict.fromkeys(map(plain_place, places)):
        with works.register.asking() as asking:
            kept = watching.watched_place(asking, place)
        kept = kept or watch(works, place, every=EVERY, by=person_of(world, None))
        with works.register.writing() as connection:
            watching.look_soon(connection, kept.row)
        rows.append(kept.row)
    return rows


def works_of(world: World, register: "Register", *, allow_private: bool = False) -> "Works":
    """Return what documents are read with."""
    from accord.bootstrap import the_identity
    from accord.flows.inbox import inbox_of
    from accord.flows.works import Works

    works = Works(
        register=register, inbox=inbox_of(register), reader=world.reader, identity=the_identity(), clock=world.clock,
        max_bytes=world.settings.max_bytes, contact=world.settings.contact, pause_s=world.settings.pause_s,
    )  # fmt: skip
    return msgspec.structs.replace(works, may_reach=lambda address: True) if allow_private else works


def _failed(one: "Watched") -> dict[str, Any]:
    return {"place": one.place, "trouble": one.trouble, "failures": one.failures, "again": one.due}


def _next(works: "Works", of: Sequence[int]) -> str | None:
    from accord.flows.moments import later
    from accord.flows.sites.rounds import next_in

    left = next_in(works, of)
    return None if left is None else later(works.clock(), left)


def person_of(world: World, name: str | None) -> str:
    """Return who has something watched."""
    return (name or world.settings.person or "me").strip()
