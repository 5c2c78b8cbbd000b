"""Folders and feeds that are looked at every so often, and which of their documents were seen before.

In:  a writing connection, or an asking.
Out: `Watched`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, insert, update
from sqlalchemy.engine import Connection

from accord.errors import DecisionError, NotFoundError
from accord.register.file.plain import Asking
from accord.register.tables.job_tables import seen, watched

__all__ = [
    "Watched",
    "add_watched",
    "all_watched",
    "look_soon",
    "looked",
    "note_seen",
    "pause",
    "remove",
    "seen_of",
    "watched_at",
]  # fmt: skip

_ASKED = 'SELECT row, place, every, paused, "by", at, looked, trouble, last, total FROM watched '


class Watched(msgspec.Struct, frozen=True):
    """One place that is looked at.

    Attributes:
        row: Its number.
        place: A folder's path, or the address of a feed.
        every: Minutes from look to look.
        paused: Whether it is left alone for now.
        by: Who had it watched, and `at` since when (RFC 3339, UTC).
        looked: When it was last looked at, or None.
        trouble: Why the last look failed, or None.
        last: How many documents of the last look ended how.
        total: New documents since it is watched.
    """

    row: int
    place: str
    every: int
    paused: bool
    by: str
    at: str
    looked: str | None
    trouble: str | None
    last: dict[str, int]
    total: int


def all_watched(asking: Asking) -> list[Watched]:
    """Return every place, in the order in which they came."""
    return _watched(asking, f"{_ASKED} ORDER BY row", {})


def watched_at(asking: Asking, row: int) -> Watched:
    """Return one place.

    Raises:
        NotFoundError: There is none of this number.
    """
    found = _watched(asking, f"{_ASKED} WHERE row = :row", {"row": row})
    if not found:
        raise NotFoundError("nothing watched has the number %(row)s", row=row)
    return found[0]


def add_watched(connection: Connection, place: str, *, every: int, by: str, at: str) -> None:
    """Keep a new place.

    Raises:
        DecisionError: It is watched already.
    """
    if connection.execute(watched.select().where(watched.c.place == place)).first():
        raise DecisionError("%(place)s is watched already", place=place)
    values = {"place": place, "every": every, "by": by, "at": at}
    connection.execute(insert(watched).values(paused=False, last={}, total=0, **values))


def pause(connection: Connection, row: int, *, paused: bool) -> None:
    """Leave a place alone for now, or look at it again."""
    connection.execute(update(watched).where(watched.c.row == row).values(paused=paused))


def look_soon(connection: Connection, row: int) -> None:
    """Have a place looked at next."""
    connection.execute(update(watched).where(watched.c.row == row).values(looked=None, paused=False))


def remove(connection: Connection, row: int) -> None:
    """Watch a place no more; what came from it stays."""
    connection.execute(delete(seen).where(seen.c.watched == row))
    connection.execute(delete(watched).where(watched.c.row == row))


def looked(connection: Connection, row: int, *, at: str, trouble: str | None, last: Mapping[str, int]) -> None:
    """Note what a look found, or why it failed."""
    new = watched.c.total + last.get("new", 0)
    values = {"looked": at, "trouble": trouble, "last": dict(last), "total": new}
    connection.execute(update(watched).where(watched.c.row == row).values(**values))


def seen_of(asking: Asking, row: int) -> dict[str, str]:
    """Return the stamps of what was seen at a place, by source."""
    return dict(asking.execute("SELECT source, stamp FROM watched_seen WHERE watched = :row", {"row": row}).all())


def note_seen(connection: Connection, row: int, stamps: Sequence[tuple[str, str]]) -> None:
    """Keep the stamps of what was seen at a place."""
    for source, stamp in stamps:
        here = (seen.c.watched == row) & (seen.c.source == source)
        if not connection.execute(update(seen).where(here).values(stamp=stamp)).rowcount:
            connection.execute(insert(seen).values(watched=row, source=source, stamp=stamp))


def _watched(asking: Asking, asked: str, values: Mapping[str, Any]) -> list[Watched]:
    return [msgspec.convert(_plain(row), Watched) for row in asking.execute(asked, values).mappings()]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    last = row["last"]
    return row | {"paused": bool(row["paused"]), "last": msgspec.json.decode(last) if isinstance(last, str) else last}
