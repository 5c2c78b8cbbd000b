"""Have folders, feeds, sitemaps and pages that list news looked at; look at folders.

In:  a place and how often it is to be looked at; of a page which of its links are meant.
Out: a source that is kept; of a folder how many documents ended how, noted beside it, or why nothing could be looked at.

A file that was written within the last seconds may be half there: it waits for the next look. One that has neither
changed in size nor in time is not opened again. Sources on the network are read by `sites/`.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from typing import get_args

import msgspec

from accord.errors import AccordError, ConfigError, DecisionError, RefusedError
from accord.flows.moments import later
from accord.flows.works import Ended, Works, counted, outside_of, take_in
from accord.register.jobs import watching
from accord.register.jobs.watching import Watched
from accord.sources import files_in, find
from accord.sources.addresses import is_address, place_of
from accord.sources.lists import Picks, check_selector
from accord.sources.lists.listed import Kind
from accord.sources.waiting import backoff_s

__all__ = ["KINDS", "LEAST_MINUTES", "MOST_MINUTES", "due", "look", "plain_place", "watch"]

LEAST_MINUTES, MOST_MINUTES = 5, 7 * 24 * 60
KINDS = ("folder", *get_args(Kind))
_STILL_S = 10  # as long a file must not have changed


def plain_place(place: str) -> str:
    """Return a place as it is kept: an address, or the whole path of a folder.

    Raises:
        DecisionError: It is neither.
    """
    plain = place.strip()
    if is_address(plain):
        try:
            place_of(plain)
        except RefusedError as error:
            raise DecisionError("this is no address that can be watched; it begins with http:// or https://") from error
        return plain
    if not os.path.isdir(plain):
        raise DecisionError("there is no folder '%(folder)s' on the computer that accord runs on", folder=plain)
    return os.path.abspath(plain)


def watch(works: Works, place: str, *, every: int, by: str, kind: str = "", picks: Picks | None = None) -> Watched:
    """Return the source as it is watched from now on; its kind is guessed where it is not given.

    Raises:
        DecisionError: It is no folder and no address, is watched already, would be looked at too often, or is of another kind.
    """
    plain = plain_place(place)
    if not LEAST_MINUTES <= every <= MOST_MINUTES:
        raise DecisionError(
            "every %(every)s minutes; between %(least)s and %(most)s were expected",
            every=every,
            least=LEAST_MINUTES,
            most=f"{MOST_MINUTES:,}",
        )
    meant = _kind(plain, kind, picks)
    chosen = msgspec.to_builtins(picks) if picks else None
    with works.register.writing() as connection:
        row = watching.add_watched(connection, plain, every=every, by=by, at=works.clock(), kind=meant, picks=chosen)
    with works.register.asking() as asking:
        return watching.watched_at(asking, row)


def due(places: Sequence[Watched], now: str) -> list[Watched]:
    """Return the sources that are to be looked at now, the one that waits longest first."""
    wait = [one for one in places if not one.paused and (one.due is None or one.due <= now)]
    return sorted(wait, key=lambda one: (one.due or "", one.row))


def look(works: Works, place: Watched, *, now_s: float) -> dict[str, int]:
    """Return how many documents of a folder ended how; those that were there before are not counted.

    Args:
        works: What they are read with.
        place: The folder.
        now_s: The time of the clock that files are stamped with, in seconds since 1970.
    """
    ended: list[Ended] = []
    trouble = None
    try:
        for source, stamp in _new(works, place, now_s):
            if works.stopped():
                return counted(ended)  # the next look goes on
            ended += take_in(works, find([source], outside=outside_of(works), latest=_today(works)), "watched")
            with works.register.writing() as connection:
                watching.note_seen(connection, place.row, [(source, stamp)])
    except (AccordError, OSError) as error:
        trouble = str(error)
    counts, now = counted(ended), works.clock()
    failures = place.failures + 1 if trouble else 0
    wait_s = backoff_s(failures, seed=place.place) if trouble else place.every * 60.0
    with works.register.writing() as connection:
        watching.looked(connection, place.row, at=now, trouble=trouble, last=counts)
        watching.set_watched(connection, place.row, failures=failures, due=later(now, wait_s))
    return counts


def _kind(plain: str, kind: str, picks: Picks | None) -> str:
    """Return the kind of a source as far as it is known before it is asked; "" of an address of which nobody said it."""
    folder = not is_address(plain)
    meant = "folder" if folder else kind or ("pages" if picks else "")
    if folder and kind not in ("", "folder"):
        raise DecisionError("%(place)s is a folder; it is watched as such", place=plain)
    if not folder and kind == "folder":
        raise DecisionError("%(place)s is an address, no folder", place=plain)
    if (meant == "pages") != (picks is not None) or (picks and not picks.select):
        raise DecisionError(
            "of a page that lists news it must be said which links lead to them (a CSS selector), of others it must not"
        )
    for css in filter(None, (picks.select, picks.next) if picks else ()):
        try:
            check_selector(css)
        except ConfigError as error:
            raise DecisionError(
                "'%(css)s' is no CSS selector that is understood, such as ul.news a", css=css
            ) from error
    return meant


def _new(works: Works, place: Watched, now_s: float) -> Iterator[tuple[str, str]]:
    with works.register.asking() as asking:
        before = watching.seen_of(asking, place.row)
    if not os.path.isdir(place.place):
        raise DecisionError("the folder %(folder)s is not there now", folder=place.place)
    for path in files_in(place.place):
        try:
            kept = os.stat(path)
        except OSError:
            continue  # gone in between
        stamp = f"{kept.st_size}:{kept.st_mtime_ns}"
        if before.get(path) != stamp and kept.st_mtime < now_s - _STILL_S:
            yield path, stamp


def _today(works: Works) -> date:
    return date.fromisoformat(works.clock()[:10])
