"""The pages that sources name: which wait, which were read, which could not be.

In:  a writing connection, or an asking.
Out: `KeptPage`. A page that two sources name is one page, and fetched once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, exists, insert, select, update
from sqlalchemy.engine import Connection

from accord.register.file.plain import Asking, listed
from accord.register.tables.job_tables import seen
from accord.register.tables.job_tables import watched_page as table

__all__ = [
    "KeptPage", "add_pages", "counted_pages", "drop_unlisted", "failing_pages", "hosts_due", "next_due", "note_page", "pages_of", "ready_pages",
    "seen_before",
]  # fmt: skip

_AT_ONCE = 500  # addresses that one statement names
_FIELDS = "p.row, p.address, p.host, p.state, p.stamp, p.at, p.etag, p.modified, p.tries, p.same, p.due, p.asked, p.read, p.reason, p.trouble"
_OPEN = """p.state = 'waiting' AND EXISTS (SELECT 1 FROM watched_seen s JOIN watched w ON w.row = s.watched
WHERE s.source = p.address AND w.paused = :no {of})"""


_CHANGED = (
    update(table)
    .where(table.c.row == bindparam("b_row"))
    .values(stamp=bindparam("b_stamp"), state=bindparam("b_state"), tries=bindparam("b_tries"), due=bindparam("b_due"))
)


class KeptPage(msgspec.Struct, frozen=True):
    """What is kept of one page.

    Attributes:
        row: Its number.
        address: As the first list names it.
        host: Scheme, host and port.
        state: `waiting`, `read`, `refused` or `gone`.
        stamp: The latest change that a list tells of.
        at: Where it was in the end, with its `etag` and when it was `modified`.
        tries: How often it failed in a row.
        same: How often in a row it was asked for again and had not changed.
        due: When it is asked for again; None: at once.
        asked: When it was last asked for.
        read: When it was first read.
        reason: Why it could not be had or read, a slug; and `trouble` in words.
    """

    row: int
    address: str
    host: str
    state: str
    stamp: str = ""
    at: str | None = None
    etag: str | None = None
    modified: str | None = None
    tries: int = 0
    same: int = 0
    due: str | None = None
    asked: str | None = None
    read: str | None = None
    reason: str | None = None
    trouble: str | None = None


def add_pages(
    connection: Connection, watched: int, walk: int, named: Sequence[tuple[str, str, str]], *,
    again: Callable[[KeptPage, str], KeptPage | None],
) -> int:  # fmt: skip
    """Return how many pages are new, after keeping what a list names.

    Args:
        connection: A writing one.
        watched: The source.
        walk: Its walk.
        named: Address, host and stamp of each.
        again: Says what a page that is known is from now on, given the stamp that it has now; None: as it was.
    """
    new = 0
    for group in _groups(named):
        kept = {one.address: one for one in _kept(connection, [address for address, *_ in group])}
        fresh = [one for one in group if one[0] not in kept]
        if fresh:
            rows = [
                {"address": a, "host": h, "stamp": s, "state": "waiting", "tries": 0, "same": 0} for a, h, s in fresh
            ]
            connection.execute(insert(table), rows)
        changed = [again(kept[address], stamp) for address, _, stamp in group if address in kept]
        rows = [
            {"b_row": one.row, "b_stamp": one.stamp, "b_state": one.state, "b_tries": one.tries, "b_due": one.due}
            for one in changed if one
        ]  # fmt: skip
        if rows:
            connection.execute(_CHANGED, rows)
        _note_seen(connection, watched, walk, [address for address, *_ in group])
        new += len(fresh)
    return new


def seen_before(asking: Asking, watched: int, walk: int, addresses: Sequence[str]) -> bool:
    """Return whether all addresses were seen at a source in an earlier walk."""
    asked = "SELECT 1 FROM watched_seen WHERE watched = :watched AND walk < :walk AND source = :source"
    return all(
        asking.execute(asked, {"watched": watched, "walk": walk, "source": one}).first() is not None
        for one in addresses
    )


def hosts_due(asking: Asking, now: str, *, of: Sequence[int] = ()) -> list[str]:
    """Return the hosts of which a page is to be asked for now; `of` narrows to some sources."""
    asked = f"SELECT DISTINCT p.host FROM watched_page p WHERE {_open(of)} AND (p.due IS NULL OR p.due <= :now) ORDER BY p.host"
    return [str(one) for one in asking.execute(asked, {"now": now, "no": False}).scalars()]


def ready_pages(asking: Asking, host: str, now: str, *, of: Sequence[int] = (), limit: int = 500) -> list[KeptPage]:
    """Return pages of a host that are to be asked for now, those never asked for first, in the order in which they were named."""
    asked = f"""SELECT {_FIELDS} FROM watched_page p WHERE p.host = :host AND {_open(of)} AND (p.due IS NULL OR p.due <= :now)
        ORDER BY p.tries, p.row LIMIT :limit"""
    return _pages(asking, asked, {"host": host, "now": now, "limit": limit, "no": False})


def next_due(asking: Asking, *, of: Sequence[int] = ()) -> dict[str, str]:
    """Return by host when its next page is asked for; "" at once."""
    asked = f"SELECT p.host, MIN(COALESCE(p.due, '')) FROM watched_page p WHERE {_open(of)} GROUP BY p.host"
    return {str(host): str(due) for host, due in asking.execute(asked, {"no": False})}


def counted_pages(asking: Asking, watched: int | None = None) -> dict[str, int]:
    """Return how many pages are in which state; of one source, or of all."""
    asked = "SELECT p.state, COUNT(*) FROM watched_page p GROUP BY p.state"
    if watched is not None:
        asked = """SELECT p.state, COUNT(*) FROM watched_seen s JOIN watched_page p ON p.address = s.source
            WHERE s.watched = :watched GROUP BY p.state"""
    return {
        str(state): int(number)
        for state, number in asking.execute(asked, {"watched": watched} if watched is not None else {})
    }


def pages_of(
    asking: Asking, *, watched: int | None = None, state: str = "", limit: int = 20, offset: int = 0
) -> list[KeptPage]:
    """Return pages, those that were asked for last first; of one source or of all, in one state or in any."""
    named = "AND EXISTS (SELECT 1 FROM watched_seen s WHERE s.source = p.address AND s.watched = :watched)"
    asked = f"""SELECT {_FIELDS} FROM watched_page p WHERE (:state = '' OR p.state = :state) {named if watched is not None else ""}
        ORDER BY COALESCE(p.asked, '') DESC, p.row LIMIT :limit OFFSET :offset"""
    values = {"state": state, "limit": limit, "offset": offset, **({"watched": watched} if watched is not None else {})}
    return _pages(asking, asked, values)


def failing_pages(asking: Asking, watched: int, *, limit: int = 10) -> list[KeptPage]:
    """Return pages of a source that could not be had or read, those that were asked for last first."""
    asked = f"""SELECT {_FIELDS} FROM watched_seen s JOIN watched_page p ON p.address = s.source
        WHERE s.watched = :watched AND p.trouble IS NOT NULL ORDER BY COALESCE(p.asked, '') DESC, p.row LIMIT :limit"""
    return _pages(asking, asked, {"watched": watched, "limit": limit})


def note_page(connection: Connection, row: int, **values: Any) -> None:
    """Note what has become of a page."""
    connection.execute(update(table).where(table.c.row == row).values(**values))


def drop_unlisted(connection: Connection) -> None:
    """Forget pages that wait and that no source names any more."""
    named = exists(select(seen.c.source).where(seen.c.source == table.c.address))
    connection.execute(delete(table).where((table.c.state == "waiting") & ~named))


def _open(of: Sequence[int]) -> str:
    """Return the condition of pages that wait and that a source names which is not paused."""
    return _OPEN.format(of=f"AND w.row IN ({listed(of)})" if of else "")


def _note_seen(connection: Connection, watched: int, walk: int, addresses: Sequence[str]) -> None:
    here = (seen.c.watched == watched) & seen.c.source.in_(addresses)
    kept = set(connection.execute(select(seen.c.source).where(here)).scalars())
    rows = [{"watched": watched, "source": one, "stamp": "", "walk": walk} for one in addresses if one not in kept]
    if rows:
        connection.execute(insert(seen), rows)


def _kept(connection: Connection, addresses: Sequence[str]) -> Iterator[KeptPage]:
    for one in connection.execute(select(table).where(table.c.address.in_(addresses))).mappings():
        yield msgspec.convert({str(name): value for name, value in one.items()}, KeptPage)


def _pages(asking: Asking, asked: str, values: Mapping[str, Any]) -> list[KeptPage]:
    return [msgspec.convert(one, KeptPage) for one in asking.execute(asked, values).mappings()]


def _groups(named: Sequence[tuple[str, str, str]]) -> Iterator[Sequence[tuple[str, str, str]]]:
    for at in range(0, len(named), _AT_ONCE):
        yield named[at : at + _AT_ONCE]
