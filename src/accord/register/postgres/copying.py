"""Write many rows at once, by COPY.

In:  a table, or columns of one, and rows as dicts.
Out: the rows in the table.
"""

from collections.abc import Callable, Sequence
from typing import Any

from psycopg import sql
from sqlalchemy import Table
from sqlalchemy.engine import Connection

__all__ = ["copy_rows"]


def copy_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows that all have the same columns; a column that they do not have gets its default."""
    columns = [table.c[name] for name in rows[0]]
    kept = [column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in columns]
    names = [column.name for column in columns]
    asked = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(asked) as copying:
        for row in rows:
            copying.write_row([_as_kept(row[name], keep) for name, keep in zip(names, kept, strict=True)])


def _as_kept(value: Any, keep: Callable[[Any], Any] | None) -> Any:
    return value if keep is None else keep(value)
