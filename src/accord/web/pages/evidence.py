"""One document with the facts on its words; where a person corrects, rejects or enters what it says.

In:  the document's id; which fact is meant, which part of a long one is shown.
Out: pages and forms. What a form does is recorded by `flows.correct`, and refused where somebody decided in between.
"""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.responses import Response

from accord.errors import ConflictError, DecisionError, NotFoundError
from accord.flows.correct import correct_fact, reject_seen, undo_all
from accord.register.pages.as_read import as_read
from accord.register.pages.documents import bodies_here, document, document_id, fact_here, facts_here
from accord.register.tables.kinds import KINDS
from accord.web.pages.evidence_answers import back_to, quoted, text_of
from accord.web.pages.evidence_forms import boxes, typed
from accord.web.pages.evidence_text import cut, parts
from accord.web.safety.guards import needs, posted
from accord.web.troubles import ForbiddenError
from accord.web.visit import Here, Visit
from accord.web.words.doubts import doubt_told

__all__ = ["router"]

router = APIRouter(prefix="/documents", dependencies=[Depends(needs("look"))])
_CORRECTS = [Depends(needs("correct"))]


@router.get("/{id_}")
def evidence(visit: Here, id_: str, part: str = "", fact: str = "", done: str = "") -> Response:
    """Show a document with its facts."""
    return _shown(visit, id_, part=int(part) if part.isascii() and part.isdigit() else 0, fact=fact, done=done)


@router.get("/{id_}/facts/{fact}")
def form(visit: Here, id_: str, fact: str) -> Response:
    """Show one fact with the form to correct it, and the one to reject it."""
    held = _fact(visit, id_, fact)
    if held is None:
        raise NotFoundError("%(id)s is not in this document, or was rejected", id=fact)
    return visit.page("documents/fact.html", boxes=boxes(held["fact"]["kind"], held["fact"]["fields"]), **held)


@router.post("/{id_}/facts/{fact}/correct", dependencies=_CORRECTS)
def correct(visit: Here, id_: str, fact: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Record what a person corrected in a fact."""
    held = _fact(visit, id_, fact)
    if held is None:
        return _overtaken(visit, id_, fact, ())
    kind, now = held["fact"]["kind"], held["fact"]["fields"]
    said = typed(kind, form)
    before = {**now, **_shown_then(form)}
    changed = {name: value for name, value in said.fields.items() if not _same(name, value, before[name])}
    again = {**held, "boxes": boxes(kind, {**now, **changed}), "wrong": said.wrong, "why": text_of(form, "why")}
    if said.wrong:
        return visit.page("documents/fact.html", status=422, **again)
    if not changed:
        _ = visit.words
        visit.tell(_("Nothing was changed: the fact says so already."), "refused")
        return back_to(id_, fact)
    try:
        done = correct_fact(visit.deciding(text_of(form, "why")), held["id"], fact, changed, seen=_seen(form))
    except ConflictError as error:
        return _overtaken(visit, id_, fact, error.decisions, again)
    except DecisionError as error:
        return visit.page("documents/fact.html", status=409, trouble=visit.told(error), **again)
    return back_to(id_, fact, done)


@router.post("/{id_}/facts/{fact}/reject", dependencies=_CORRECTS)
def reject(visit: Here, id_: str, fact: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Record that the words do not say a fact."""
    held = _fact(visit, id_, fact)
    if held is None:
        return _overtaken(visit, id_, fact, ())
    again = {**held, "boxes": boxes(held["fact"]["kind"], held["fact"]["fields"]), "why": text_of(form, "why")}
    here, deciding = form.get("scope") == "here", visit.deciding(text_of(form, "why"))
    try:
        done = reject_seen(deciding, held["id"], fact, seen=_seen(form), only_here=here)
    except ConflictError as error:
        return _overtaken(visit, id_, fact, error.decisions, again)
    except DecisionError as error:
        return visit.page("documents/fact.html", status=409, trouble=visit.told(error), **again)
    return back_to(id_, "", done)


@router.post("/{id_}/undo")
def undo(visit: Here, id_: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Undo decisions about the document: one's own, or anybody's where the role allows it."""
    wanted = [one for one in form.getlist("decision") if isinstance(one, str)]
    with visit.asking() as asking:
        known = {one["id"]: one for one in document(asking, id_)["decisions"]}
    found = [known[one] for one in wanted if one in known]
    if not found:
        raise NotFoundError("no such decision is known of this document")
    if not all(_may_undo(visit, one) for one in found):
        raise ForbiddenError("undo")
    _, standing = visit.words, [one["id"] for one in found if one["state"] != "undone"]
    if standing:
        undo_all(visit.deciding(), standing)
        visit.tell(_("Undone: it is again as it was before."))
    else:
        visit.tell(_("Somebody has undone this already."), "refused")
    return back_to(id_, text_of(form, "fact"))


def _shown(  # noqa: PLR0913 - what an address may state
    visit: Visit, id_: str, *, part: int = 1, fact: str = "", done: str = "", status: int = 200, trouble: str = ""
) -> Response:
    with visit.asking() as asking:
        found = document(asking, id_)
        stretches = parts(found["content"])
        if fact and not part:
            meant = fact_here(asking, fact)
            at = (meant or {}).get("start") or 0
            part = next((number for number, (_, end) in enumerate(stretches, start=1) if at < end), 1)
        part = max(1, min(part or 1, len(stretches)))
        first, last = stretches[part - 1]
        facts = facts_here(asking, found["row"], first, last if part < len(stretches) else None)
        bodies = bodies_here(asking, found["row"])
    hidden = found["state"] in ("withdrawn", "purged")
    told = [one for one in found["decisions"] if one["id"] in done.split(",") and one["state"] == "stands"]
    paragraphs = cut(found["content"], facts, (first, last), found["pages"])
    _annotate(facts, {one["id"]: one for one in found["decisions"]})
    return visit.page(
        "documents/one.html",
        status=status,
        one=found,
        facts=facts,
        kinds=[kind for kind in KINDS if any(fact["kind"] == kind for fact in facts)],
        paragraphs=[] if hidden and not visit.may("withdraw") else paragraphs,
        before=_before(visit, found["id"], facts),
        bodies={body["here"]: body for body in bodies},
        part=part,
        parts=len(stretches),
        opened=fact,
        doubt_told=lambda reason: doubt_told(reason or "", visit.words),
        told=told,
        trouble=trouble,
        may_undo={one["id"]: _may_undo(visit, one) for one in found["decisions"]},
        decided={one["id"]: one for one in found["decisions"]},
    )  # fmt: skip


def _annotate(facts: Collection[dict[str, Any]], decided: Mapping[str, Mapping[str, Any]]) -> None:
    """Put beside each fact what people did to it, and of which of its fields nothing is known."""
    for fact in facts:
        mine = [decided[one] for one in fact["edited"] if one in decided]
        fact["entry"] = next((one for one in mine if one["kind"] == "enter"), None)
        fact["changes"] = {
            one["decision"]["field"]: one for one in mine if one["kind"] == "value"
        }  # the last one counts
        fact["doubts"] = list({(one["field"], one["note"]): one for one in reversed(fact["doubts"])}.values())
        fact["unknown"] = [field for field, value in fact["fields"].items() if value in (None, [], "")]


def _before(visit: Visit, id_: str, facts: Collection[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return how corrected facts were read."""
    edited = {fact["id"] for fact in facts if fact["edited"]}
    if not edited:
        return {}
    with visit.house.register.reading() as connection:
        return as_read(connection, id_, edited)


def _fact(visit: Visit, id_: str, fact: str) -> dict[str, Any] | None:
    """Return what the form of a fact shows; None where the fact is rejected, or gone."""
    with visit.asking() as asking:
        whole, found = document_id(asking, id_), document(asking, id_)
        held = fact_here(asking, fact)
        if held is None or held["rejected"]:
            return None
        bodies = bodies_here(asking, found["row"])
    spans = [(one["start"], one["end"]) for one in held["words"]]
    entered = any(one["id"] in held["edited"] and one["kind"] == "enter" for one in found["decisions"])
    return {
        "id": whole, "one": found, "fact": held, "quotes": [quoted(found["content"], span) for span in spans],
        "bodies": bodies, "entered": entered, "wrong": (), "why": "", "trouble": "", "overtaken": False, "between": [],
    }  # fmt: skip


def _overtaken(
    visit: Visit, id_: str, fact: str, decisions: Collection[str], again: dict[str, Any] | None = None
) -> Response:
    """Answer somebody who was overtaken: who decided what, the fact as it is now, and what was typed, to be sent again."""
    with visit.asking() as asking:
        told = document(asking, id_)["decisions"]
    between = [one for one in told if one["id"] in decisions]
    held = _fact(visit, id_, fact)
    if held is None or again is None:
        _, gone = visit.words, next((one for one in told if one["kind"] == "reject" and one["state"] == "stands"), None)
        who, decision = (gone["by"], gone["id"]) if gone else ("?", "?")
        words = _(
            "%(who)s has rejected this fact in the meantime (%(decision)s). Nothing was recorded.",
            who=who,
            decision=decision,
        )
        return _shown(visit, id_, status=409, trouble=words)
    again = {**again, **{name: held[name] for name in ("fact", "one")}, "overtaken": True, "between": between}
    return visit.page("documents/fact.html", status=409, **again)


def _may_undo(visit: Visit, decision: Mapping[str, Any]) -> bool:
    own = decision["by"] == visit.session.person and visit.may("correct")
    return decision["kind"] != "purge" and (own or visit.may("undo"))


def _shown_then(form: FormData) -> dict[str, Any]:
    """Return the fields as the form was filled in, so that only what the person changed is changed, also in what is new."""
    try:
        return msgspec.json.decode(text_of(form, "shown"), type=dict[str, Any])
    except msgspec.DecodeError:
        return {}


def _same(field: str, new: Any, now: Any) -> bool:  # noqa: ANN401 - a field's value may be of any type
    return bool(sorted(new) == sorted(now) if field == "sectors" else new == now)


def _seen(form: FormData) -> list[str]:
    return [one for one in text_of(form, "seen").split(",") if one]
