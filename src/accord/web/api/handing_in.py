"""Hand in what is read when its turn comes: a file of any size that is taken, an address; and say what became of it.

In:  bytes with a name, or an address.
Out: the job, at once (202); asked again later, how it ended.
"""

import secrets
from io import BytesIO
from typing import Any

import msgspec

from accord.errors import NotFoundError
from accord.flows.jobs import hand_in, hand_in_address
from accord.register import Asking
from accord.register.jobs import jobs
from accord.register.jobs.jobs import Job
from accord.web.api.call import Answer, Asked
from accord.web.api.shapes_decisions import Address
from accord.web.background import Background

__all__ = ["hand_it_in", "the_job"]

_KINDS = ("file", "address", "again", "ledger", "ledger_write")  # a draft is its author's until it is saved
_LONGEST_ID = 9  # digits


def hand_it_in(asked: Asked) -> Answer:
    """Return the job that reads what was sent."""
    background: Background = asked.visit.request.app.state.background
    by, batch = asked.visit.session.person, secrets.token_urlsafe(9)
    if isinstance(asked.body, Address):
        row = hand_in_address(background.works, asked.body.address, batch=batch, by=by)
    else:
        row = hand_in(background.works, asked.one("name", "upload"), BytesIO(asked.body), batch=batch, by=by)
    background.wake()
    with asked.visit.asking() as asking:
        return Answer(_told(jobs.job_at(asking, row)), location=f"jobs/{row}")


def the_job(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return one job."""
    told = asked.path["id"]
    if not (told.isascii() and told.isdigit() and len(told) <= _LONGEST_ID):
        raise NotFoundError("there is no job %(row)s", row=told)
    job = jobs.job_at(asking, int(told))
    if job.kind not in _KINDS:
        raise NotFoundError("there is no job %(row)s", row=told)
    return _told(job)


def _told(job: Job) -> dict[str, Any]:
    read = job.kind in ("file", "address", "again")
    return {**msgspec.structs.asdict(job), "id": str(job.row), "steps": (job.results or []) if read else []}
