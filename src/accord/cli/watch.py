"""`accord watch`: sites and folders that are looked at every so often, and what is new there is read.

In:  addresses of feeds, sitemaps and pages that list news; folders.
Out: documents in the register; on standard error how far it is, on standard output what came and what is asked again.

Alone, or with places, it is `accord watch run`: the other commands are named.
"""

import os
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
import msgspec

from accord.cli import exits, write
from accord.cli.options import allow_private_option, example, format_option, opened, register_option, takes_register
from accord.cli.progress import Progress
from accord.cli.tables import table
from accord.cli.width import clean, wrap
from accord.cli.world import World
from accord.errors import NotFoundError
from accord.sources.addresses import is_address

if TYPE_CHECKING:
    from accord.flows.sites.pages import Told
    from accord.flows.works import Works
    from accord.register import Register
    from accord.register.jobs.watching import Watched

__all__ = ["Went", "watch_command"]

_EVERY, _LEAST, _MOST = 60, 5, 7 * 24 * 60  # minutes
_STATES = ("waiting", "read", "refused", "gone")
_LISTED = ("place", "kind", "every", "looked", "new", "waiting", "refused", "again")
_PAGES = ("address", "state", "asked", "again", "tries", "trouble")
_OUTCOMES = {
    "new": "new", "known": "known already", "another_place": "known from another place", "unread": "kept but not read",
    "unchanged": "not changed", "later": "asked for again later", "refused": "refused", "gone": "gone",
}  # fmt: skip
_RECOUNTED = 50  # pages between two counts of those that wait


class Went(msgspec.Struct, frozen=True):
    """What one call did: how many pages and files ended how, how many wait, when something is due again; what failed."""

    register: str
    counts: dict[str, int]
    waiting: int
    next: str | None
    failed: list[dict[str, Any]]
    interrupted: bool


class _Sources(click.Group):
    """A group whose `run` need not be named: `accord watch`, `accord watch --every 10`, `accord watch https://...`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `run` where it is meant."""
        first = args[0] if args else ""
        if not (first in self.commands or first in ctx.help_option_names):
            meant = not first or first.startswith("-") or is_address(first) or os.path.isdir(first)
            args = ["run", *args] if meant else args
        return super().parse_args(ctx, args)


@click.group(
    "watch",
    cls=_Sources,
    help="""Watch feeds, sitemaps, pages that list news, and folders; read what is new there. Alone it is: run.

    A site is asked as a careful guest asks: what its robots.txt allows, one request at a time with a pause between two
    (ACCORD_PAUSE), later where it is busy, and not again for what has not changed. Each page is read once; what failed
    is asked for again, later each time. It may be stopped at any time: run it again to go on.""",
    epilog=example(
        "accord watch https://example.org/feed",
        "accord watch add https://example.org/sitemap.xml --every 720",
        "accord watch",
    ),
)
def watch_command() -> None:
    """Hold the commands."""


@watch_command.command(
    "add",
    help="""Watch sources from now on: addresses of feeds (RSS, Atom, JSON Feed) or sitemaps, folders; or a page that
    lists news, with --select for the links that lead to them.""",
    epilog=example(
        "accord watch add https://example.org/feed ./incoming",
        'accord watch add https://example.org/news --select "ul.news a" --next "a.next" --every 180',
    ),
)
@click.argument("places", metavar="PLACE...", nargs=-1, required=True)
@click.option(
    "--kind",
    type=click.Choice(("feed", "sitemap", "pages", "folder")),
    help="What it is.  [default: what it turns out to be]",
)
@click.option("--select", metavar="CSS", help="Of a page: which links lead to news, such as 'ul.news a'.")
@click.option("--next", "further", metavar="CSS", help="Of a page: which link leads to the next page of the list.")
@click.option(
    "--every", type=click.IntRange(_LEAST, _MOST), default=_EVERY, show_default=True, metavar="MINUTES",
    help=f"How often it is asked, from {_LEAST} minutes to a week.",
)  # fmt: skip
@click.option("--as", "name", metavar="NAME", help="Who has it watched.  [default: ACCORD_AS, else me]")
@register_option
@click.pass_obj
def add_command(  # noqa: PLR0913 - one a thing that a person may say
    world: World, /, *, places: Sequence[str], kind: str | None, select: str | None, further: str | None, every: int,
    name: str | None, url: str | None,
) -> None:  # fmt: skip
    """Keep sources."""
    from accord.flows.watching import watch
    from accord.sources.lists import Picks

    if further and not select:
        raise click.UsageError("--next says where a list goes on; say with --select which links lead to news")
    picks = Picks(select, further or "") if select else None
    with opened(world, url, create=True) as register:
        works = _works(world, register)
        for place in places:
            kept = watch(works, place, every=every, by=_person(world, name), kind=kind or "", picks=picks)
            write.lines(
                [f"{clean(kept.place)} is watched from now on, every {every:,} minutes; look now: accord watch"]
            )


@watch_command.command(
    "list",
    help="List what is watched: when it was last asked, what came, what failed, and when it is asked again.",
    epilog=example("accord watch list", "accord watch list --format json"),
)
@format_option("table", "json", "jsonl", "csv")
@takes_register
def list_command(world: World, register: "Register", *, format_: str) -> None:
    """Print what is watched."""
    from accord.register.jobs import watching
    from accord.register.jobs.pages import counted_pages

    with register.asking() as asking:
        found = watching.all_watched(asking)
        records = [_record(one, counted_pages(asking, one.row), world.clock()) for one in found]
    if format_ == "json":
        write.json_value({"records": records, "total": len(records)})
    elif format_ != "table":
        write.data(records, (*_LISTED, "read", "gone", "failures", "trouble", "paused", "by", "since"), format_)
    elif records:
        write.lines(table(records, _LISTED, width=write.width(), spare=("refused", "every", "kind")))
        for one in records:
            if one["trouble"]:
                write.lines(wrap(clean(f"{one['place']}: {one['trouble']}"), write.width(), indent="  "))
    else:
        write.lines(["Nothing is watched yet; begin with: accord watch add ADDRESS"])


@watch_command.command(
    "pages",
    help="""List the pages that sources name, those asked for last first: which wait and until when, which were read,
    which could not be and why.""",
    epilog=example("accord watch pages --state waiting", "accord watch pages https://example.org/feed --limit 50"),
)
@click.argument("place", metavar="[PLACE]", required=False)
@click.option("--state", type=click.Choice(_STATES), help="Only those in this state.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, metavar="N", help="At most so many."
)
@format_option("table", "json", "jsonl", "csv")
@takes_register
def pages_command(
    _: World, register: "Register", *, place: str | None, state: str | None, limit: int, format_: str
) -> None:
    """Print pages."""
    from accord.register.jobs.pages import pages_of

    row = _kept(register, place).row if place else None
    with register.asking() as asking:
        found = pages_of(asking, watched=row, state=state or "", limit=limit)
    records = [
        {**msgspec.to_builtins(one), "again": one.due or ("now" if one.state == "waiting" else None)} for one in found
    ]
    records = [{name: one[name] for name in (*_PAGES, "reason", "read")} for one in records]
    if format_ == "json":
        write.json_value({"records": records, "total": len(records)})
    elif format_ != "table":
        write.data(records, (*_PAGES, "reason", "read"), format_)
    elif records:
        write.lines(table(records, _PAGES, width=write.width(), spare=("tries", "asked", "trouble")))
    else:
        write.lines(["There is no such page."])


@watch_command.command(
    "remove",
    help="Watch sources no longer. What came from them stays.",
    epilog=example("accord watch remove https://example.org/feed"),
)
@click.argument("places", metavar="PLACE...", nargs=-1, required=True)
@takes_register
def remove_command(_: World, register: "Register", *, places: Sequence[str]) -> None:
    """Forget sources."""
    from accord.register.jobs import watching

    rows = [_kept(register, place) for place in places]
    with register.writing() as connection:
        for one in rows:
            watching.remove(connection, one.row)
    write.lines(f"{clean(one.place)} is watched no longer." for one in rows)


@watch_command.command(
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
    type=click.IntRange(1, _MOST),
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
        works = _works(world, register, allow_private=allow_private)
        of = _meant(world, works, places)
        while True:
            went = _round(works, of, quiet=quiet)
            code = _report(went, format_)
            if not every or went.interrupted:
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
    from accord.register.jobs import watching
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
    begun, interrupted = works.clock(), False
    try:
        round_.run()
    except KeyboardInterrupt:
        interrupted = True
    progress.end()
    with works.register.asking() as asking:
        found = [one for one in watching.all_watched(asking) if not of or one.row in of]
        left = counted_pages(asking).get("waiting", 0)
    failed = [_failed(one) for one in found if one.failures and one.looked and one.looked >= begun]
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


def _meant(world: World, works: "Works", places: Sequence[str]) -> list[int]:
    """Return the numbers of the sources that are meant, each due at once; those that are not watched yet are kept."""
    from accord.flows.watching import plain_place, watch
    from accord.register.jobs import watching

    rows = []
    for place in dict.fromkeys(map(plain_place, places)):
        with works.register.asking() as asking:
            kept = watching.watched_place(asking, place)
        kept = kept or watch(works, place, every=_EVERY, by=_person(world, None))
        with works.register.writing() as connection:
            watching.look_soon(connection, kept.row)
        rows.append(kept.row)
    return rows


def _works(world: World, register: "Register", *, allow_private: bool = False) -> "Works":
    from accord.bootstrap import the_identity
    from accord.flows.inbox import inbox_of
    from accord.flows.works import Works

    works = Works(
        register=register, inbox=inbox_of(register), reader=world.reader, identity=the_identity(), clock=world.clock,
        max_bytes=world.settings.max_bytes, contact=world.settings.contact, pause_s=world.settings.pause_s,
    )  # fmt: skip
    return msgspec.structs.replace(works, may_reach=lambda address: True) if allow_private else works


def _kept(register: "Register", place: str) -> "Watched":
    """Return a source that is watched.

    Raises:
        NotFoundError: It is not.
    """
    from accord.register.jobs import watching

    with register.asking() as asking:
        for one in (place.strip(), os.path.abspath(place)):
            kept = watching.watched_place(asking, one)
            if kept:
                return kept
    raise NotFoundError("'%(place)s' is not watched", hint="what is watched: accord watch list", place=place)


def _record(one: "Watched", pages: dict[str, int], now: str) -> dict[str, Any]:
    return {
        "place": one.place, "kind": one.kind or "?", "every": one.every, "looked": one.looked, "new": one.total,
        **{state: pages.get(state, 0) for state in _STATES}, "again": None if one.paused else max(one.due or now, now),
        "failures": one.failures, "trouble": one.trouble, "paused": one.paused, "by": one.by, "since": one.at,
        "picks": one.picks, "last": one.last,
    }  # fmt: skip


def _failed(one: "Watched") -> dict[str, Any]:
    return {"place": one.place, "trouble": one.trouble, "failures": one.failures, "again": one.due}


def _next(works: "Works", of: Sequence[int]) -> str | None:
    from accord.flows.moments import later
    from accord.flows.sites.rounds import next_in

    left = next_in(works, of)
    return None if left is None else later(works.clock(), left)


def _person(world: World, name: str | None) -> str:
    return (name or world.settings.person or "me").strip()
