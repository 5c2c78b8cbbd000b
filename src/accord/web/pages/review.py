"""Review: what waits for a person, one question at a time with the words of both sides; several at once where that is safe.

In:  kind, least score, party, page and question in the address; answers as forms.
Out: the question with what waits beside it; each answer recorded once, or refused with who was faster and why.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.responses import Response

from accord.errors import AccordError, ConflictError, DecisionError, NotFoundError
from accord.flows.settle import settle, undo_together
from accord.register import Asking, Page
from accord.register.decisions.chronicle import decisions_with, last_of
from accord.register.review.doubting import doubt
from accord.register.review.explaining import settled_by
from accord.register.review.proposing import LEAST_SCORE, proposal
from accord.web.forms import text_of
from accord.web.paging import at_page
from accord.web.safety.guards import needs, posted
from accord.web.visit import Here, Visit
from accord.web.waiting import Wanted, waiting
from accord.web.words.doubts import doubt_told
from accord.web.words.reasons import reasons_told

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

KINDS = ("merge", "same_event", "same_person", "doubt")
_ANSWERS = ("same", "different", "confirm", "reject")  # kinds of decisions that answer what waits
_REVIEWS = [Depends(needs("review"))]
_SAFE = 0.6  # what is less sure is answered one by one, with its words before the eyes
_MOST = 50  # answered at once: as many as a person reads on one page
_LATER = 40  # put off at once; an address holds no more


@router.get("/review")
def review(visit: Here) -> Response:
    """Show what waits, and one question of it."""
    return _shown(visit)


@router.get("/review/several", dependencies=_REVIEWS)
def several(visit: Here) -> Response:
    """Show all that was selected, before it is answered at once."""
    return _several(visit, visit.request.query_params.getlist("one"))


@router.post("/review/several", dependencies=_REVIEWS)
def answer_several(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Record one decision a question; those that somebody else answered first are told."""
    ids = [one for one in form.getlist("one") if isinstance(one, str)][:_MOST]
    with visit.asking() as asking:
        found = [one for id_ in ids if (one := _question(visit, asking, id_)) is not None]
    if not _alike(found):
        return _several(visit, ids, status=409)
    done, refused = [], []
    for one in found:
        try:
            done.append(
                settle(visit.deciding(text_of(form, "why")), one["id"], holds=text_of(form, "answer") == "accept")
            )
        except AccordError as error:
            refused.append(_why_not(visit, one["id"], error)["told"])
    for told in refused:
        visit.tell(told, "refused")
    return visit.go("/review", done=",".join(one.id for one in done))


@router.get("/review/{id_}")
def question(visit: Here, id_: str) -> Response:
    """Lead to one question among all that wait."""
    return visit.go("/review", one=id_)


@router.post("/review", dependencies=_REVIEWS)
def answer(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Record the answer to one question, and lead on to the next one."""
    one, why = text_of(form, "one"), text_of(form, "why")
    try:
        decided = settle(visit.deciding(why), one, holds=text_of(form, "answer") == "accept")
    except (ConflictError, DecisionError, NotFoundError) as error:
        return _shown(visit, status=409, clash=_why_not(visit, one, error), why=why)
    kept = {name: value for name in ("kind", "least", "party", "page", "later") if (value := _asked(visit, name))}
    return visit.go("/review", **kept, one=text_of(form, "next"), done=decided.id)


@router.post("/review/undo", dependencies=[Depends(needs("undo"))])
def undo(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Undo decisions that were taken together, or the last one; what was asked is asked again."""
    ids = [one for one in form.getlist("decision") if isinstance(one, str)][:_MOST]
    _ = visit.words
    try:
        undo_together(visit.deciding(), ids)
        visit.tell(_("Undone: it is asked again."))
    except (DecisionError, NotFoundError, ConflictError) as error:
        visit.tell(_("This was not undone: somebody has undone it already, or it cannot be."), "refused")
        visit.tell(visit.told(error), "refused")
    return visit.go("/review")


def _shown(visit: Visit, *, status: int = 200, clash: Mapping[str, Any] | None = None, why: str = "") -> Response:
    wanted, trouble = _wanted(visit), ""
    later = _asked(visit, "later").split(",") if _asked(visit, "later") else []
    with visit.asking() as asking:
        try:
            found = waiting(visit.house, asking, wanted)
        except NotFoundError as error:
            found, trouble = Page([], 0, wanted.offset, wanted.limit), visit.told(error)
        rows = [one for one in found.records if one["id"] not in later]
        chosen = _asked(visit, "one") or (rows[0]["id"] if rows else "")
        one = _question(visit, asking, chosen) if chosen else None
        gone = None
        if one is None and chosen:
            gone, one = chosen, _question(visit, asking, rows[0]["id"]) if rows else None
        done = list(decisions_with(asking, _asked(visit, "done").split(",")).values())
        last = done or [one for one in [last_of(asking, visit.session.person, _ANSWERS)] if one]
    at = next((at for at, row in enumerate(rows) if one and row["id"] == one["id"]), None)
    return visit.page(
        "review/review.html",
        status=status,
        found=found,
        rows=rows,
        one=one,
        at=at,
        before=rows[at - 1]["id"] if at else "",
        after=rows[at + 1]["id"] if at is not None and at + 1 < len(rows) else "",
        gone=gone if clash is None else None,
        kinds=KINDS,
        wanted=wanted,
        later=later[-_LATER:],
        done=[one for one in done if one["state"] == "stands"],
        last=[one for one in last if one["state"] != "undone"],
        clash=clash,
        why=why,
        trouble=trouble,
        safe=_SAFE,
    )


def _several(visit: Visit, ids: Sequence[str], *, status: int = 200) -> Response:
    with visit.asking() as asking:
        found = [one for id_ in dict.fromkeys(ids[:_MOST]) if (one := _question(visit, asking, id_)) is not None]
    gone = len(set(ids[:_MOST])) - len(found)
    return visit.page(
        "review/several.html", status=status, found=found, gone=gone, alike=_alike(found), safe=_SAFE, most=_MOST
    )


def _alike(found: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether questions may be answered at once: of one kind, for the same reasons, each sure enough."""
    sorts = {(one["kind"], tuple(sorted({reason.code for reason in one["told"]}))) for one in found}
    return len(sorts) == 1 and all((one["score"] or 0) >= _SAFE for one in found)


def _question(visit: Visit, asking: Asking, id_: str) -> dict[str, Any] | None:
    """Return one question with its words and reasons; None where it is asked no more."""
    try:
        if not id_.startswith("q-"):
            one = doubt(asking, id_)
            notes = [
                {"field": each["field"], "quote": each["quote"], "told": doubt_told(each["note"] or "", visit.words)}
                for each in one["doubts"]
            ]
            return one | {"told": [], "notes": [note for at, note in enumerate(notes) if note not in notes[:at]]}
        found = proposal(asking, id_)
    except NotFoundError:
        return None
    return found | {"told": reasons_told(found["kind"], found["reasons"], visit.language), "notes": []}


def _why_not(visit: Visit, id_: str, error: AccordError) -> dict[str, Any]:
    """Return what to tell somebody whose answer was not recorded: who was faster, or which decisions stand against it."""
    _ = visit.words
    ids = getattr(error, "decisions", ())
    with visit.asking() as asking:
        over_others = () if ids or isinstance(error, DecisionError) else settled_by(asking, id_)
        against = list(decisions_with(asking, ids or over_others).values())
    if over_others:
        told = _("Others have settled this in the meantime by what they decided. Nothing of yours was recorded.")
    elif isinstance(error, DecisionError) and against:
        told = _("This contradicts what was decided; not all of it can hold. Nothing was recorded.")
    elif against:
        told = _(
            "%(who)s was faster and has decided this already (%(id)s). Nothing of yours was recorded.",
            who=against[0]["by"],
            id=against[0]["id"],
        )
    elif isinstance(error, ConflictError | NotFoundError):
        told = _(
            "This is asked no more: it was answered, or what it rests on has changed. Nothing of yours was recorded."
        )
    else:
        told = visit.told(error)
    crossed = bool(over_others) or isinstance(error, DecisionError)
    return {"told": told, "against": against, "contradicts": crossed and bool(against), "id": id_}


def _wanted(visit: Visit) -> Wanted:
    limit, offset = at_page(visit.request.query_params)
    kind = _asked(visit, "kind")
    return Wanted(
        kind=kind if kind in KINDS else None,
        least=_score(_asked(visit, "least")),
        party=_asked(visit, "party") or None,
        limit=limit,
        offset=offset,
    )


def _score(text: str) -> float:
    """Return a least score from an address, in hundredths; what is none is the usual one."""
    return int(text) / 100 if text.isascii() and text.isdigit() and len(text) < 4 else LEAST_SCORE


def _asked(visit: Visit, name: str) -> str:
    return visit.request.query_params.get(name, "").strip()
