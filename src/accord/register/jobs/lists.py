"""The lists of a source: the feed or sitemap itself, the sitemaps of an index, the pages of a list of news.

In:  a writing connection, or an asking.
Out: `KeptList`. What waits here is asked for next, also after an interruption: a list counts as asked once all that it
     names is kept.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from accord.register.file.plain import Asking
from accord.register.tables.job_tables import watched_list as table

__all__ = [
    "KeptList", "asked_in", "begin_walk", "list_at", "lists_due", "next_list", "note_list", "put_forward", "put_forward_kept",
    "trouble_in",
]  # fmt: skip

_ASKED = (
    """SELECT watched, address, above, depth, walk, state, stamp, at, etag, modified, tries, due FROM watched_list """
)


class KeptList(msgspec.Struct, frozen=True):
    """What is kept of one list.

    Attributes:
        watched: The number of its source.
        address: Its own.
        above: The list that names it; "" of the first.
        depth: How many indexes lead to it.
        walk: The walk in which it was last put forward.
        state: `waiting`, `asked` or `failed`.
        stamp: When it changed, as the list above says it.
        at: Where it was in the end, with its `etag` and when it was `modified`: what tells that nothing has changed.
        tries: How often it failed in a row.
        due: When it is asked for again; None: at once.
    """

    watched: int
    address: str
    above: str = ""
    depth: int = 0
    walk: int = 0
    state: str = "waiting"
    stamp: str = ""
    at: str | None = None
    etag: str | None = None
    modified: str | None = None
    tries: int = 0
    due: str | None = None


def next_list(asking: Asking, row: int, now: str) -> KeptList | None:
    """Return the list of a source that is asked for next, those that lead to others first; None where none is due."""
    asked = f"""{_ASKED} WHERE watched = :row AND state = 'waiting' AND (due IS NULL OR due <= :now)
        ORDER BY tries, depth, address LIMIT 1"""
    found = asking.execute(asked, {"row": row, "now": now}).mappings()
    return msgspec.convert(found[0], KeptList) if found else None


def lists_due(asking: Asking, row: int) -> str | None:
    """Return when the next list of a source is asked for; "" at once, None where none waits."""
    asked = "SELECT MIN(COALESCE(due, '')) FROM watched_list WHERE watched = :row AND state = 'waiting'"
    found = asking.execute(asked, {"row": row}).scalar()
    return None if found is None else str(found)


def list_at(asking: Asking, row: int, address: str) -> KeptList | None:
    """Return what is kept of a list; None where nothing is."""
    found = asking.execute(
        f"{_ASKED} WHERE watched = :row AND address = :address", {"row": row, "address": address}
    ).mappings()
    return msgspec.convert(found[0], KeptList) if found else None


def asked_in(asking: Asking, row: int, walk: int) -> int:
    """Return how many lists were put forward in a walk."""
    asked = "SELECT COUNT(*) FROM watched_list WHERE watched = :row AND walk = :walk"
    return int(asking.execute(asked, {"row": row, "walk": walk}).scalar())


def trouble_in(asking: Asking, row: int, walk: int) -> str | None:
    """Return what went wrong with a list of a walk; None where nothing did."""
    asked = "SELECT trouble FROM watched_list WHERE watched = :row AND walk = :walk AND trouble IS NOT NULL ORDER BY depth, address"
    found = asking.execute(asked, {"row": row, "walk": walk}).first()
    return str(found[0]) if found else None


def begin_walk(connection: Connection, row: int, walk: int, address: str) -> None:
    """Put the first list of a source forward."""
    put_forward(connection, KeptList(row, address, walk=walk), [(address, "")], depth=0)


def put_forward(
    connection: Connection, above: KeptList, named: Sequence[tuple[str, str]], *, depth: int, only: bool = False
) -> None:
    """Have lists asked for in the walk of the list that names them; each once a walk.

    Args:
        connection: A writing one.
        above: The list that names them.
        named: Addresses, and when each changed as the list says it: one that was asked for and has not changed since is left.
        depth: How many indexes lead to them.
        only: Whether what it named before and names no more is forgotten.
    """
    here, kept = table.c.watched == above.watched, dict[str, Any]()
    asked = select(table.c.address, table.c.stamp, table.c.state, table.c.walk).where(here)
    kept = {one.address: one for one in connection.execute(asked)}
    name = "" if depth == 0 else above.address
    fresh = {"walk": above.walk, "state": "waiting", "tries": 0, "due": None, "trouble": None}
    for address, stamp in named:
        before = kept.get(address)
        if before is None:
            values = {"watched": above.watched, "address": address, "above": name, "depth": depth, "stamp": stamp}
            connection.execute(insert(table).values(**values, **fresh))
        elif before.walk < above.walk and not (stamp and stamp == before.stamp and before.state == "asked"):
            connection.execute(update(table).where(here & (table.c.address == address)).values(stamp=stamp, **fresh))
    if only:
        gone = [one for one in kept if one not in dict(named)]
        for address in gone:
            connection.execute(delete(table).where(here & (table.c.address == address) & (table.c.above == name)))


def put_forward_kept(connection: Connection, above: KeptList) -> None:
    """Have the lists asked for that a list named before, as it has not changed: those of which it does not say when they did."""
    here = (table.c.watched == above.watched) & (table.c.above == above.address) & (table.c.walk < above.walk)
    open_ = here & ((table.c.stamp == "") | (table.c.state != "asked"))
    connection.execute(
        update(table).where(open_).values(walk=above.walk, state="waiting", tries=0, due=None, trouble=None)
    )


def note_list(connection: Connection, one: KeptList, **values: Any) -> None:
    """Note what has become of a list."""
    here = (table.c.watched == one.watched) & (table.c.address == one.address)
    connection.execute(update(table).where(here).values(**values))
