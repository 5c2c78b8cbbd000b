"""Write a register's file anew, without a trace of what was erased in it.

Source: SQLite: VACUUM and FTS5's `optimize` leave no copy in the file.
"""

from contextlib import closing

from sqlalchemy.engine import Engine

from accord.register.tables import tables

__all__ = ["scrub"]

_INDEXES = ("text_fts", *tables.DERIVED_SEARCH)
_ANEW = ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")


def scrub(engine: Engine) -> None:
    """Write the file anew, so that no free page, index or journal holds words that were erased; it takes a while."""
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as opened:
        for step in (*(f"INSERT INTO {index} ({index}) VALUES ('optimize')" for index in _INDEXES), *_ANEW):
            opened.cursor().execute(step)
