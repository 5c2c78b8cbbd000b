"""Read the rows of a table as they are kept, and write them as they are.

In:  a connection and a table of `contents`.
Out: rows in the order of their keys; rows in another register.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from accord.errors import StoreError
from accord.register.moving.contents import TEXT, WORDS, Held
from accord.register.tables import tokens

__all__ = ["Fingerprint", "Rows", "count", "fingerprint", "read", "write"]

Rows = Sequence[tuple[Any, ...]]


class Fingerprint:
    """A hash over rows, one by one."""

    def __init__(self) -> None:
        """Begin with none."""
        self._hash, self._encoder = hashlib.sha256(), msgspec.msgpack.Encoder()

    def add(self, rows: Rows) -> None:
        """Take in the next rows."""
        for row in rows:
            self._hash.update(self._encoder.encode(row))

    def told(self) -> str:
        """Return it, hexadecimal."""
        return self._hash.hexdigest()


def read(connection: Connection, table: Held) -> Iterator[Rows]:
    """Yield all rows, a batch at a time."""
    found = connection.execute(table.asked(), execution_options={"yield_per": table.at_once})
    for batch in found.partitions():
        yield [tuple(row) for row in batch]


def count(connection: Connection, table: Held) -> int:
    """Return how many rows there are."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(table.plain)).scalar_one())


def fingerprint(connection: Connection, table: Held) -> str:
    """Return the fingerprint of all rows."""
    seen = Fingerprint()
    for rows in read(connection, table):
        seen.add(rows)
    return seen.told()


def write(connection: Connection, table: Held, rows: Rows) -> None:
    """Write rows; of texts also the words that are searched for.

    Raises:
        StoreError: A value is none that the database can hold.
    """
    _insert(connection, table, rows)
    if table is TEXT:
        row, content = table.columns.index("row"), table.columns.index("content")
        _insert(connection, WORDS, [(one[row], " ".join(tokens.tokens(one[content]))) for one in rows if one[content]])


def _insert(connection: Connection, table: Held, rows: Rows) -> None:
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    elif rows:
        names, values = ", ".join(f'"{name}"' for name in table.columns), ", ".join("?" * len(table.columns))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({values})', list(rows))


def _copy(connection: Connection, table: Held, rows: Rows) -> None:
    from accord.register.postgres.copying import copy_values

    try:
        copy_values(connection, table.name, table.columns, rows)
    except sa.exc.DataError as error:
        where = next((row for row in rows if any(isinstance(value, str) and "\0" in value for value in row)), None)
        told = "holds a NUL character, which PostgreSQL cannot keep" if where else str(error.orig)
        keys = ", ".join(str(where[table.columns.index(key)]) for key in table.keys) if where else ""
        raise StoreError(f"{table.name} {keys} {told}; nothing was copied") from error
