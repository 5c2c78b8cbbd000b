"""All that a register holds, table by table.

Out: tables whose columns give what the database keeps, unread: JSON as its text, truth as 0 or 1; so what is copied is the same.
"""

import sqlalchemy as sa

from accord.register.tables import accounts_tables, job_tables, request_tables, tables, watch_tables
from accord.register.tables.metadata import derived, log

__all__ = ["DERIVED_TABLES", "LOG_TABLES", "TEXT", "WORDS", "Held", "made_by"]

_MODULES = (tables, accounts_tables, job_tables, request_tables, watch_tables)  # loaded, they fill `log` and `derived`
_LARGE = {"text": 200, "reading": 500, "ledger": 20}  # rows at once, where a row may be large
_AT_ONCE = 5_000

made_by = "meta"  # says what made the register; a fresh one has it, too


class Held:
    """One table, with plain columns.

    Attributes:
        name: Its name.
        columns: The names of its columns.
        plain: What is asked.
        at_once: How many rows are held in memory.
    """

    def __init__(self, name: str, columns: list[str], keys: list[str], at_once: int = _AT_ONCE) -> None:
        """Keep what it is."""
        self.name, self.columns, self.keys, self.at_once = name, columns, keys, at_once
        self.plain = sa.Table(name, sa.MetaData(), *(sa.Column(column, sa.types.NullType) for column in columns))

    def asked(self) -> "sa.Select[tuple[object, ...]]":
        """Return what gives all rows, in the order of their keys."""
        return sa.select(*self.plain.c).order_by(*(self.plain.c[key] for key in self.keys))


def _held(table: sa.Table) -> Held:
    columns = [column.name for column in table.columns]
    return Held(table.name, columns, [key.name for key in table.primary_key], _LARGE.get(table.name, _AT_ONCE))


LOG_TABLES = tuple(_held(table) for table in log.sorted_tables)
DERIVED_TABLES = (
    *(_held(table) for table in derived.sorted_tables),
    *(Held(name, ["rowid", "tokens"], ["rowid"]) for name in tables.DERIVED_SEARCH),
)
TEXT = next(table for table in LOG_TABLES if table.name == "text")
WORDS = Held(
    "text_fts", ["rowid", "tokens"], ["rowid"]
)  # in a file it keeps no words, so it is made anew from the texts
