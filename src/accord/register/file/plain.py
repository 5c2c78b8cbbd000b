"""Ask a register in plain SQL.

In:  a statement with `:named` values.
Out: an `Answer`: rows as tuples, as dicts, or one column of them.

A command that only looks must answer at once, and SQLAlchemy takes 0.2 s to load. So a register in a file is asked
through Python's own sqlite3; a connection of SQLAlchemy's (a writing one, or one to another database) answers the same.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

__all__ = ["BUSY_S", "Answer", "Asking", "grouped", "light", "listed", "mapped", "over"]

_AT_ONCE = 5_000  # rows that one statement names

BUSY_S = 30  # how long a connection waits for somebody else who writes


class Answer:
    """The rows of one answer; it is read once."""

    def __init__(self, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
        """Keep the names of the columns, and the rows still to come."""
        self._columns, self._rows = columns, rows

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield each row as a tuple."""
        return (tuple(row) for row in self._rows)

    def all(self) -> list[tuple[Any, ...]]:
        """Return the rows as tuples."""
        return list(self)

    def mappings(self) -> list[dict[str, Any]]:
        """Return the rows as dicts by column."""
        return [dict(zip(self._columns, row, strict=True)) for row in self._rows]

    def scalars(self) -> list[Any]:
        """Return the first column."""
        return [row[0] for row in self._rows]

    def first(self) -> tuple[Any, ...] | None:
        """Return the first row, None where there is none."""
        return next(iter(self), None)

    def one(self) -> tuple[Any, ...]:
        """Return the first row, which must be there."""
        return next(iter(self))

    def scalar(self) -> Any:
        """Return the first column of the first row, None where there is none."""
        return next((row[0] for row in self._rows), None)


class Asking:
    """One state of a register, to be asked."""

    def __init__(self, ask: Callable[[str, Mapping[str, Any]], Answer], end: Callable[[], None] = lambda: None) -> None:
        """Keep what asks the database, and what ends the answers that nobody has read to their end; use `light` or `over`."""
        self._ask, self.end = ask, end

    def execute(self, statement: str, values: Mapping[str, Any] | None = None) -> Answer:
        """Return what the database answers."""
        return self._ask(statement, values or {})


def light(connection: sqlite3.Connection) -> Asking:
    """Return an asking through Python's own sqlite3."""
    cursors: WeakSet[sqlite3.Cursor] = (
        WeakSet()
    )  # one that is not read to its end holds on to its state of the register

    def ask(statement: str, values: Mapping[str, Any]) -> Answer:
        cursor = connection.execute(statement, values)
        cursors.add(cursor)
        return Answer([column[0] for column in cursor.description or ()], cursor)

    def end() -> None:
        for cursor in list(cursors):
            cursor.close()

    return Asking(ask, end)


def over(connection: "Connection") -> Asking:
    """Return an asking through a connection of SQLAlchemy's, in its transaction."""
    from sqlalchemy import text

    def ask(statement: str, values: Mapping[str, Any]) -> Answer:
        result = connection.execute(text(statement), dict(values))
        return Answer(list(result.keys()), iter(result))

    return Asking(ask)


def listed(rows: Iterable[int]) -> str:
    """Return numbers of rows as SQL lists them, for `IN (...)`; whatever is no number is refused, and no row is in none.

    >>> listed([3, 1]), listed([])
    ('3, 1', 'NULL')
    """
    return ", ".join(str(int(row)) for row in rows) or "NULL"


def grouped(asking: Asking, statement: str, rows: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Return by its first column what a statement with `{rows}` answers for rows, however many they are."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for at in range(0, len(rows), _AT_ONCE):
        for row, *told in asking.execute(statement.replace("{rows}", listed(rows[at : at + _AT_ONCE]))):
            found[row].append(tuple(told))
    return found


def mapped(asking: Asking, statement: str, rows: Sequence[int]) -> list[dict[str, Any]]:
    """Return what a statement with `{rows}` answers for rows, however many they are, as dicts by column."""
    return [
        one
        for at in range(0, len(rows), _AT_ONCE)
        for one in asking.execute(statement.replace("{rows}", listed(rows[at : at + _AT_ONCE]))).mappings()
    ]
