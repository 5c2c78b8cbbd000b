"""Copy a register while it is in use, and put a copy back.

Source: SQLite's online backup API, which copies a consistent state beside readers and a writer.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from accord.errors import NotFoundError, StoreError
from accord.register.file.store import Register
from accord.register.tables.versions import HEAD

__all__ = ["backup", "restore"]


def backup(register: Register, to: Path) -> int:
    """Return the size in bytes of the copy written to `to`, which must not exist.

    Raises:
        StoreError: The register is in no file, or `to` exists or cannot be written.
    """
    if register.path is None:
        raise StoreError(f"{register.url} is not a file; back it up with its database's own tools")
    if to.exists():
        raise StoreError(f"{to} exists; name a file that does not, so that no older copy is lost")
    _copy(register.path, to)
    return to.stat().st_size


def restore(copy: Path, to: Path, *, replace: bool) -> None:
    """Put a copy back as the register at `to`.

    Raises:
        NotFoundError: There is no copy.
        StoreError: The copy is no register, or `to` exists and `replace` is not set.
    """
    if not copy.exists():
        raise NotFoundError(f"there is no copy at {copy}")
    if to.exists() and not replace:
        raise StoreError(f"{to} exists; say --replace to put the copy in its place")
    _check(copy)
    _copy(copy, to)


def _copy(source: Path, to: Path) -> None:
    fresh = to.with_name(f"{to.name}.partial")
    try:
        with _opened(source) as old, _opened(fresh) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
        if to.exists():
            with _opened(fresh) as old, _opened(to) as new:  # in place, so that whoever has it open sees the copy
                old.backup(new)
            fresh.unlink()
        else:
            os.replace(fresh, to)
    except (sqlite3.Error, OSError) as error:
        fresh.unlink(missing_ok=True)
        raise StoreError(f"copying {source} to {to} failed: {error}; nothing was replaced") from error


def _check(copy: Path) -> None:
    try:
        with _opened(copy) as opened:
            version = opened.execute("SELECT version_num FROM alembic_version").fetchone()
            sound = opened.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{copy} is no register: {error}") from error
    if sound != ("ok",) or version is None or version[0] > HEAD:
        raise StoreError(f"{copy} is damaged, or was written by a newer accord: {sound}, log {version}")


def _opened(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, timeout=30))
