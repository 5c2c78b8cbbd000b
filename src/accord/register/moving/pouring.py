"""Pour one register into another that is empty, and prove that nothing was lost.

In:  a register that is read in one state; what gives a writing connection to the other.
Out: how much was copied, and the digest that both have.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from accord.errors import StoreError
from accord.register.deriving.digesting import digest
from accord.register.moving.contents import DERIVED_TABLES, LOG_TABLES, made_by
from accord.register.moving.rows import Fingerprint, count, fingerprint, read, write
from accord.register.tables import tables
from accord.register.tables.job_tables import job
from accord.register.tables.versions import DERIVED

__all__ = ["Copied", "Progress", "Writing", "copied_from", "empty", "pour"]

Progress = Callable[[int, int], None]
Writing = Callable[[], AbstractContextManager[Connection]]


class Copied(msgspec.Struct, frozen=True):
    """What was copied.

    Attributes:
        rows: Of all tables.
        documents: Texts among them.
        decisions: Decisions among them.
        waiting: Files that were handed in and are not read yet; they lie outside of the register.
        digest: Of the copy, and so of both registers; None where another version has derived the one copied, and it is to be derived anew.
    """

    rows: int
    documents: int
    decisions: int
    waiting: int
    digest: str | None


def pour(source: Connection, writing: Writing, *, progress: Progress) -> Copied:
    """Return what was copied.

    Args:
        source: The register that is copied, in one state throughout.
        writing: Gives a connection to the other one; what is written in it may be committed each time.
        progress: Hears how many rows are copied, and of how many.

    Raises:
        StoreError: The copy is not the same; or a value is none that the database can hold.
    """
    whole = derived_here(source)
    held = (*LOG_TABLES, *(DERIVED_TABLES if whole else ()))
    counts = {table.name: count(source, table) for table in held}
    with writing() as connection:
        connection.execute(tables.meta.delete())
    seen, done = {table.name: Fingerprint() for table in held}, 0
    for table, rows in ((one, rows) for one in held for rows in read(source, one)):
        seen[table.name].add(rows)
        with writing() as connection:
            write(connection, table, rows)
        done += len(rows)
        progress(done, sum(counts.values()))
    told = digest(source) if whole else None
    with writing() as connection:
        prove(connection, counts, seen, told)
    return copied_from(source, counts, told)


def copied_from(source: Connection, counts: Mapping[str, int], told: str | None) -> Copied:
    """Return what was copied, said in a few numbers."""
    here = (job.c.state != "done") & job.c.path.is_not(None)
    waiting = int(source.execute(sa.select(sa.func.count()).select_from(job).where(here)).scalar_one())
    return Copied(sum(counts.values()), counts["text"], counts["decision"], waiting, told)


def prove(connection: Connection, counts: Mapping[str, int], seen: Mapping[str, Fingerprint], told: str | None) -> None:
    """Refuse a copy that is not the same.

    Args:
        connection: To the copy.
        counts: Rows by table.
        seen: Fingerprints by table.
        told: The digest; None where nothing is derived.

    Raises:
        StoreError: It is not the same.
    """
    wrong = [
        name
        for table in (*LOG_TABLES, *DERIVED_TABLES)
        if (name := table.name) in counts and count(connection, table) != counts[name]
    ]
    wrong += [table.name for table in LOG_TABLES if fingerprint(connection, table) != seen[table.name].told()]
    if told is not None and digest(connection) != told:
        wrong.append("digest")
    if wrong:
        raise StoreError(f"the copy is not the same ({', '.join(dict.fromkeys(wrong))}); it was not kept")


def empty(connection: Connection) -> bool:
    """Return whether a register holds nothing yet."""
    return not any(
        connection.execute(sa.select(table.plain).limit(1)).first() for table in LOG_TABLES if table.name != made_by
    )


def derived_here(connection: Connection) -> bool:
    """Return whether this version of the program has derived what a register holds."""
    asked = sa.select(tables.meta.c.value).where(tables.meta.c.key == "derived")
    return connection.execute(asked).scalar() == DERIVED
