"""An office's ledger goes back to it: its own workbook, compared in both directions, with the decided cells changed.

In:  the workbook in a form; which ledger it is; who is right about single cells.
Out: pages, and the new workbook. It is compared and made beside the pages (`background`).
"""

from typing import Any

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from accord.errors import NotFoundError, RefusedError
from accord.flows.jobs import hand_on
from accord.flows.ledger_back import DOUBTS, choose, hand_in_ledger, made_book, take_away
from accord.flows.ledger_rows import Adding
from accord.register.asking.ledgers import ledgers_held, without_row
from accord.register.jobs import jobs
from accord.register.jobs.jobs import Job
from accord.web.background import Background
from accord.web.forms import text_of
from accord.web.pages.adding import sized
from accord.web.pages.papers import named_file
from accord.web.safety.guards import needs, posted
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(prefix="/papers/ledger", dependencies=[Depends(needs("add"))])
_FORM = Depends(posted)
_LACKING = 50  # agreements without a row that are offered
_LONGEST = 80  # characters of a ledger's name
_MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}


@router.get("")
def ledgers(visit: Here, name: str = "") -> Response:
    """Show the ledgers that came in, and those that are on their way back."""
    return _ledgers(visit, name=name)


@router.post("", dependencies=[Depends(sized)])
def hand_in(visit: Here, form: FormData = _FORM) -> Response:
    """Take in the office's workbook; it is compared beside the pages."""
    background, upload, name = _background(visit), form.get("file"), text_of(form, "ledger")[:_LONGEST]
    if not (isinstance(upload, UploadFile) and upload.filename):
        return _ledgers(visit, 422, name=name, trouble=visit.words("Choose the workbook that goes back."))
    try:
        row = hand_in_ledger(background.works, upload.filename, upload.file, ledger=name, by=visit.session.person)
    except RefusedError as error:
        return _ledgers(visit, 422, name=name, trouble=visit.told(error))
    background.wake()
    return visit.go(f"/papers/ledger/{row}")


@router.get("/{row}")
def ledger(visit: Here, row: int) -> Response:
    """Show what differs between a workbook and the register, in both directions."""
    job = _job(visit, row)
    done: dict[str, Any] | None = job.results if isinstance(job.results, dict) else None
    refused = job.results[0] if isinstance(job.results, list) and job.results else None
    right = dict(job.given.get("right", {}))
    adding = frozenset(map(str, job.given.get("add", ())))
    with visit.asking() as asking:
        lacking = without_row(asking, str(done["ledger"]), visit.language, _LACKING) if done else []
    return visit.page(
        "papers/ledger.html",
        job=job,
        done=done,
        refused=refused,
        right=right,
        doubts=DOUBTS,
        lacking=lacking,
        adding=adding,
    )


@router.post("/{row}")
def ledger_said(visit: Here, row: int, form: FormData = _FORM) -> Response:
    """Make the workbook as a person says of its cells, bring what is new in it into the register, or take it away."""
    background, job, wanted, _ = _background(visit), _job(visit, row), text_of(form, "do"), visit.words
    if wanted == "forget" or job.path is None:
        take_away(background.works, job)
        visit.tell(_("The workbook was taken away."))
        return visit.go("/papers/ledger")
    if wanted == "bring":
        given = {"ledger": (job.results or {}).get("ledger", ""), "maps": []}
        new = hand_on(background.works, job, kind="ledger", given=given, by=visit.session.person)
        background.wake()
        return visit.go(f"/documents/add/ledgers/{new}")
    right = {name[6:]: str(side) for name, side in form.multi_items() if name.startswith("right.")}
    adding = Adding(tuple(str(one) for one in form.getlist("add")), visit.language)
    new = choose(background.works, job, right, adding, by=visit.session.person)
    background.wake()
    return visit.go(f"/papers/ledger/{new}")


@router.get("/{row}/workbook", dependencies=[Depends(needs("export"))])
def workbook(visit: Here, row: int) -> Response:
    """Return the new workbook."""
    name, path = made_book(_background(visit).works, _job(visit, row))
    return named_file(path.read_bytes(), name, _MEDIA.get(path.suffix.lower(), "application/octet-stream"))


def _ledgers(visit: Visit, status: int = 200, *, name: str = "", trouble: str = "") -> Response:
    with visit.asking() as asking:
        held, backs = ledgers_held(asking), jobs.backs(asking)
    chosen = name if name in {one["name"] for one in held} else ""
    return visit.page(
        "papers/ledgers.html", status=status, held=held, backs=backs, chosen=chosen, trouble=trouble,
        max_bytes=visit.house.max_bytes,
    )  # fmt: skip


def _job(visit: Visit, row: int) -> Job:
    with visit.asking() as asking:
        job = jobs.job_at(asking, row)
    if job.kind != "ledger_back":
        raise NotFoundError("there is no job %(row)s", row=row)
    return job


def _background(visit: Visit) -> Background:
    background: Background = visit.request.app.state.background
    return background
