"""The two sets of tables: the log, and what is derived from it; the column that numbers the rows of a table, and indexes of some of them."""

from sqlalchemy import Column, Index, Integer, MetaData
from sqlalchemy import text as sql

__all__ = ["derived", "log", "partial", "row"]

log = MetaData()
derived = MetaData()


def row() -> "Column[int]":
    """Return a column of row numbers, which are never shown."""
    return Column("row", Integer, primary_key=True)


def partial(name: str, *columns: str, where: str) -> Index:
    """Return an index of few rows of a table; a question finds it that states the condition in the same words."""
    return Index(name, *columns, sqlite_where=sql(where), postgresql_where=sql(where))
