"""A new signing: from a text or a file, which is read and then corrected; or by hand.

In:  a pasted text, a file, or the fields of a form.
Out: pages. What was read is a draft of the person's own until it is saved; then it stands in the register with its words,
     and what the person changed stands over it as decisions.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import msgspec
from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, UploadFile
from starlette.responses import JSONResponse, Response

from accord.errors import ConflictError, DecisionError, NotFoundError
from accord.flows.drafts import Draft, Said, Saved, enter_signing, save_draft
from accord.flows.jobs import drop, hand_in
from accord.model.dates import is_partial_date
from accord.register import search
from accord.register.jobs import jobs
from accord.register.jobs.jobs import Job
from accord.register.pages.alike import agreements_like
from accord.web.background import Background
from accord.web.forms import text_of
from accord.web.pages.adding import sized
from accord.web.pages.evidence_text import cut
from accord.web.pages.signing_forms import BLANK, Section, fields_read, marks, of_form, sections_of
from accord.web.safety.guards import needs, posted
from accord.web.visit import Here, Visit
from accord.web.words.doubts import doubt_told
from accord.web.words.whence import pasted

__all__ = ["router"]

router = APIRouter(prefix="/signings", dependencies=[Depends(needs("add"))])
_MOST_WORDS = 200_000  # characters of a pasted text: a long report
_FORM = Depends(posted)
_LINES = 40  # of a text without an agreement, offered as the words that tell of one


@router.get("/new")
def new(visit: Here) -> Response:
    """Ask for a text or a file."""
    return _new(visit)


@router.post("/new", dependencies=[Depends(sized)])
def read(visit: Here, form: FormData = _FORM) -> Response:
    """Take in a text or a file, to be read beside the pages."""
    background, by, _ = _background(visit), visit.session.person, visit.words
    text, published, upload = text_of(form, "text"), text_of(form, "published"), form.get("file")
    again = {"text": text, "published": published}
    if published and not (is_partial_date(published) and published[0].isdigit()):
        return _new(visit, 422, **again, wrong={"published": _("This is no day. Write 2024-07-14, 2024-07 or 2024.")})
    if len(text) > _MOST_WORDS:
        return _new(
            visit,
            422,
            **again,
            wrong={"text": _("This is too long for one signing; hand it in as a file under Documents.")},
        )
    given = {"published": published}
    if isinstance(upload, UploadFile) and upload.filename:
        row = hand_in(
            background.works, upload.filename, upload.file, batch=secrets.token_urlsafe(9), by=by, draft=given
        )
    elif text:
        raw = text.encode()
        told = pasted(by, visit.house.clock()[:10], hashlib.sha256(raw).hexdigest())
        given |= {"source": told, "media": "text/plain; charset=utf-8"}
        row = hand_in(background.works, "pasted.txt", BytesIO(raw), batch=secrets.token_urlsafe(9), by=by, draft=given)
    else:
        return _new(visit, 422, **again, wrong={"text": _("Paste a text, or choose a file.")})
    background.wake()
    return visit.go(f"/signings/{row}")


@router.get("/by-hand")
def by_hand(visit: Here) -> Response:
    """Show the empty form."""
    return visit.page("signing/hand.html", section=sections_of(None)[0], trouble="", like=[], seen=[], why="")


@router.post("/by-hand")
def enter(visit: Here, form: FormData = _FORM) -> Response:
    """Record a signing with nothing but the entry to prove it."""
    section, fields = of_form(sections_of(None)[0], form, _today(visit), visit.words)
    like = _like(visit, fields)
    again = {"section": section, "like": like, "seen": [one["id"] for one in like], "why": text_of(form, "why")}
    if section.wrong:
        return visit.page("signing/hand.html", status=422, trouble="", **again)
    if not {one["id"] for one in like} <= set(text_of(form, "seen").split(",")):
        return visit.page("signing/hand.html", status=409, trouble="", **again)
    try:
        made = enter_signing(visit.deciding(text_of(form, "why")), _known(fields))
    except DecisionError as error:
        return visit.page("signing/hand.html", status=409, trouble=visit.told(error), **again)
    _ = visit.words
    visit.tell(_("Recorded. It stands as your entry, without words of a document."))
    return visit.go(f"/agreements/{made}")


@router.get("/bodies")
def bodies(visit: Here, q: str = "") -> Response:
    """Return the names of bodies that begin with, hold or sound like what is typed."""
    with visit.asking() as asking:
        hits = search(asking, q, scopes=("parties",), limit=8) if len(q.strip()) > 0 else []
        names = [
            _name(
                asking.execute("SELECT name, name_en, name_zh FROM entity WHERE id = :id", {"id": one.id}).mappings(),
                visit.language,
            )
            for one in hits
        ]
    return JSONResponse(list(dict.fromkeys(name for name in names if name)))


@router.post("/like")
def like(visit: Here, form: FormData = _FORM) -> Response:
    """Show which agreements may be the one that is being typed."""
    name = text_of(form, "of") or BLANK
    names = [str(one) for one in form.getlist(f"{name}.parties")]
    found = _like(visit, {"parties": names, "date": text_of(form, f"{name}.date")})
    return visit.page("signing/like.html", like=found, name=name)


@router.get("/{row}")
def draft(visit: Here, row: int) -> Response:
    """Show what was read, to be corrected."""
    job = _own(visit, row)
    if job.outcome != "read":
        return visit.page("signing/waits.html", job=job)
    if visit.request.headers.get("hx-request") == "true":  # the page that waited has other scripts and styles
        return Response(headers={"HX-Redirect": f"/signings/{row}"})
    held = msgspec.convert(job.results, Draft)
    return _shown(visit, job, held, sections_of(held))


@router.post("/{row}")
def save(visit: Here, row: int, form: FormData = _FORM) -> Response:
    """Keep the text with what it says, and over it what the person changed; or forget it."""
    job, works, _ = _own(visit, row), _background(visit).works, visit.words
    if text_of(form, "do") == "forget":
        drop(works, row)
        visit.tell(_("Forgotten; nothing of it was kept."))
        return visit.go("/signings/new")
    if job.outcome != "read":
        return visit.go(f"/signings/{row}")
    held = msgspec.convert(job.results, Draft)
    filled = [of_form(section, form, _today(visit), visit.words) for section in sections_of(held)]
    sections = [section for section, _fields in filled]
    dropped = [one.id for one in held.facts.commitments if form.get(f"{one.id}.keep") is None]
    again: dict[str, Any] = {"dropped": dropped, "why": text_of(form, "why")}
    if any(section.wrong for section in sections):
        return _shown(visit, job, held, sections, status=422, **again)
    said = [_said(held, section, fields, form) for section, fields in filled]
    try:
        saved = save_draft(works, visit.deciding(text_of(form, "why")), held, said, dropped)
    except (DecisionError, ConflictError) as error:
        return _shown(visit, job, held, sections, status=409, trouble=visit.told(error), **again)
    drop(works, row)
    visit.tell(_("Saved: the text is in the register with what it says, and your corrections over it."))
    return visit.go(_where(saved))


def _new(
    visit: Visit, status: int = 200, *, text: str = "", published: str = "", wrong: dict[str, str] | None = None
) -> Response:
    with visit.asking() as asking:
        begun = jobs.drafts_of(asking, visit.session.person)
    return visit.page(
        "signing/new.html", status=status, text=text, published=published, wrong=wrong or {}, begun=begun,
        max_bytes=visit.house.max_bytes,
    )  # fmt: skip


def _shown(  # noqa: PLR0913 - what may be said of a form that was sent
    visit: Visit, job: Job, held: Draft, sections: Sequence[Section], *, status: int = 200, trouble: str = "",
    dropped: Sequence[str] = (), why: str = "",
) -> Response:  # fmt: skip
    content = held.found.text.content
    with visit.asking() as asking:
        known = asking.execute("SELECT id FROM unit WHERE id = :id", {"id": held.found.text.id}).scalar()
    parties = {party.id: party.name for party in held.facts.parties}
    return visit.page(
        "signing/draft.html", status=status, job=job, held=held, sections=sections, trouble=trouble, known=known,
        paragraphs=cut(content, marks(held, sections), (0, len(content))), content=content, parties=parties, dropped=dropped, why=why,
        like={section.name: _like(visit, _now(section)) for section in sections}, blank=BLANK,
        lines=[line for line in _lines(content) if len(line[2].strip()) > 5][:_LINES],
        doubt_told=lambda reason: doubt_told(reason or "", visit.words),
    )  # fmt: skip


def _said(held: Draft, section: Section, fields: dict[str, Any], form: FormData) -> Said:
    if section.name == BLANK:
        at = text_of(form, "words")
        start, end, _line = next((one for one in _lines(held.found.text.content) if str(one[0]) == at), (0, 0, ""))
        return Said("", _known(fields), words=(start, end) if end else None)
    read = next(one for one in held.facts.agreements if one.id == section.name)
    before = fields_read(held, read)
    changed = {name: value for name, value in fields.items() if _held(name, value) != _held(name, before[name])}
    return Said(section.name, changed, left_out=not section.kept)


def _held(name: str, value: object) -> object:
    """Return what a field holds, to be compared: a form gives lists, and its ticks in the order of their boxes."""
    if isinstance(value, (list, tuple)):
        value = sorted(value) if name == "sectors" else list(value)
    return value or None


def _lines(content: str) -> list[tuple[int, int, str]]:
    """Return the lines of a text that hold something, each with where it begins and ends."""
    found, at = [], 0
    for line in content.split("\n"):
        if line.strip():
            found.append((at, at + len(line), line))
        at += len(line) + 1
    return found


def _like(visit: Visit, fields: dict[str, Any]) -> list[dict[str, Any]]:
    with visit.asking() as asking:
        return agreements_like(asking, fields.get("parties") or (), fields.get("date"))


def _now(section: Section) -> dict[str, Any]:
    return {box.name: box.value for box in section.boxes}


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [], "")}


def _where(saved: Saved) -> str:
    return f"/agreements/{saved.agreements[0]}" if len(saved.agreements) == 1 else f"/documents/{saved.document}"


def _own(visit: Visit, row: int) -> Job:
    """Return a draft of the person's own; nobody else's is shown."""
    with visit.asking() as asking:
        job = jobs.job_at(asking, row)
    if job.kind != "draft" or job.by != visit.session.person:
        raise NotFoundError("there is no draft %(row)s of yours", row=row)
    return job


def _name(found: list[dict[str, Any]], language: str) -> str:
    return next((str(one.get(f"name_{language}") or one["name"]) for one in found), "")


def _today(visit: Visit) -> date:
    return date.fromisoformat(visit.house.clock()[:10])


def _background(visit: Visit) -> Background:
    background: Background = visit.request.app.state.background
    return background
