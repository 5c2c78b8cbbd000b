"""Open a register, and begin to read it or to write it.

In:  a path, or a database URL.
Out: a `Register` whose log is at this program's version; connections to read with, and one to write with at a time.

On SQLite a writer takes the database's own write lock at once (`BEGIN IMMEDIATE`), which is the lease that a killed
process gives back by dying; readers see the last committed state and never wait (WAL).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from accord.errors import ConflictError, NotFoundError, StoreError
from accord.register import tables

__all__ = ["HEAD", "Register", "open_register"]

HEAD = "0001"  # newest migration of the log; a test holds it against the migrations
_BUSY_S = 30  # how long a writer waits for another one
_CACHE_KIB = 64 * 1024


class Register:
    """A register that is open. Close it, or use it as a context manager."""

    def __init__(self, engine: Engine, url: str) -> None:
        """Keep the engine; use `open_register`."""
        self.engine = engine
        self.url = url

    def __enter__(self) -> "Register":
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    @property
    def path(self) -> Path | None:
        """Return the file, for a register in a file."""
        name = self.engine.url.database
        return Path(name) if self.engine.dialect.name == "sqlite" and name else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the register throughout."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except sa.exc.DatabaseError as error:
            raise StoreError(
                f"{self.url} cannot be read as a register: {error.orig}; if it is damaged, put a copy back: accord restore"
            ) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield the one connection that writes; all of it is committed at the end, or nothing.

        Raises:
            ConflictError: Somebody else has been writing for longer than half a minute.
            StoreError: The database refused; nothing of this transaction was kept.
        """
        try:
            with self.engine.connect().execution_options(writing=True) as connection, connection.begin():
                yield connection
        except sa.exc.OperationalError as error:
            if "locked" in str(error.orig):
                raise ConflictError(f"{self.url} is being written by another program; try again later") from error
            raise StoreError(f"{self.url}: {error.orig}; nothing of this step was kept") from error
        except sa.exc.IntegrityError as error:
            raise StoreError(f"{self.url}: {error.orig}; nothing of this step was kept") from error

    def stale(self) -> bool:
        """Return whether the derived tables were made by another version of the fold, and must be folded anew."""
        with self.reading() as connection:
            return tables.value_of(connection, "derived") != tables.DERIVED


def open_register(url: str, *, create: bool) -> Register:
    """Return the register at a path or URL; made first where it is missing and `create` is set.

    Raises:
        NotFoundError: There is none, and `create` is not set.
        StoreError: The file is no register, or a newer program has written it.
    """
    plain = url.removeprefix("sqlite:///")
    path = None if "://" in plain else Path(plain)
    if path is not None and not create and not path.exists():
        raise NotFoundError(f"there is no register at {url}; make one with: accord ingest FOLDER --register {url}")
    if path is not None and not path.parent.exists():
        raise NotFoundError(f"there is no folder {path.parent} to put the register into; make it first")
    engine = _engine(f"sqlite:///{path}" if path is not None else url)
    register = Register(engine, url)
    try:
        _upgrade(register)
    except sa.exc.DatabaseError as error:
        engine.dispose()
        raise StoreError(f"{url} cannot be opened as a register: {error.orig}") from error
    return register


def _engine(url: str) -> Engine:
    engine = sa.create_engine(url, connect_args={"timeout": _BUSY_S} if url.startswith("sqlite") else {})
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _on_connect)
        sa.event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so, see `_on_begin`
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"cache_size=-{_CACHE_KIB}", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _upgrade(register: Register) -> None:
    with register.reading() as connection:
        known = sa.inspect(connection).has_table("alembic_version")
        version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() if known else None
    if version == HEAD:
        return
    if version is not None and str(version) > HEAD:
        raise StoreError(f"{register.url} was written by a newer accord (log {version}, this one knows {HEAD})")
    from accord.register.migrate import upgrade

    with register.writing() as connection:
        upgrade(connection)
        tables.create_derived(connection)
