"""The two sets of tables: the log, and what is derived from it; and the column that numbers the rows of a table."""

from sqlalchemy import Column, Integer, MetaData

__all__ = ["derived", "log", "row"]

log = MetaData()
derived = MetaData()


def row() -> "Column[int]":
    """Return a column of row numbers, which are never shown."""
    return Column("row", Integer, primary_key=True)
