"""Add documents: by files, by addresses; a ledger is looked at first; folders and sites are watched.

In:  files and addresses of a form.
Out: pages. What is handed in waits in the inbox and is read beside the pages (`background`); the page says how far it is,
     and what became of each. Nothing that was uploaded is ever sent back to a browser.
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from accord.errors import ConfigError, DecisionError, NotFoundError
from accord.exchange.ledger import FIELDS, parse_overrides
from accord.flows.jobs import drop, hand_in, hand_in_address, hand_in_again, hand_on
from accord.flows.watching import LEAST_MINUTES, watch
from accord.register import Asking
from accord.register.jobs import jobs, watching
from accord.register.jobs.jobs import Job
from accord.register.jobs.pages import counted_pages, failing_pages
from accord.sources.lists import Picks
from accord.web.background import Background
from accord.web.forms import text_of
from accord.web.paging import at_page
from accord.web.safety.guards import needs, posted
from accord.web.visit import Here, Visit

__all__ = ["MOST_FILES", "router", "sized"]

router = APIRouter(prefix="/documents", dependencies=[Depends(needs("add"))])
MOST_FILES, _MOST_ADDRESSES = 200, 50  # at once
_TIMES = 10  # as long as the longest document, all that one form may bring; a script sends file by file
_MORE = 1024 * 1024  # bytes of a form beside its files
_NOTHING_SAID = {"place": "", "every": "60", "select": "", "next": ""}
_FORM = Depends(posted)
_USES = ("-", *FIELDS, "amount:CNY", "amount:万元", "amount:亿元", "amount:USD")  # what a column may hold


def sized(request: Request) -> None:
    """Let only forms pass that say how long they are, and are not too long; nothing of others is taken in.

    Raises:
        HTTPException: 411, 413.
    """
    length = request.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        raise HTTPException(411, "the request does not say how long it is")
    if int(length) > _TIMES * request.app.state.house.max_bytes + _MORE:
        raise HTTPException(413, "the files are too large together; hand in fewer at once")


@router.get("/add")
def adding(visit: Here, batch: str = "") -> Response:
    """Show where documents are handed in, and what became of those that were."""
    limit, offset = at_page(visit.request.query_params)
    with visit.asking() as asking:
        listed = jobs.jobs(asking, batch=batch, limit=limit + 1, offset=offset)
        titles = _titles(asking, listed)
        waits = jobs.waits(asking)
        waiting = asking.execute("SELECT COUNT(*) FROM quarantine WHERE resolved IS NULL").scalar()
    return visit.page(
        "adding/add.html", jobs=listed if batch else listed[:limit], batch=batch, waits=waits, waiting=waiting,
        titles=titles, new_batch=secrets.token_urlsafe(9), max_bytes=visit.house.max_bytes, most=MOST_FILES,
        page=offset // limit + 1, more=not batch and len(listed) > limit,
        done=sum(one.state == "done" for one in listed),
    )  # fmt: skip


@router.post("/add", dependencies=[Depends(sized)])
def add(visit: Here, form: FormData = _FORM) -> Response:
    """Take in files and addresses; they are read beside the pages."""
    background, by = _background(visit), visit.session.person
    batch = text_of(form, "batch")[:40] or secrets.token_urlsafe(9)
    files = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
    addresses = list(dict.fromkeys(line.strip() for line in text_of(form, "address").splitlines() if line.strip()))
    made = [hand_in(background.works, one.filename or "", one.file, batch=batch, by=by) for one in files]
    made += [hand_in_address(background.works, one, batch=batch, by=by) for one in addresses[:_MOST_ADDRESSES]]
    background.wake()
    if visit.request.headers.get("accept", "").startswith("application/json"):
        return JSONResponse({"jobs": made})
    _ = visit.words
    if not made:
        visit.tell(_("Nothing was handed in: choose files, or give addresses."), "refused")
    if len(addresses) > _MOST_ADDRESSES:
        visit.tell(_("Only the first %(number)s addresses were taken.", number=_MOST_ADDRESSES), "refused")
    return visit.go("/documents/add", batch=batch if made else "")


@router.post("/add/{row}/again")
def again(visit: Here, row: int, form: FormData = _FORM) -> Response:
    """Try again what was refused, or what failed."""
    background, by, job = _background(visit), visit.session.person, _job(visit, row)
    if job.outcome == "failed":
        hand_on(background.works, job, kind=job.kind, given=job.given, by=by)
        drop(background.works, job.row)
    else:
        sources = [one["source"] for one in job.results or [] if one["outcome"] == "refused"]
        if not (sources and hand_in_again(background.works, batch=job.batch, by=by, sources=sources)):
            _ = visit.words
            visit.tell(_("There is nothing left to be read again: hand the file in once more."), "refused")
    background.wake()
    return visit.go("/documents/add", batch=text_of(form, "batch"))


@router.get("/add/ledgers/{row}")
def ledger(visit: Here, row: int) -> Response:
    """Show what a ledger would change in the register, and how its columns are understood."""
    job = _job(visit, row, "ledger", "ledger_write")
    if job.state != "done":
        return visit.page("adding/ledger.html", job=job, done=None, uses=())
    if job.outcome not in ("preview", "written"):
        return visit.go("/documents/add", batch=job.batch)
    return visit.page("adding/ledger.html", job=job, done=job.results, uses=_USES)


@router.post("/add/ledgers/{row}")
def ledger_said(visit: Here, row: int, form: FormData = _FORM) -> Response:
    """Look at a ledger again as a person says it is to be understood, or write it."""
    background, job = _background(visit), _job(visit, row, "ledger")
    _ = visit.words
    if job.path is None:
        visit.tell(
            _("This workbook is no longer here: it was written, or taken back. Hand it in once more."), "refused"
        )
        return visit.go("/documents/add")
    if text_of(form, "do") == "forget":
        drop(background.works, row)
        visit.tell(_("The workbook was taken back; nothing of it was written."))
        return visit.go("/documents/add")
    right = {name[6:]: str(side) for name, side in form.multi_items() if name.startswith("right.") and side}
    right = right if visit.may("correct") else {}
    given = {"ledger": text_of(form, "ledger")[:80], "maps": _maps(job, form), "right": right}
    try:
        parse_overrides(_maps(job, form))
    except ConfigError as error:
        visit.tell(visit.told(error), "refused")
        return visit.go(f"/documents/add/ledgers/{row}")
    kind = "ledger_write" if text_of(form, "do") == "write" else "ledger"
    new = hand_on(background.works, job, kind=kind, given=given, by=visit.session.person)
    if kind == "ledger":
        drop(background.works, row)
    background.wake()
    return visit.go(f"/documents/add/ledgers/{new}")


@router.get("/watched")
def watched(visit: Here) -> Response:
    """Show the folders and sites that are looked at."""
    return _watched(visit)


@router.post("/watched", dependencies=[Depends(needs("watch"))])
def watch_place(visit: Here, form: FormData = _FORM) -> Response:
    """Have a folder, a feed, a sitemap or a page that lists news looked at from now on."""
    background, said = _background(visit), {name: text_of(form, name) for name in ("place", "every", "select", "next")}
    every, picks = said["every"], Picks(said["select"], said["next"]) if said["select"] or said["next"] else None
    try:
        minutes = int(every) if every.isascii() and every.isdigit() and len(every) < 7 else 0
        watch(background.works, said["place"], every=minutes, by=visit.session.person, picks=picks)
    except DecisionError as error:
        return _watched(visit, status=422, trouble=visit.told(error), said=said)
    background.wake()
    _ = visit.words
    visit.tell(_("It is watched from now on; the first look is under way."))
    return visit.go("/documents/watched")


@router.post("/watched/{row}", dependencies=[Depends(needs("watch"))])
def change_watched(visit: Here, row: int, form: FormData = _FORM) -> Response:
    """Pause a place, go on with it, look at it now, or watch it no more."""
    wanted = text_of(form, "do")
    steps: dict[str, Any] = {
        "pause": lambda connection: watching.pause(connection, row, paused=True),
        "resume": lambda connection: watching.pause(connection, row, paused=False),
        "look": lambda connection: watching.look_soon(connection, row),
        "remove": lambda connection: watching.remove(connection, row),
    }
    with visit.asking() as asking:
        watching.watched_at(asking, row)
    if wanted not in steps:
        raise NotFoundError("nothing watched can be '%(wanted)s'", wanted=wanted)
    with visit.house.register.writing() as connection:
        steps[wanted](connection)
    _background(visit).wake()
    return visit.go("/documents/watched")


def _watched(
    visit: Visit, *, status: int = 200, trouble: str = "", said: Mapping[str, str] = _NOTHING_SAID
) -> Response:
    with visit.asking() as asking:
        places = watching.all_watched(asking)
        pages = {one.row: (counted_pages(asking, one.row), failing_pages(asking, one.row)) for one in places}
        waiting = asking.execute("SELECT COUNT(*) FROM quarantine WHERE resolved IS NULL").scalar()
    return visit.page(
        "adding/watched.html", status=status, places=places, pages=pages, waiting=waiting, trouble=trouble, said=said,
        least=LEAST_MINUTES, now=visit.house.clock(),
    )  # fmt: skip


def _titles(asking: Asking, listed: Sequence[Job]) -> dict[str, str]:
    """Return the titles of the documents that jobs have made; of one that was erased since there is none."""
    made = (job.results for job in listed if isinstance(job.results, list))
    ids = {one["document"] for each in made for one in each if one.get("document")}
    named = {f"id{at}": id_ for at, id_ in enumerate(sorted(ids))}
    asked = f"SELECT id, title FROM unit WHERE title IS NOT NULL AND id IN ({', '.join(f':{name}' for name in named)})"
    return dict(asking.execute(asked, named).all()) if named else {}


def _background(visit: Visit) -> Background:
    background: Background = visit.request.app.state.background
    return background


def _job(visit: Visit, row: int, *kinds: str) -> Job:
    with visit.asking() as asking:
        job = jobs.job_at(asking, row)
    if kinds and job.kind not in kinds:
        raise NotFoundError("there is no job %(row)s", row=row)
    return job


def _maps(job: Job, form: FormData) -> list[str]:
    """Return what a person says of columns: what was said before, and what is other now than it was understood."""
    before = {one.rpartition("=")[0] for one in job.given.get("maps", [])}
    said = {name[4:]: str(value) for name, value in form.multi_items() if name.startswith("map.")}
    return [f"{letter}={use}" for letter, use in said.items() if letter in before or use != form.get(f"was.{letter}")]
