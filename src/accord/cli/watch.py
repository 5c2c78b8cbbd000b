"""`accord watch`: sites and folders that are looked at every so often, and what is new there is read.

In:  addresses of feeds, sitemaps and pages that list news; folders.
Out: documents in the register; on standard error how far it is, on standard output what came and what is asked again.

Alone, or with places, it is `accord watch run`: the other commands are named.
"""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
import msgspec

from accord.cli import write
from accord.cli.options import example, format_option, opened, register_option, takes_register
from accord.cli.watch_run import EVERY, MOST, person_of, run_command, works_of
from accord.cli.width import clean, wrap
from accord.cli.world import World
from accord.errors import NotFoundError
from accord.sources.addresses import is_address

if TYPE_CHECKING:
    from accord.register import Register
    from accord.register.jobs.watching import Watched

__all__ = ["watch_command"]

_LEAST = 5  # minutes
_STATES = ("waiting", "read", "refused", "gone")
_LISTED = ("place", "kind", "every", "looked", "new", "waiting", "refused", "again")
_KINDS = {"folder": "a folder", "feed": "a feed", "sitemap": "a sitemap", "pages": "a page that lists news"}
_PAGES = ("address", "state", "asked", "again", "tries", "trouble")


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
    short_help="Watch sources from now on.",
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
    "--every", type=click.IntRange(_LEAST, MOST), default=EVERY, show_default=True, metavar="MINUTES",
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
        works = works_of(world, register)
        for place in places:
            kept = watch(works, place, every=every, by=person_of(world, name), kind=kind or "", picks=picks)
            write.lines(
                [f"{clean(kept.place)} is watched from now on, every {every:,} minutes; look now: accord watch"]
            )


@watch_command.command(
    "list",
    short_help="List what is watched, and how it stands.",
    help="List what is watched: when it was last asked, what came, what failed, and when it is asked again.",
    epilog=example("accord watch list", "accord watch list --format json"),
)
@format_option("text", "json", "jsonl", "csv")
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
    elif format_ != "text":
        write.data(records, (*_LISTED, "read", "gone", "failures", "trouble", "paused", "by", "since"), format_)
    elif records:
        for one in records:
            _tell(one["place"], _stands(one), one["trouble"])
    else:
        write.lines(["Nothing is watched yet; begin with: accord watch add ADDRESS"])


@watch_command.command(
    "pages",
    short_help="List the pages that sources name, and how they stand.",
    help="""List the pages that sources name, those asked for last first: which wait and until when, which were read,
    which could not be and why.""",
    epilog=example("accord watch pages --state waiting", "accord watch pages https://example.org/feed --limit 50"),
)
@click.argument("place", metavar="[PLACE]", required=False)
@click.option("--state", type=click.Choice(_STATES), help="Only those in this state.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, metavar="N", help="At most so many."
)
@format_option("text", "json", "jsonl", "csv")
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
    elif format_ != "text":
        write.data(records, (*_PAGES, "reason", "read"), format_)
    elif records:
        for one in records:
            again = f"; asked for again {_minute(one['again'])}" if one["again"] else ""
            _tell(f"{one['state']}  {one['address']}", f"asked for {_minute(one['asked'])}{again}", one["trouble"])
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


def _tell(head: str, how: str, trouble: str | None) -> None:
    write.lines([clean(head)])
    for told in filter(None, (how, trouble)):
        write.lines(wrap(clean(told), write.width(), indent="    "))


def _stands(one: dict[str, Any]) -> str:
    """Return in words how a source stands."""
    pages = {"waiting": "wait", "refused": "could not be read", "gone": "are not there"}
    told = [f"{one['new']:,} new", *(f"{one[state]:,} {words}" for state, words in pages.items() if one[state])]
    kind = _KINDS.get(one["kind"], "of a kind not known yet")
    again = "left alone for now" if one["paused"] else f"again {_minute(one['again'])}"
    return f"{kind}, every {one['every']:,} minutes; looked at {_minute(one['looked'])}; {', '.join(told)}; {again}"


def _minute(moment: str | None) -> str:
    """Return a moment to the minute, UTC, as one reads it."""
    return f"{moment[:10]} {moment[11:16]}" if moment and moment[4:5] == "-" else moment or "never"


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


watch_command.add_command(run_command)
