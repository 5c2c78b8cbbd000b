"""Sources that are looked at every so often: folders, feeds, sitemaps, pages that list news; and what was seen in them.

In:  a writing connection, or an asking.
Out: `Watched`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from accord.errors import DecisionError, NotFoundError
from accord.register.file.plain import Asking
from accord.register.jobs.pages import drop_unlisted
from accord.register.tables.job_tables import seen, watched, watched_list

__all__ = [
    "Watched",
    "add_watched",
    "all_watched",
    "came_from",
    "look_soon",
    "looked",
    "note_seen",
    "pause",
    "remove",
    "seen_of",
    "set_watched",
    "watched_at",
    "watched_place",
]  # fmt: skip

_ASKED = """SELECT row, place, every, paused, "by", at, looked, trouble, last, total, kind, picks, walk, walking, failures, due
FROM watched """


class Watched(msgspec.Struct, frozen=True):
    """One source.

    Attributes:
        row: Its number.
        place: A folder's path, or an address.
        every: Minutes from look to look.
        paused: Whether it is left alone for now.
        by: Who had it watched, and `at` since when (RFC 3339, UTC).
        looked: When it was last looked at, or None.
        trouble: Why the last look failed, or None.
        last: How many documents of the last look ended how.
        total: New documents since it is watched.
        kind: `folder`, `feed`, `sitemap` or `pages`; "" of an address until what stands there says it.
        picks: Of pages, which links are meant: `select` and `next`, CSS; else None.
        walk: Number of the walk over its lists that is under way, or was last.
        walking: Whether that walk is not over.
        failures: Looks in a row that failed.
        due: When it is looked at again; None: at once.
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
    kind: str = ""
    picks: dict[str, str] | None = None
    walk: int = 0
    walking: bool = False
    failures: int = 0
    due: str | None = None


def all_watched(asking: Asking) -> list[Watched]:
    """Return every source, in the order in which they came."""
    return _watched(asking, f"{_ASKED} ORDER BY row", {})


def watched_at(asking: Asking, row: int) -> Watched:
    """Return one source.

    Raises:
        NotFoundError: There is none of this number.
    """
    found = _watched(asking, f"{_ASKED} WHERE row = :row", {"row": row})
    if not found:
        raise NotFoundError("nothing watched has the number %(row)s", row=row)
    return found[0]


def watched_place(asking: Asking, place: str) -> Watched | None:
    """Return the source of a path or an address; None where it is not watched."""
    return next(iter(_watched(asking, f"{_ASKED} WHERE place = :place", {"place": place})), None)


def add_watched(  # noqa: PLR0913 - what is known of it, each named at the call
    connection: Connection,
    place: str,
    *,
    every: int,
    by: str,
    at: str,
    kind: str = "",
    picks: Mapping[str, str] | None = None,
) -> int:
    """Return the number of a new source.

    Raises:
        DecisionError: It is watched already.
    """
    if connection.execute(watched.select().where(watched.c.place == place)).first():
        raise DecisionError("%(place)s is watched already", place=place)
    values = {"place": place, "every": every, "by": by, "at": at, "kind": kind, "picks": dict(picks) if picks else None}
    made = connection.execute(
        insert(watched).values(paused=False, last={}, total=0, walk=0, walking=False, failures=0, **values)
    )
    key = made.inserted_primary_key
    assert key is not None, "sources are numbered"
    return int(key[0])


def pause(connection: Connection, row: int, *, paused: bool) -> None:
    """Leave a source alone for now, or look at it again."""
    connection.execute(update(watched).where(watched.c.row == row).values(paused=paused))


def look_soon(connection: Connection, row: int) -> None:
    """Have a source looked at next, also the lists of it that failed and wait; pages that failed wait as they do."""
    connection.execute(update(watched).where(watched.c.row == row).values(due=None, paused=False))
    connection.execute(update(watched_list).where(watched_list.c.watched == row).values(due=None))


def remove(connection: Connection, row: int) -> None:
    """Watch a source no more; what came from it stays, what only it named and was not read yet is forgotten."""
    connection.execute(delete(seen).where(seen.c.watched == row))
    connection.execute(delete(watched_list).where(watched_list.c.watched == row))
    connection.execute(delete(watched).where(watched.c.row == row))
    drop_unlisted(connection)


def set_watched(connection: Connection, row: int, **values: Any) -> None:
    """Note what has become of a source."""
    connection.execute(update(watched).where(watched.c.row == row).values(**values))


def looked(connection: Connection, row: int, *, at: str, trouble: str | None, last: Mapping[str, int]) -> None:
    """Note what a look found, or why it failed."""
    new = watched.c.total + last.get("new", 0)
    set_watched(connection, row, looked=at, trouble=trouble, last=dict(last), total=new)


def came_from(connection: Connection, address: str, outcome: str) -> None:
    """Count a document beside every source that names its page."""
    listing = select(seen.c.watched).where(seen.c.source == address)
    for row, last in connection.execute(select(watched.c.row, watched.c.last).where(watched.c.row.in_(listing))).all():
        counts = {**last, outcome: last.get(outcome, 0) + 1}
        set_watched(connection, row, last=counts, total=watched.c.total + int(outcome == "new"))


def seen_of(asking: Asking, row: int) -> dict[str, str]:
    """Return the stamps of what was seen at a source, by document."""
    return dict(asking.execute("SELECT source, stamp FROM watched_seen WHERE watched = :row", {"row": row}).all())


def note_seen(connection: Connection, row: int, stamps: Sequence[tuple[str, str]]) -> None:
    """Keep the stamps of what was seen at a source."""
    for source, stamp in stamps:
        here = (seen.c.watched == row) & (seen.c.source == source)
        if not connection.execute(update(seen).where(here).values(stamp=stamp)).rowcount:
            connection.execute(insert(seen).values(watched=row, source=source, stamp=stamp, walk=0))


def _watched(asking: Asking, asked: str, values: Mapping[str, Any]) -> list[Watched]:
    return [msgspec.convert(_plain(row), Watched) for row in asking.execute(asked, values).mappings()]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    for field in ("last", "picks"):
        if isinstance(row[field], str):
            row[field] = msgspec.json.decode(row[field])
    return row | {"paused": bool(row["paused"]), "walking": bool(row["walking"])}
