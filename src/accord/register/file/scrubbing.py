"""Write a register's file anew, without a trace of what was erased in it.

Sources: SQLite: VACUUM and FTS5's `optimize` leave no copy in the file. PostgreSQL: VACUUM FULL writes tables and indexes
anew; its write-ahead log keeps what it held until the server recycles it.
"""

from contextlib import closing

from sqlalchemy.engine import Engine

from accord.register.tables import tables

__all__ = ["scrub"]

_INDEXES = ("text_fts", *tables.DERIVED_SEARCH)
_TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()"
_ANEW = ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")


def scrub(engine: Engine) -> None:
    """Write the file anew, so that no free page, index or journal holds words that were erased; it takes a while."""
    if engine.dialect.name == "postgresql":
        _scrub_tables(engine)
        return
    with closing(engine.raw_connection()) as opened:
        for step in (*(f"INSERT INTO {index} ({index}) VALUES ('optimize')" for index in _INDEXES), *_ANEW):
            opened.cursor().execute(step)


def _scrub_tables(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT", alone=True) as connection:
        named = connection.exec_driver_sql(_TABLES).scalars().all()
        connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(named)}")
