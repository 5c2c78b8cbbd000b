"""Small statements that every writer of derived tables uses."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, func, insert, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

__all__ = ["CHUNK", "chunks", "found_among", "index_words", "insert_all", "next_row", "rows_among"]

CHUNK = 500  # values in one IN list; SQLite allows 32,766 and plans small ones better
_MANY = 20  # rows from which on PostgreSQL is given them by COPY

T = TypeVar("T")


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Yield the items in lists of at most `size`."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk


def rows_among(connection: Connection, asked: str, among: Iterable[int] | Iterable[str]) -> Iterator[Any]:
    """Yield what is asked `:among` some values, however many they are; they are asked for in order."""
    question = sql(asked).bindparams(bindparam("among", expanding=True))
    for chunk in chunks(sorted(among)):
        yield from connection.execute(question, {"among": chunk})


def found_among(connection: Connection, asked: str, among: Iterable[int] | Iterable[str]) -> Iterator[Any]:
    """Yield the first column of what is asked `:among` some values."""
    return (row[0] for row in rows_among(connection, asked, among))


def next_row(connection: Connection, table: Table) -> int:
    """Return the first free row number of a table."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.row), 0))).scalar_one()) + 1


def insert_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows at once; nothing where there are none."""
    if len(rows) >= _MANY and connection.dialect.name == "postgresql":
        from accord.register.postgres.copying import copy_rows

        copy_rows(connection, table, rows)
    elif rows:
        connection.execute(insert(table), rows)


def index_words(connection: Connection, name: str, rows: Sequence[dict[str, Any]]) -> None:
    """Add words to a table of the search: each the `row` of what they are of, and its `tokens`, a space between two."""
    if len(rows) >= _MANY and connection.dialect.name == "postgresql":
        from accord.register.postgres.copying import copy_rows

        search = Table(name, MetaData(), Column("rowid", Integer), Column("tokens", Text))
        copy_rows(connection, search, [{"rowid": one["row"], "tokens": one["tokens"]} for one in rows])
    elif rows:
        connection.execute(sql(f"INSERT INTO {name} (rowid, tokens) VALUES (:row, :tokens)"), rows)
