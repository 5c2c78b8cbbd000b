"""Let one program at a time do something that takes long, beside those who write.

In:  the path of a register, and what is done.
Out: whether it may be done.

The lock is SQLite's own on an empty file beside the register: it is the same on every system, and the system gives it back
when a program is killed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

__all__ = ["alone"]


@contextmanager
def alone(path: Path, what: str, wait_s: float) -> Iterator[bool]:
    """Yield whether nobody else does it."""
    try:
        opened = sqlite3.connect(path.with_name(f"{path.name}-{what}"), timeout=wait_s, isolation_level=None)
    except sqlite3.OperationalError:  # in a folder that nobody may write to
        yield False
        return
    with closing(opened):
        yield _locked(opened)


def _locked(opened: sqlite3.Connection) -> bool:
    try:
        opened.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return False
    return True
