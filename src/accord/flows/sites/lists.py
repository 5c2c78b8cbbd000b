"""Walk over the lists of a source: what they name is kept, and then that they were asked.

In:  a source, a guest.
Out: pages that wait, in the register; beside the source what was found, or what went wrong and when it is asked again.

A walk begins at the source's own address. An index leads to its sitemaps: those that changed as the index says, or of which it
does not say when they did. A page of a list leads to the next page, unless an earlier walk had seen all that it names. A walk
that was cut goes on where it was: what waits is kept.
"""

from collections.abc import Iterator, Sequence

import msgspec

from accord.errors import RefusedError
from accord.flows.moments import later, newer
from accord.flows.sites.guest import Guest, site_of
from accord.flows.works import Works
from accord.register import over
from accord.register.jobs import lists as kept_lists
from accord.register.jobs import watching
from accord.register.jobs.lists import KeptList
from accord.register.jobs.pages import KeptPage, add_pages, seen_before
from accord.register.jobs.watching import Watched
from accord.register.log.log import Connection
from accord.sources.addresses import Fetched, Known
from accord.sources.lists import Link, Listed, Picks, read_list
from accord.sources.lists.listed import MOST_BYTES
from accord.sources.refusals import passes, refused
from accord.sources.waiting import backoff_s

__all__ = ["MOST_LISTS", "walk"]

MOST_LISTS = 1_000  # of one walk: an index may name 50,000 sitemaps, and pages lead to next pages for ever
_AT_ONCE = 5_000  # pages that one transaction keeps
_DEEPEST = 3  # indexes within indexes; the protocol knows one
_TRIES = 5  # of a list that another one names; then the walk goes on without it
_DAY_S = 24 * 3600.0
_MOST_DOUBLINGS = 5  # a page whose day of change lies is asked for after 1, 2, 4, ... at most 32 days


def walk(works: Works, guest: Guest, place: Watched, *, patience_s: float) -> None:
    """Ask for the lists of a source until none is due, or its site wants to be left alone for longer than `patience_s`."""
    guest.refresh()
    place = _begun(works, place)
    while not works.stopped():
        with works.register.asking() as asking:
            one = kept_lists.next_list(asking, place.row, works.clock())
        wait = guest.ready_in(site_of(one.address)) if one else 0.0
        if one is None or wait > patience_s:
            break
        if wait > 0:
            guest.sleep(wait)
        _ask(works, guest, place, one)
    else:
        return  # the next walk goes on
    _ended(works, guest, place)


def _begun(works: Works, place: Watched) -> Watched:
    if place.walking:
        return place
    number = place.walk + 1
    with works.register.writing() as connection:
        watching.set_watched(connection, place.row, walk=number, walking=True, last={})
        kept_lists.begin_walk(connection, place.row, number, place.place)
    return msgspec.structs.replace(place, walk=number, walking=True)


def _ask(works: Works, guest: Guest, place: Watched, one: KeptList) -> None:
    """Ask for one list, and keep what it names."""
    known = Known(one.at or "", one.etag, one.modified)
    try:
        came = guest.fetch(one.address, known, max_bytes=MOST_BYTES)
        found = None if came.unchanged else _read(place, one, came)
    except RefusedError as error:
        _failed(works, place, one, error, guest.sitemaps(site_of(one.address)))
        return
    now = works.clock()
    for pages in _shares(found.pages if found else ()):
        with works.register.writing() as connection:
            add_pages(connection, one.watched, one.walk, pages, again=lambda page, stamp: _again(page, stamp, now))
    with works.register.writing() as connection:
        trouble = None
        if found is None:
            kept_lists.put_forward_kept(connection, one)
        else:
            trouble = _keep(connection, place, one, found)
        marks = {"at": came.address, "etag": came.etag, "modified": came.modified}
        kept_lists.note_list(connection, one, state="asked", asked=now, tries=0, due=None, trouble=trouble, **marks)


def _shares(links: Sequence[Link]) -> Iterator[list[tuple[str, str, str]]]:
    """Yield pages in shares, so that nobody else who writes waits long."""
    for at in range(0, len(links), _AT_ONCE):
        yield [(one.address, site_of(one.address), one.stamp) for one in links[at : at + _AT_ONCE]]


def _read(place: Watched, one: KeptList, came: Fetched) -> Listed:
    picks = Picks(place.picks["select"], place.picks.get("next", "")) if place.picks else None
    try:
        found = read_list(came, picks)
    except RefusedError as error:
        if picks and one.depth and error.reason == "no_list":
            return Listed("pages")  # beyond the last page of the list
        raise
    if place.kind and one.depth == 0 and found.kind != place.kind:
        raise refused("no_list", found=f"a {found.kind}, where a {place.kind} was said to be")
    return found


def _keep(connection: Connection, place: Watched, one: KeptList, found: Listed) -> str | None:
    """Keep the lists that a list names; return what is to be said of it, or None."""
    if one.depth == 0 and not place.kind:
        watching.set_watched(connection, place.row, kind=found.kind)
    told = [f"{found.left:,} addresses beyond the first {len(found.pages):,} were left out"] if found.left else []
    further = _further(connection, one, found)
    room = MOST_LISTS - kept_lists.asked_in(over(connection), one.watched, one.walk)
    if len(further) > room:
        told.append(f"{len(further) - max(room, 0):,} lists beyond the first {MOST_LISTS:,} were left out")
    deeper = one.depth + 1
    named = [(link.address, link.stamp) for link in further[: max(room, 0)]]
    kept_lists.put_forward(connection, one, named, depth=deeper, only=found.kind == "sitemap")
    return "; ".join(told) or None


def _further(connection: Connection, one: KeptList, found: Listed) -> tuple[Link, ...]:
    """Return the lists that a list leads to: the next page only where this one names something new."""
    if found.kind == "sitemap":
        return found.lists if one.depth < _DEEPEST else ()
    known = seen_before(over(connection), one.watched, one.walk, [link.address for link in found.pages])
    return () if known else found.lists


def _again(page: KeptPage, stamp: str, now: str) -> KeptPage | None:
    """Return a page that a list names again as it is from now on: it waits where it has changed since; None: as it was.

    Where it has not, whatever the list says, it is asked for ever less: at most once a day, then every 2, 4, ... days.
    """
    if not newer(stamp, page.stamp):
        return None
    if page.state == "waiting" or not page.stamp:
        return msgspec.structs.replace(page, stamp=stamp)
    wait = _DAY_S * 2.0 ** min(page.same, _MOST_DOUBLINGS)
    due = max(later(page.asked, wait), now) if page.asked else None
    return msgspec.structs.replace(page, stamp=stamp, state="waiting", tries=0, due=due)


def _failed(works: Works, place: Watched, one: KeptList, error: RefusedError, sitemaps: Sequence[str]) -> None:
    """Note that a list could not be had or read; it waits, or the walk goes on without it."""
    now, tries = works.clock(), one.tries + 1
    waits = passes(error.reason) and (one.depth == 0 or tries < _TRIES)
    counts = 0 if error.reason == "robots_unknown" else 1
    due = later(now, backoff_s(tries, seed=one.address, asked_s=error.retry_after_s)) if waits else None
    told = str(error) if one.depth == 0 else f"{one.address}: {error}"
    if not waits and one.depth == 0 and error.advice:
        named = f" The site names the sitemap {sitemaps[0]}." if sitemaps and error.reason == "no_list" else ""
        told = f"{told}. {error.advice}{named}"
    with works.register.writing() as connection:
        kept_lists.note_list(
            connection, one, state="waiting" if waits else "failed", tries=one.tries + counts, due=due, asked=now,
            trouble=told,
        )  # fmt: skip


def _ended(works: Works, guest: Guest, place: Watched) -> None:
    """Note beside a source how its walk stands, and when it is asked again."""
    now = works.clock()
    with works.register.asking() as asking:
        trouble = kept_lists.trouble_in(asking, place.row, place.walk)
        first = kept_lists.list_at(asking, place.row, place.place)
        waits = kept_lists.lists_due(asking, place.row)
    failed = first is not None and (first.state == "failed" or first.tries > 0)
    failures = place.failures + 1 if failed else 0
    wait_s = place.every * 60.0
    if waits is None:
        due = later(now, max(wait_s, backoff_s(failures, seed=place.place)) if failed else wait_s)
    else:
        due = max(waits, later(now, guest.ready_in(site_of(place.place))))
        trouble = trouble or f"its site is left alone until {due}"
    values = {"looked": now, "trouble": trouble, "failures": failures, "due": due, "walking": waits is not None}
    with works.register.writing() as connection:
        watching.set_watched(connection, place.row, **values)
