"""Read what was handed in: one job after another, each safe to be begun again.

In:  a register whose jobs wait, and `Works`: what they are read with.
Out: documents in the register, and beside each job what became of it: new, known, kept unread, refused with the reason.

Nothing here runs by itself: a door calls `do_next` from a thread of its own. A job that was begun when the program ended
waits again (`begin`), and reading the same again changes nothing, so that no state between begun and done is needed.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from accord.errors import AccordError, RefusedError
from accord.flows.drafts import read_draft
from accord.flows.inbox import UPLOAD, known_as, plain_name
from accord.flows.ledger_back import give_back
from accord.flows.ledger_jobs import preview_ledger, write_ledger
from accord.flows.works import Ended, Works, outside_of, take_in
from accord.model import Found, Refusal
from accord.model.document import STANDARD_INPUT
from accord.register import Register, over, quarantined
from accord.register.jobs import jobs
from accord.register.jobs.jobs import Job
from accord.sources import find
from accord.sources.addresses import is_address
from accord.sources.refusals import refused

__all__ = ["begin", "do_next", "drop", "hand_in", "hand_in_address", "hand_in_again", "hand_on"]

_LOG = logging.getLogger("accord.jobs")
_LEDGERS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et")  # of the last three it is told what to do
_ORDER = ("new", "unread", "another_place", "known", "refused")  # which outcome stands for a mail with what it encloses


def hand_in(
    works: Works, name: str, content: BinaryIO, *, batch: str, by: str, draft: Mapping[str, Any] | None = None
) -> int:
    """Return the number of the job that reads a file; a workbook is first only looked at.

    With `draft` (what the person said of it) it is read as a new signing, and nothing is kept before the person has seen it.
    A file that is too large is a job that ended, with the reason.
    """
    try:
        kept = works.inbox.keep(name, content, max_bytes=works.max_bytes)
    except RefusedError as error:
        return _refused_at_once(works, name, error, batch=batch, by=by)
    kind = "draft" if draft is not None else "ledger" if kept.name.lower().endswith(_LEDGERS) else "file"
    with works.register.writing() as connection:
        row = jobs.add_job(
            connection, batch=batch, kind=kind, name=kept.name, source=kept.source, path=kept.path, by=by,
            at=works.clock(), given=draft,
        )  # fmt: skip
    if not works.inbox.place(kept.path).exists():  # the same file was read, and left the inbox, in between
        content.seek(0)
        works.inbox.keep(name, content, max_bytes=works.max_bytes)
    return row


def hand_in_address(works: Works, address: str, *, batch: str, by: str) -> int:
    """Return the number of the job that fetches and reads an address."""
    with works.register.writing() as connection:
        return jobs.add_job(
            connection, batch=batch, kind="address", name=address, source=address, by=by, at=works.clock()
        )


def hand_in_again(works: Works, *, batch: str, by: str, sources: Iterable[str] = ()) -> int:
    """Return how many sources in quarantine will be read again; those named, or all that wait."""
    wanted = set(sources)
    with works.register.asking() as asking:
        held = list(dict.fromkeys(one["source"] for one in quarantined(asking)))
        chosen = [one for one in held if one != STANDARD_INPUT and (not wanted or one in wanted)]
        paths = {one: there.path for one in chosen if (there := jobs.waiting_at(asking, one))}
    with works.register.writing() as connection:
        for one in chosen:
            jobs.add_job(
                connection, batch=batch, kind="again", name=one.rpartition("/")[2] or one, source=one,
                path=paths.get(one), by=by, at=works.clock(),
            )  # fmt: skip
    return len(chosen)


def begin(register: Register) -> int:
    """Return how many jobs go on that were begun when the program last ended."""
    with register.asking() as asking:
        if not jobs.waits(asking):
            return 0
    with register.writing() as connection:
        return jobs.take_back(connection)


def do_next(works: Works) -> Job | None:
    """Return the job that was done; None where none waits."""
    with works.register.asking() as asking:
        job = jobs.next_job(asking)
    if job is None:
        return None
    with works.register.writing() as connection:
        jobs.set_state(connection, job.row, "working")
    outcome, results, kept = _done(works, job)
    with works.register.writing() as connection:
        gone = jobs.end_job(connection, job, outcome=outcome, results=results, at=works.clock(), kept=kept)
    if gone:
        works.inbox.drop(gone)
    return job


def hand_on(works: Works, job: Job, *, kind: str, given: Mapping[str, Any], by: str) -> int:
    """Return the number of a new job over the file of another one, which a person has looked at."""
    with works.register.writing() as connection:
        return jobs.add_job(
            connection, batch=job.batch, kind=kind, name=job.name, source=job.source, path=job.path, by=by,
            at=works.clock(), given=given,
        )  # fmt: skip


def drop(works: Works, row: int) -> None:
    """Forget a job; its file leaves the inbox."""
    with works.register.writing() as connection:
        gone = jobs.drop_job(connection, row)
    if gone:
        works.inbox.drop(gone)


def _done(works: Works, job: Job) -> tuple[str, object, bool]:
    """Return how a job ended, what became of its documents, and whether its file is kept."""
    try:
        return _carried_out(works, job)
    except RefusedError as error:
        ended = Ended(job.source, "refused", reason=error.reason, message=str(error), advice=error.advice)
        return "refused", [ended], False
    except AccordError as error:
        return "failed", [Ended(job.source, "failed", message=str(error))], True
    except Exception as error:  # noqa: BLE001 - the worker goes on with the next one
        _LOG.exception("job %s failed", job.row)
        return "failed", [Ended(job.source, "failed", message=type(error).__name__)], True


def _carried_out(works: Works, job: Job) -> tuple[str, object, bool]:
    if job.kind == "draft":
        return "read", read_draft(works, job), True
    if job.kind == "ledger":
        return "preview", preview_ledger(works, job), True
    if job.kind == "ledger_write":
        return "written", write_ledger(works, job), False
    if job.kind == "ledger_back":
        return "made", give_back(works, job), True
    ended = take_in(works, _found(works, job), "quarantine retry" if job.kind == "again" else "upload")
    kept = any(one.outcome == "refused" for one in ended)
    return min((one.outcome for one in ended), key=_ORDER.index, default="known"), ended, kept


def _found(works: Works, job: Job) -> Iterator[Found | Refusal]:
    latest = date.fromisoformat(works.clock()[:10])
    outside = outside_of(works)
    if job.kind == "address" and not is_address(job.source):  # a path of this machine, which no form may name
        raise refused("bad_address", found="no address of a web page")
    if job.path is None:
        if job.source.startswith(UPLOAD):  # its file is gone: what can be said of it is in quarantine already
            return iter(())
        return find([job.source], outside=outside, latest=latest)
    place = works.inbox.place(job.path)
    return known_as(find([str(place)], outside=outside, latest=latest), place, job.source.partition("!")[0])


def _refused_at_once(works: Works, name: str, error: RefusedError, *, batch: str, by: str) -> int:
    plain = plain_name(name)
    ended = Ended(plain, "refused", reason=error.reason, message=str(error), advice=error.advice)
    with works.register.writing() as connection:
        at = works.clock()
        row = jobs.add_job(connection, batch=batch, kind="file", name=plain, source=plain, by=by, at=at)
        jobs.end_job(
            connection, jobs.job_at(over(connection), row), outcome="refused", results=[ended], at=at, kept=False
        )
    return row
