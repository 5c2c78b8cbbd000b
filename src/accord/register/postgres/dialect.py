"""PostgreSQL as SQLAlchemy's Core meets it here: its values and its order are SQLite's.

Text is compared by its code points (COLLATE "C"), so that lists are in the same order and `'~'` ends a range of ids; JSON is
kept as the text that was written; truth is 0 and 1 in plain SQL; rows are numbered without gaps.
"""

import decimal
import json
from typing import Any

from psycopg import ClientCursor
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from sqlalchemy import types
from sqlalchemy.dialects.postgresql import base, psycopg
from sqlalchemy.schema import Column

__all__ = ["Postgres"]


class _Truth(Loader):
    """Truth as plain SQL gives it on SQLite."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data) == b"t")


class _Number(Loader):
    """A sum of whole numbers is one; any other number is a float, as on SQLite."""

    def load(self, data: Buffer) -> int | float:
        read = decimal.Decimal(bytes(data).decode())
        return int(read) if read == read.to_integral_value() else float(read)


class _Boolean(types.Boolean):
    """A column of truth, of which Core gives True and False."""

    def result_processor(self, dialect: Any, coltype: object) -> Any:
        return lambda value: None if value is None else bool(value)


class _Json(types.JSON):
    """JSON kept as text, byte for byte as SQLite keeps it."""

    def bind_processor(self, dialect: Any) -> Any:
        return self._make_bind_processor(None, json.dumps)

    def result_processor(self, dialect: Any, coltype: object) -> Any:
        return lambda value: json.loads(value) if isinstance(value, str) else value


class _Types(base.PGTypeCompiler):
    """The types of columns, as the database calls them."""

    def visit_VARCHAR(self, type_: Any, **_: Any) -> str:  # noqa: N802 - SQLAlchemy's name
        return 'TEXT COLLATE "C"'

    visit_TEXT = visit_JSON = visit_VARCHAR  # noqa: N815 - SQLAlchemy's names


class _Tables(base.PGDDLCompiler):
    """Columns, as tables are made with them."""

    def get_column_specification(self, column: "Column[Any]", **more: Any) -> str:
        if column.primary_key and column is column.table._autoincrement_column:
            return f"{self.preparer.format_column(column)} INTEGER DEFAULT accord_next_row('{column.table.name}', '{column.name}') NOT NULL"
        return str(super().get_column_specification(column, **more))

    def visit_create_index(
        self, create: Any, include_schema: bool = False, include_table_schema: bool = True, **more: Any
    ) -> str:
        made = str(super().visit_create_index(create, **more))
        for column in create.element.columns:
            if getattr(column.type, "collation", None) == "NOCASE":
                name = self.preparer.format_column(column)
                made = made.replace(f"({name})", f"(lower({name}))")
        return made.replace(" DESC", " DESC NULLS LAST")  # as lists ask for it


class Postgres(psycopg.PGDialect_psycopg):
    """The dialect."""

    supports_statement_cache = True
    type_compiler_cls = _Types
    ddl_compiler = _Tables
    colspecs = {**psycopg.PGDialect_psycopg.colspecs, types.JSON: _Json, types.Boolean: _Boolean}  # noqa: RUF012

    def __init__(self, **more: Any) -> None:
        """Teach the driver what plain SQL gives."""
        super().__init__(**more)
        if self._psycopg_adapters_map is not None:
            self._psycopg_adapters_map.register_loader("bool", _Truth)
            self._psycopg_adapters_map.register_loader("numeric", _Number)

    def create_connect_args(self, url: Any) -> Any:
        """Return how the driver is called; values are put into the statement by it, so that their types follow from it."""
        args, named = super().create_connect_args(url)
        return args, {"connect_timeout": 10, "application_name": "accord", **named, "cursor_factory": ClientCursor}
