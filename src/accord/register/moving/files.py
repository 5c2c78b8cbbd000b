"""Copy a register's file into a file, and keep an unfinished one from being taken for a register.

Source: SQLite's online backup API, which copies a consistent state beside readers and a writer.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from accord.errors import StoreError
from accord.register.tables.versions import HEAD

__all__ = ["check", "close", "copy", "forget", "partial", "put"]


def copy(source: Path, to: Path) -> None:
    """Copy a file; one that is there is replaced at once, in place.

    Raises:
        StoreError: It could not be done, and nothing was replaced.
    """
    fresh = partial(to)
    try:
        with _opened(source) as old, _opened(fresh) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
        if to.exists():
            with _opened(fresh) as old, _opened(to) as new:  # in place, so that whoever has it open sees the copy
                old.backup(new)
            forget(fresh)
        else:
            put(fresh, to)
    except (sqlite3.Error, OSError) as error:
        forget(fresh)
        raise StoreError(f"copying {source} to {to} failed: {error}; nothing was replaced") from error


def check(copied: Path) -> None:
    """Refuse a file that is no register, or a damaged one.

    Raises:
        StoreError: It is not.
    """
    try:
        with _opened(copied) as opened:
            version = opened.execute("SELECT version_num FROM alembic_version").fetchone()
            sound = opened.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{copied} is no register: {error}") from error
    if sound != ("ok",) or version is None or version[0] > HEAD:
        raise StoreError(f"{copied} is damaged, or was written by a newer accord: {sound}, log {version}")


def partial(to: Path) -> Path:
    """Return where a file is written until it is whole; what a program that was killed has left there is removed."""
    unfinished = to.with_name(f"{to.name}.partial")
    forget(unfinished)
    return unfinished


def put(fresh: Path, to: Path) -> None:
    """Give a whole file its name, which no file has; a journal that lies there is of one that is gone, and goes, too."""
    forget(to)
    os.replace(fresh, to)


def close(path: Path) -> None:
    """Leave a file without the journal beside it, so that it may be renamed."""
    with _opened(path) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")


def forget(path: Path) -> None:
    """Remove a file and its journal."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)


def _opened(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, timeout=30))
