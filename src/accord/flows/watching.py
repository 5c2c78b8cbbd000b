"""Look at a watched folder or feed: read what is new there since the last look.

In:  a place that is due, and the time of the system's clock.
Out: how many documents ended how, noted beside the place; or why nothing could be looked at.

A file that was written within the last seconds may be half there: it waits for the next look. One that has neither
changed in size nor in time is not opened again.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from accord.errors import AccordError, DecisionError, RefusedError
from accord.flows.works import Ended, Works, counted, outside_of, take_in
from accord.register.jobs import watching
from accord.register.jobs.watching import Watched
from accord.sources import files_in, find
from accord.sources.addresses import is_address, place_of
from accord.sources.lists import read_list

__all__ = ["LEAST_MINUTES", "due", "look", "watch"]

LEAST_MINUTES, MOST_MINUTES = 5, 7 * 24 * 60
_STILL_S = 10  # as long a file must not have changed
_AT_ONCE = 50  # pages of a feed that one look reads: a careful guest


def watch(works: Works, place: str, *, every: int, by: str) -> str:
    """Return the place as it is watched from now on.

    Raises:
        DecisionError: It is no folder and no address, is watched already, or would be looked at too often.
    """
    plain = place.strip()
    if is_address(plain):
        try:
            place_of(plain)
        except RefusedError as error:
            raise DecisionError("this is no address that can be watched; it begins with http:// or https://") from error
    elif not os.path.isdir(plain):
        raise DecisionError("there is no folder '%(folder)s' on the computer that accord runs on", folder=plain)
    else:
        plain = os.path.abspath(plain)
    if not LEAST_MINUTES <= every <= MOST_MINUTES:
        raise DecisionError(
            "every %(every)s minutes; between %(least)s and %(most)s were expected",
            every=every,
            least=LEAST_MINUTES,
            most=f"{MOST_MINUTES:,}",
        )
    with works.register.writing() as connection:
        watching.add_watched(connection, plain, every=every, by=by, at=works.clock())
    return plain


def due(places: Sequence[Watched], now: str) -> list[Watched]:
    """Return the places that are to be looked at now, the one that waits longest first."""
    then = datetime.fromisoformat(now).astimezone(UTC)
    wait = [one for one in places if not one.paused and (one.looked is None or _next(one) <= then)]
    return sorted(wait, key=lambda one: one.looked or "")


def look(works: Works, place: Watched, *, now_s: float) -> dict[str, int]:
    """Return how many documents of a place ended how; those that were there before are not counted.

    Args:
        works: What they are read with.
        place: Where to look.
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
    counts = counted(ended)
    with works.register.writing() as connection:
        watching.looked(connection, place.row, at=works.clock(), trouble=trouble, last=counts)
    return counts


def _new(works: Works, place: Watched, now_s: float) -> Iterator[tuple[str, str]]:
    with works.register.asking() as asking:
        before = watching.seen_of(asking, place.row)
    if is_address(place.place):
        yield from _of_feed(works, place.place, before)
        return
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


def _of_feed(works: Works, address: str, before: dict[str, str]) -> Iterator[tuple[str, str]]:
    fetch = outside_of(works).fetch
    assert fetch is not None, "addresses are fetched"
    came = fetch(address)
    new = [link.address for link in read_list(came).pages if link.address not in before]
    yield from ((link, "") for link in new[:_AT_ONCE])


def _next(place: Watched) -> datetime:
    looked = datetime.fromisoformat(place.looked or "").astimezone(UTC)
    return looked + timedelta(minutes=place.every)


def _today(works: Works) -> date:
    return date.fromisoformat(works.clock()[:10])
