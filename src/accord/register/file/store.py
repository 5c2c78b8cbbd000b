"""Open a register, and begin to ask it, to read it or to write it.

In:  a path, or a database URL.
Out: a `Register` whose log is at this program's version; connections to read with, and one to write with at a time.

On SQLite a writer takes the database's own write lock at once, which is the lease that a killed process gives back by
dying; readers see the last committed state and never wait (WAL). On PostgreSQL the lease is an advisory lock.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from accord.errors import ConfigError, NotFoundError, StoreError
from accord.register.file.opened import Opened
from accord.register.file.plain import BUSY_S, Asking, over
from accord.register.file.troubles import unreadable
from accord.register.postgres.address import database_name, is_postgres, shown
from accord.register.tables.versions import DERIVED, HEAD

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

__all__ = ["Register", "open_register"]

_SQLITE = "sqlite:///"
_MISSING = "there is no register at {url}; make one with: accord ingest FOLDER --register {url}"


class Register:
    """A register that is open. Close it, or use it as a context manager.

    Attributes:
        url: As it was asked for, without a password.
        path: The file, for a register in a file; else None.
        beside: What files that belong to it lie beside: its file; of one on a server a name in the folder that we run in.
    """

    def __init__(self, url: str) -> None:
        """Keep where it is; use `open_register`."""
        self.url, self._address = shown(url), url
        self.path = Path(url.removeprefix(_SQLITE)) if "://" not in url.removeprefix(_SQLITE) else None
        self.beside = self.path or Path(database_name(url))
        self._opened = Opened(self.path) if self.path else None

    def __enter__(self) -> "Register":
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @cached_property
    def engine(self) -> "Engine":
        """Return the engine of the full connections; loading it takes 0.2 s, so a command that only looks goes without."""
        from accord.register.file.engine import make_engine

        return make_engine(f"{_SQLITE}{self.path}" if self.path else self._address)

    def close(self) -> None:
        """Give back every connection."""
        if self._opened:
            self._opened.close()
        if "engine" in self.__dict__:
            self.engine.dispose()

    def keep_open(self, most: int) -> None:
        """Keep so many connections open between questions, for a program that answers many; those to a server are kept anyhow."""
        if self._opened:
            self._opened.most = most

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        """Yield what answers plain SQL, about one state of the register throughout."""
        if self._opened is None:
            with self.reading() as connection:
                yield over(connection)
            return
        try:
            with self._opened.asking() as asking:
                yield asking
        except sqlite3.DatabaseError as error:
            raise StoreError(unreadable(self.url, error)) from error

    @contextmanager
    def reading(self) -> "Iterator[Connection]":
        """Yield a full connection that sees one state of the register throughout."""
        from accord.register.file import engine

        with engine.reading(self.engine, self.url) as connection:
            yield connection

    @contextmanager
    def writing(self, *, wait_s: float = BUSY_S) -> "Iterator[Connection]":
        """Yield the one connection that writes; all of it is committed at the end, or nothing.

        Args:
            wait_s: How long to wait for somebody else who writes.

        Raises:
            ConflictError: Somebody else has been writing for too long.
            StoreError: The database refused; nothing of this transaction was kept.
        """
        from accord.register.file import engine

        with engine.writing(self.engine, self.url, wait_s) as connection:
            yield connection

    @contextmanager
    def alone(self, what: str, *, wait_s: float = 0.0) -> Iterator[bool]:
        """Yield whether nobody else does something with this register; to the end nobody else will. Others read and write it.

        Args:
            what: What is done, a word.
            wait_s: How long to wait for somebody else who does it.
        """
        with self._alone(what, wait_s) as mine:
            yield mine

    def _alone(self, what: str, wait_s: float) -> AbstractContextManager[bool]:
        if self.path is None:
            from accord.register.postgres import engine

            return engine.alone(self.engine, what, wait_s)
        from accord.register.file.alone import alone

        return alone(self.path, what, wait_s)

    def scrub(self) -> None:
        """Write the file anew, without a trace of what was erased. It takes a while, and others who write wait.

        Raises:
            StoreError: It could not be done now; what was erased is in no table, but perhaps still in the file.
        """
        from sqlalchemy.exc import DatabaseError

        from accord.register.file.scrubbing import scrub

        try:
            scrub(self.engine)
        except DatabaseError as error:
            raise StoreError(f"{self.url} could not be written anew: {error.orig}") from error

    def version(self) -> str | None:
        """Return the version of its log; None where there is none yet.

        Raises:
            StoreError: A newer program has written it.
        """
        with self.asking() as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first():
                return None
            version = str(connection.execute("SELECT version_num FROM alembic_version").scalar())
        if version > HEAD:
            raise StoreError(f"{self.url} was written by a newer accord (log {version}, this one knows {HEAD})")
        return version

    def stale(self) -> bool:
        """Return whether the derived tables were made by another version of the fold, and must be folded anew."""
        with self.asking() as connection:
            made = connection.execute("SELECT value FROM meta WHERE key = 'derived'").scalar()
        if made is None:
            raise StoreError(unreadable(self.url, "it does not say what made it"))
        return bool(made != DERIVED)


def open_register(url: str, *, create: bool) -> Register:
    """Return the register at a path or URL; made first where it is missing and `create` is set.

    Raises:
        NotFoundError: There is none, and `create` is not set.
        StoreError: The file is no register, or a newer program has written it.
        ConfigError: The address is of a database that accord does not know.
    """
    register = Register(url)
    url = register.url
    if register.path is not None:
        _check(url, register.path, create=create)
    elif not is_postgres(url):
        raise ConfigError(f"{url} is no register; a file was expected, or postgresql://name@host/database")
    version = register.version()
    if version is None and register.path is None and not create:
        raise NotFoundError(_MISSING.format(url=url))
    if version != HEAD:
        _upgrade(register, fresh=version is None)
    return register


def _check(url: str, path: Path, *, create: bool) -> None:
    """Refuse a path at which no register can be."""
    if path.is_dir():
        raise StoreError(f"{url} is a folder; a register is a file, such as {path / 'accord.db'}")
    if not create and not path.exists():
        raise NotFoundError(_MISSING.format(url=url))
    if not path.parent.exists():
        raise NotFoundError(f"there is no folder {path.parent} to put the register into; make it first")


def _upgrade(register: Register, *, fresh: bool) -> None:
    from accord.register.file.migrate import (
        upgrade,  # Alembic takes 0.3 s to load, and is needed once in a register's life
    )
    from accord.register.tables.tables import create_derived

    with register.writing() as connection:
        upgrade(connection)
        if fresh:  # what another version has derived stays marked as such, and is folded anew when somebody asks for it
            create_derived(connection)
