"""Connections to a register's file, for who only asks.

In:  the path; how many may stay open between questions.
Out: a connection at a time, to whoever asks, about one state of the register.

A command asks once and keeps none. A program that answers many people keeps some: opening one takes a millisecond, and what
it has read of the file goes with it. One is opened anew where another file lies at the path (a register that was restored).
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from accord.register.file.plain import BUSY_S, Asking, light

__all__ = ["Opened"]

_CACHE_KIB = (
    8_192  # of the file that one which stays open keeps in memory; SQLite's own 2 MB hold a tenth of a large page
)


class Opened:
    """The connections to one file; may be asked by many threads."""

    def __init__(self, path: Path) -> None:
        """Open none yet, and keep none."""
        self.most = 0  # that stay open
        self._path, self._lock = path, threading.Lock()
        self._idle: list[tuple[tuple[int, int], sqlite3.Connection]] = []

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        """Yield what answers about one state of the register throughout.

        Raises:
            sqlite3.DatabaseError: The file cannot be read.
        """
        file, connection = self._one()
        asked = light(connection)
        try:
            connection.execute("BEGIN")
            yield asked
            asked.end()
            connection.rollback()
        except BaseException:
            connection.close()
            raise
        self._give_back(file, connection)

    def close(self) -> None:
        """Close those that stay open; those in use close when they come back."""
        with self._lock:
            self.most, idle, self._idle = 0, self._idle, []
        for _, connection in idle:
            connection.close()

    def _one(self) -> tuple[tuple[int, int] | None, sqlite3.Connection]:
        file = _file_at(self._path)
        with self._lock:
            while self._idle:
                of, connection = self._idle.pop()
                if of == file:
                    return file, connection
                connection.close()
        return file, self._new()

    def _new(self) -> sqlite3.Connection:
        connection = _opened(self._path)
        if self.most:
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        return connection

    def _give_back(self, file: tuple[int, int] | None, connection: sqlite3.Connection) -> None:
        with self._lock:
            if file is not None and len(self._idle) < self.most:
                self._idle.append((file, connection))
                return
        connection.close()


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return which file lies at a path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _opened(path: Path) -> sqlite3.Connection:
    """Return a connection; in a folder that nobody may write to, one that takes the file as it lies."""
    try:
        opened = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        opened.execute("SELECT 1 FROM sqlite_master LIMIT 1")
    except sqlite3.OperationalError:
        wal = path.with_name(f"{path.name}-wal")
        if not path.exists() or (wal.exists() and wal.stat().st_size):
            raise
        lying = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(lying, uri=True, isolation_level=None, check_same_thread=False)
    return opened
