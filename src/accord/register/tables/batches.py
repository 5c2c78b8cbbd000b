"""Small statements that every writer of derived tables uses."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Table, func, insert, select
from sqlalchemy.engine import Connection

__all__ = ["CHUNK", "chunks", "insert_all", "next_row"]

CHUNK = 500  # values in one IN list; SQLite allows 32,766 and plans small ones better

T = TypeVar("T")


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Yield the items in lists of at most `size`."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk


def next_row(connection: Connection, table: Table) -> int:
    """Return the first free row number of a table."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.row), 0))).scalar_one()) + 1


def insert_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows at once; nothing where there are none."""
    if rows:
        connection.execute(insert(table), rows)
