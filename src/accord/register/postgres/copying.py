"""Write many rows at once, by COPY.

In:  a table, or columns of one, and rows as dicts.
Out: the rows in the table.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Table
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

__all__ = ["copy_rows", "copy_values"]


def copy_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows that all have the same columns; a column that they do not have gets its default."""
    columns = [table.c[name] for name in rows[0]]
    kept = [column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in columns]
    names = [column.name for column in columns]
    values = ([_as_kept(row[name], keep) for name, keep in zip(names, kept, strict=True)] for row in rows)
    copy_values(connection, table.name, names, values)


def copy_values(connection: Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as the database keeps them, their values in the order of the names.

    Raises:
        DBAPIError: The database refuses them, as it would refuse them one by one.
    """
    asked = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(asked) as copying:
            for row in rows:
                copying.write_row(row)
    except psycopg.Error as error:
        said = DBAPIError.instance(f"COPY {table}", None, error, psycopg.Error, dialect=connection.dialect)
        raise said from error


def _as_kept(value: Any, keep: Callable[[Any], Any] | None) -> Any:
    return value if keep is None else keep(value)
