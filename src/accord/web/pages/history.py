"""History: who decided what and when, with its words; undone and taken again by a click; taken out as a file.

In:  person, kind, state, days, an id and a page in the address.
Out: a page of decisions; those that hold on to nothing any more stand under a tab of their own.
"""

from typing import Any

import msgspec
from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, QueryParams
from starlette.responses import Response

from accord.errors import DecisionError, NotFoundError
from accord.flows import undo as undo_decision
from accord.flows.again import take_again
from accord.register import Asking, Page, find_id
from accord.register.decisions.chronicle import (
    STATES,
    decided_by,
    decision_pages,
    decisions_with,
    orphaned_total,
    who_decided,
)
from accord.web.files import as_file, known_ending
from accord.web.forms import text_of
from accord.web.paging import at_page
from accord.web.safety.guards import needs, posted
from accord.web.troubles import ForbiddenError
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

KINDS = (
    "same",
    "different",
    "value",
    "reject",
    "confirm",
    "enter",
    "reached",
    "unrelated",
    "owes",
    "withdraw",
    "purge",
    "undo",
)
_MOST = 100_000  # decisions of a file
_ENDINGS = ("csv", "json")
_COLUMNS = ("id", "kind", "state", "by", "at", "why", "reason", "words", "field", "value", "document")


@router.get("/history")
def decisions(visit: Here) -> Response:
    """Show one page of the decisions that are asked for, newest first."""
    asked, trouble = visit.request.query_params, ""
    limit, offset = at_page(asked)
    with visit.asking() as asking:
        try:
            found = _found(visit, asking, asked, limit, offset)
        except NotFoundError as error:
            found, trouble = Page([], 0, offset, limit), visit.told(error)
        orphaned = visit.once(asking, "orphaned", lambda: orphaned_total(asking))
        people = visit.once(asking, "who decided", lambda: who_decided(asking))
        undone_by = {one["id"]: decided_by(asking, one["id"]) for one in found.records if one["state"] == "undone"}
        beneath = decisions_with(
            asking, [one["decision"]["decision"] for one in found.records if one["kind"] == "undo"]
        )
    return visit.page(
        "history/history.html",
        found=found,
        kinds=KINDS,
        states=STATES,
        people=people,
        orphaned=orphaned,
        undone_by=undone_by,
        beneath=beneath,
        chosen=_filters(asked),
        state=_state(asked),
        trouble=trouble,
        may_undo={one["id"]: may_undo(visit, one) for one in found.records},
    )


@router.get("/history.{ending}", dependencies=[Depends(needs("export"))])
def decisions_file(visit: Here, ending: str) -> Response:
    """Return the decisions that the page shows with the same address, all of them, as a file."""
    known_ending(ending, _ENDINGS)
    with visit.asking() as asking:
        records = _found(visit, asking, visit.request.query_params, _MOST, 0).records
    return as_file("history", ending, records if ending == "json" else [_plain(one) for one in records], _COLUMNS)


@router.post("/history/{id_}/undo")
def undo(visit: Here, id_: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Undo a decision; of an undo, have again what it undid."""
    _ = visit.words
    _allowed(visit, id_)
    try:
        done = undo_decision(visit.deciding(text_of(form, "why")), id_)
        visit.tell(_("%(id)s is undone by %(undo)s; it can be had again by undoing that.", id=id_, undo=done.id))
    except DecisionError as error:
        by = f" ({', '.join(error.decisions)})" if error.decisions else ""
        told = _("Somebody has undone %(id)s already%(by)s.", id=id_, by=by) if error.decisions else visit.told(error)
        visit.tell(told, "refused")
    return _back(visit, form)


@router.post("/history/{id_}/again", dependencies=[Depends(needs("undo"))])
def again(visit: Here, id_: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Take a decision again that holds on to nothing any more, where its words stand now."""
    _ = visit.words
    try:
        done = take_again(visit.deciding(text_of(form, "why")), id_)
        visit.tell(_("%(id)s was taken again as %(new)s.", id=id_, new=done.id))
    except DecisionError as error:
        visit.tell(
            _("%(id)s could not be taken again: its words, or what stood on them, are not found as they were.", id=id_),
            "refused",
        )
        visit.tell(visit.told(error), "refused")
    return _back(visit, form)


def may_undo(visit: Visit, decision: dict[str, Any]) -> bool:
    """Return whether this person may undo a decision: their own, or anybody's where the role allows it."""
    own = decision["by"] == visit.session.person and visit.may("correct")
    return decision["kind"] != "purge" and decision["state"] != "undone" and (own or visit.may("undo"))


def _allowed(visit: Visit, id_: str) -> None:
    with visit.asking() as asking:
        known = decisions_with(asking, [id_]).get(id_)
    if known is None:
        raise NotFoundError("there is no decision '%(id)s'", id=id_)
    if not visit.may("undo") and not (known["by"] == visit.session.person and visit.may("correct")):
        raise ForbiddenError("undo")


def _found(visit: Visit, asking: Asking, asked: QueryParams, limit: int, offset: int) -> Page:
    filters = _filters(asked)
    sought = filters.pop("id", "")
    if sought and not (sought[0] == "d" and sought[1:].isdigit()):
        return _about(asking, sought)
    if sought:
        filters["id"] = sought
    return decision_pages(asking, filters=filters, state=_state(asked), limit=limit, offset=offset)


def _about(asking: Asking, sought: str) -> Page:
    """Return the decisions that changed what an id names: a fact, an agreement, a document."""
    what, whole = find_id(asking, sought)
    if what == "document":
        return decision_pages(asking, filters={"document": whole}, limit=_MOST)
    listed = asking.execute("SELECT edited FROM fact WHERE id = :id", {"id": whole}).scalars()
    listed += asking.execute("SELECT edited FROM agreement WHERE id = :id", {"id": whole}).scalars()
    ids = {id_ for one in listed for id_ in (msgspec.json.decode(one) if isinstance(one, str) else one)}
    found = sorted(decisions_with(asking, ids).values(), key=lambda one: -int(one["id"][1:]))
    return Page(found, len(found), 0, max(1, len(found)))


def _filters(asked: QueryParams) -> dict[str, str]:
    told = {name: asked.get(name, "").strip() for name in ("by", "kind", "since", "until", "id")}
    told["kind"] = told["kind"] if told["kind"] in KINDS else ""
    return {name: value for name, value in told.items() if value}


def _state(asked: QueryParams) -> str | None:
    return asked["state"] if asked.get("state") in STATES else None


def _back(visit: Visit, form: FormData) -> Response:
    """Lead back to the list as it was filtered."""
    kept = QueryParams(text_of(form, "back"))
    return visit.go(
        "/history",
        **{name: kept[name] for name in ("by", "kind", "since", "until", "id", "state", "page") if name in kept},
    )


def _plain(one: dict[str, Any]) -> dict[str, Any]:
    """Return a decision as a row of a table."""
    what = one["decision"]
    held = [what[name] for name in ("fact", "target", "left", "right", "words") if what.get(name)] + list(
        what.get("also", ())
    )
    documents = [anchor["document"] for anchor in held] or [what.get("document", "")]
    told = {
        "words": " | ".join(anchor["quote"] or anchor.get("key", "") for anchor in held),
        "document": " ".join(documents),
    }
    return {
        **one,
        **told,
        "field": what.get("field"),
        "value": next((what[name] for name in ("value", "fields", "decision", "state") if name in what), None),
    }
