"""The full connections to a register, through SQLAlchemy: to write, and for what reads beside writing.

In:  a database URL.
Out: an engine whose SQLite connections are WAL, and whose writing transactions take the database's write lock at once;
     or one of PostgreSQL (`postgres/engine.py`), whose writing transactions take the lease of the one who writes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from accord.errors import ConflictError, StoreError
from accord.register.file.plain import BUSY_S
from accord.register.file.troubles import told, unreadable
from accord.register.postgres.address import BUSY, is_postgres

__all__ = ["make_engine", "reading", "writing"]

_CACHE_KIB = 128 * 1024
_WAL_PAGES = 8_000  # 32 MB of changes before they are moved into the file: pages that change often move once


def make_engine(url: str) -> Engine:
    """Return the engine of a database URL."""
    if is_postgres(url):
        from accord.register.postgres.engine import make_postgres_engine

        return make_postgres_engine(url)
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_S} if url.startswith("sqlite") else {})
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _on_connect)
        sa.event.listen(engine, "begin", _on_begin)
    return engine


@contextmanager
def reading(engine: Engine, url: str) -> Iterator[Connection]:
    """Yield a connection that sees one state of the register throughout."""
    try:
        with engine.connect() as connection:
            yield connection
    except sa.exc.DatabaseError as error:
        raise StoreError(unreadable(url, error.orig)) from error


@contextmanager
def writing(engine: Engine, url: str, wait_s: float = BUSY_S) -> Iterator[Connection]:
    """Yield the one connection that writes; all of it is committed at the end, or nothing.

    Raises:
        ConflictError: Somebody else has been writing for longer than `wait_s`.
        StoreError: The database refused; nothing of this transaction was kept.
    """
    try:
        with engine.connect().execution_options(writing=True, wait_s=wait_s) as connection, connection.begin():
            yield connection
    except sa.exc.DatabaseError as error:
        if "locked" in str(error.orig) or getattr(error.orig, "sqlstate", None) == BUSY:
            raise ConflictError("%(url)s is being written by another program; try again later", url=url) from error
        raise StoreError(f"{url}: {told(error.orig)}; nothing of this step was kept") from error


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so, see `_on_begin`
    kept = ("journal_mode=WAL", "synchronous=NORMAL", "temp_store=MEMORY")
    for pragma in (*kept, f"cache_size=-{_CACHE_KIB}", f"wal_autocheckpoint={_WAL_PAGES}"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    asked = connection.get_execution_options()
    writing = asked.get("writing")
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(1000 * asked.get('wait_s', BUSY_S))}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
