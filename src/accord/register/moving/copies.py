"""Copy a register while it is in use, and put a copy back; the copy may be in a file or in a database.

A file takes its name when it is whole, a database is written in one transaction: a copy that was cut short is no register.
What is copied is never written to.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import sqlalchemy as sa

from accord.errors import NotFoundError, StoreError
from accord.register.deriving.digesting import digest
from accord.register.file.store import Register, open_register
from accord.register.moving import files
from accord.register.moving.contents import LOG_TABLES, WORDS
from accord.register.moving.pouring import Copied, Progress, copied_from, empty, pour
from accord.register.moving.rows import count
from accord.register.tables import tables
from accord.register.tables.metadata import log
from accord.register.tables.versions import HEAD

__all__ = ["backup", "copy_register", "restore"]

_OLDER = "{url} was written by an older accord (log {version}, this one has {head}); bring it up to date first: accord digest --register {url}"


def copy_register(source: str, to: str, *, progress: Progress) -> Copied:
    """Return what was copied from one path or URL to another.

    Raises:
        NotFoundError: There is no register at `source`.
        StoreError: There is something at `to` already; or it cannot be written, or the copy is not the same.
    """
    with _readable(source) as register:
        into = Register(to)
        if into.path is None:
            return _into_database(register, to, replace=False, progress=progress)
        _refuse_known(into.path)
        return _into_file(register, into.path, progress=progress)


def backup(register: Register, to: Path) -> int:
    """Return the size in bytes of the copy written to `to`, a file which must not exist.

    Raises:
        StoreError: `to` exists or cannot be written.
    """
    _refuse_known(to)
    if register.path is not None:
        files.copy(register.path, to)
    else:
        _into_file(register, to, progress=lambda _done, _total: None)
    return to.stat().st_size


def restore(copy: Path, to: str | Path, *, replace: bool) -> None:
    """Put a copy back as the register at `to`, a path or a URL.

    Raises:
        NotFoundError: There is no copy.
        StoreError: The copy is no register, or there is a register at `to` and `replace` is not set.
    """
    if not copy.exists():
        raise NotFoundError(f"there is no copy at {copy}")
    into = Register(str(to))
    if into.path is None:
        files.check(copy)
        with _readable(str(copy)) as register:
            _into_database(register, str(to), replace=replace, progress=lambda _done, _total: None)
        return
    if into.path.exists() and not replace:
        raise StoreError(f"{into.path} exists; say --replace to put the copy in its place")
    files.check(copy)
    files.copy(copy, into.path)


@contextmanager
def _readable(url: str) -> Iterator[Register]:
    """Yield a register that this program can read without changing it; of an older file a copy that is brought up to date."""
    register = Register(url)
    if register.path is not None and not register.path.is_file():
        raise NotFoundError(f"there is no register at {register.url}")
    version = register.version()
    if version is None:
        raise NotFoundError(f"there is no register at {register.url}")
    if version == HEAD:
        with register:
            yield register
    elif register.path is None:
        raise StoreError(_OLDER.format(url=register.url, version=version, head=HEAD))
    else:
        with tempfile.TemporaryDirectory(prefix="accord-copy-") as folder:
            newer = Path(folder, "copy.db")
            files.copy(register.path, newer)
            with open_register(str(newer), create=False) as brought:
                yield brought


def _into_file(register: Register, to: Path, *, progress: Progress) -> Copied:
    if register.path is not None:
        files.copy(register.path, to)
        return _same(to)
    partial = files.partial(to)
    try:
        with open_register(str(partial), create=True) as target, register.reading() as source:
            copied = pour(source, target.writing, progress=progress)
        files.close(partial)
        files.put(partial, to)
    finally:
        files.forget(partial)
    return copied


def _into_database(register: Register, to: str, *, replace: bool, progress: Progress) -> Copied:
    with open_register(to, create=True) as target, register.reading() as source, target.writing() as connection:
        held = not empty(connection)
        if held and not replace:
            raise StoreError(
                f"{target.url} holds a register already; name an empty database, or put a file there with: accord restore FILE --replace"
            )
        tables.empty_derived(connection)
        if held:
            _forget(connection)
        copied = pour(source, lambda: nullcontext(connection), progress=progress)
        connection.exec_driver_sql("ANALYZE")  # so that the first questions are answered as fast as later ones
        return copied


def _same(to: Path) -> Copied:
    """Return what is in a copy that SQLite has made, which is the same byte for byte."""
    with Register(str(to)) as copied, copied.reading() as connection:
        counts = {table.name: count(connection, table) for table in LOG_TABLES}
        whole = not copied.stale()
        return copied_from(connection, counts, digest(connection) if whole else None)


def _forget(connection: sa.Connection) -> None:
    """Empty a database's log; the audit of what was done there goes too, the copy brings its own.

    Nothing is dropped: those who read see what stood there until the copy is whole.
    """
    connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER audit_stays")
    for name in (WORDS.name, *(table.name for table in reversed(log.sorted_tables))):
        connection.exec_driver_sql(f"DELETE FROM {name}")
    connection.exec_driver_sql("ALTER TABLE audit ENABLE TRIGGER audit_stays")


def _refuse_known(to: Path) -> None:
    if to.exists():
        raise StoreError(f"{to} exists; name a file that does not, so that no older copy is lost")
