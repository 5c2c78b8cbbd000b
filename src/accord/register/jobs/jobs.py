"""What waits to be read, and what became of it.

In:  what a person handed in; a writing connection, or an asking.
Out: `Job`s. One that was begun when the program ended is waiting again when it starts (`take_back`).
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from accord.errors import NotFoundError
from accord.register.file.plain import Asking
from accord.register.tables.job_tables import job

__all__ = [
    "Job", "add_job", "backs", "drafts_of", "drop_job", "end_job", "job_at", "jobs", "next_job", "set_state", "take_back", "waiting_at", "waits",
]  # fmt: skip

_ASKED = 'SELECT row, batch, kind, name, source, path, given, state, outcome, results, "by", at, ended FROM job '
_SHOWN = "kind NOT IN ('draft', 'ledger_back')"  # these have pages of their own


class Job(msgspec.Struct, frozen=True):
    """One thing to be read.

    Attributes:
        row: Its number.
        batch: What was handed in together has one.
        kind: `file`, `address`, `again` (from quarantine), `ledger` (its preview), `ledger_write`, `ledger_back`, `draft` (a signing).
        name: As the person calls it.
        source: As the register will call it.
        path: Of the file, within the inbox; None where there is none.
        given: What the person said of it.
        state: `waiting`, `working` or `done`.
        outcome: How it ended.
        results: What became of each document, or what was read.
        by: Who handed it in, and `at` when (RFC 3339, UTC).
        ended: When it was done.
    """

    row: int
    batch: str
    kind: str
    name: str
    source: str
    path: str | None
    given: dict[str, Any]
    state: str
    outcome: str | None
    results: Any
    by: str
    at: str
    ended: str | None


def add_job(  # noqa: PLR0913 - what is known of it, each named at the call
    connection: Connection, *, batch: str, kind: str, name: str, source: str, by: str, at: str, path: str | None = None,
    given: Mapping[str, Any] | None = None,
) -> int:  # fmt: skip
    """Return the number of a new job, which waits."""
    values = {"batch": batch, "kind": kind, "name": name, "source": source, "path": path, "by": by, "at": at}
    made = connection.execute(insert(job).values(state="waiting", given=dict(given or {}), **values))
    key = made.inserted_primary_key
    assert key is not None, "jobs are numbered"
    return int(key[0])


def next_job(asking: Asking) -> Job | None:
    """Return the first job that waits; None where nothing does."""
    return next(iter(_jobs(asking, f"{_ASKED} WHERE state = 'waiting' ORDER BY row LIMIT 1", {})), None)


def job_at(asking: Asking, row: int) -> Job:
    """Return one job.

    Raises:
        NotFoundError: There is none of this number.
    """
    found = next(iter(_jobs(asking, f"{_ASKED} WHERE row = :row", {"row": row})), None)
    if found is None:
        raise NotFoundError("there is no job %(row)s", row=row)
    return found


def jobs(asking: Asking, *, batch: str = "", limit: int = 25, offset: int = 0) -> list[Job]:
    """Return what was handed in, newest first; of a batch all of it, in the order in which it came."""
    if batch:
        return _jobs(asking, f"{_ASKED} WHERE batch = :batch AND {_SHOWN} ORDER BY row LIMIT 1000", {"batch": batch})
    page = {"limit": limit, "offset": offset}
    return _jobs(asking, f"{_ASKED} WHERE {_SHOWN} ORDER BY row DESC LIMIT :limit OFFSET :offset", page)


def drafts_of(asking: Asking, person: str) -> list[Job]:
    """Return the new signings that a person has begun and not saved, newest first."""
    return _jobs(asking, f"{_ASKED} WHERE kind = 'draft' AND \"by\" = :by ORDER BY row DESC LIMIT 20", {"by": person})


def backs(asking: Asking) -> list[Job]:
    """Return the ledgers that are on their way back, newest first."""
    return _jobs(asking, f"{_ASKED} WHERE kind = 'ledger_back' ORDER BY row DESC LIMIT 50", {})


def waits(asking: Asking) -> int:
    """Return how many jobs are not done."""
    return int(asking.execute("SELECT COUNT(*) FROM job WHERE state IN ('waiting', 'working')").scalar())


def waiting_at(asking: Asking, source: str) -> Job | None:
    """Return the last job of a source whose file is still in the inbox; None where there is none."""
    asked = f"{_ASKED} WHERE source = :source AND path IS NOT NULL ORDER BY row DESC LIMIT 1"
    return next(iter(_jobs(asking, asked, {"source": source})), None)


def set_state(connection: Connection, row: int, state: str) -> None:
    """Note that a job waits, or is being worked on."""
    connection.execute(update(job).where(job.c.row == row).values(state=state))


def end_job(connection: Connection, ended: Job, *, outcome: str, results: object, at: str, kept: bool) -> str | None:
    """Return the path of the file that is to leave the inbox, after noting how a job ended; None where it stays.

    A file stays while another job waits for it, and where it is kept.
    """
    values = {"outcome": outcome, "results": msgspec.json.encode(results).decode(), "ended": at}
    connection.execute(update(job).where(job.c.row == ended.row).values(state="done", **values))
    return None if kept or ended.path is None else _given_up(connection, ended.path)


def take_back(connection: Connection) -> int:
    """Return how many jobs that were begun wait again: the program ended before they were done."""
    return int(connection.execute(update(job).where(job.c.state == "working").values(state="waiting")).rowcount)


def drop_job(connection: Connection, row: int) -> str | None:
    """Return the path of the file that is to leave the inbox with a job that is forgotten; None where it stays."""
    path = connection.execute(select(job.c.path).where(job.c.row == row)).scalar()
    connection.execute(delete(job).where(job.c.row == row))
    return None if path is None else _given_up(connection, path)


def _given_up(connection: Connection, path: str) -> str | None:
    """Return the path, which no job has any more; None where one still waits for the file."""
    if connection.execute(select(job.c.row).where((job.c.path == path) & (job.c.state != "done"))).first():
        return None
    connection.execute(update(job).where(job.c.path == path).values(path=None))
    return path


def _jobs(asking: Asking, asked: str, values: Mapping[str, Any]) -> list[Job]:
    return [msgspec.convert(_plain(row), Job) for row in asking.execute(asked, values).mappings()]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    for field in ("given", "results"):
        if isinstance(row[field], str):
            row[field] = msgspec.json.decode(row[field])
    return row
