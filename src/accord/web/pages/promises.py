"""Promises: the ledger of what was undertaken, one promise with what became of it, and what later news says of promises.

In:  filters, sort and page in the address; forms in which a person says what became of a promise.
Out: pages. A state changes only by such a form, and every change is a decision with its words.
"""

from typing import Any, get_args

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, QueryParams
from starlette.responses import Response

from accord.errors import DecisionError, NotFoundError
from accord.flows.owes import owes
from accord.flows.plans import follow_plan
from accord.flows.reached import Words, reached, unrelated
from accord.follow.checkability import checkability
from accord.follow.silence import Seen, overdue, silence
from accord.follow.thresholds import threshold
from accord.insight.owners import named_owner, owners
from accord.model.terms import Grade, Instrument, Modality, Sector, State
from accord.register import Asking, Page, list_records
from accord.register.asking.asking import in_language
from accord.register.pages.promise import promise, read_since
from accord.web.counted import MARKED, promises_today
from accord.web.files import as_file, known_ending
from accord.web.forms import text_of
from accord.web.later import MANY, NEWEST, later_words, likely_words, too_many
from accord.web.paging import at_page
from accord.web.safety.guards import needs, posted
from accord.web.standing import MARKS, today
from accord.web.taking import take, words_in
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_FILTERS = (
    "state", "party", "modality", "instrument", "sector", "grade", "agreement", "since", "until", "due_from", "due_until",
)  # fmt: skip
_CHOICES = {"state": State, "modality": Modality, "instrument": Instrument, "sector": Sector, "grade": Grade}
_SORTS = ("-published", "published", "due", "-due")
_MOST = 100_000  # records of a file
_COLUMNS = (
    "id", "state", "modality", "actors", "owner", "quote", "instrument", "due", "amount", "currency", "sectors", "agreement",
    "published", "source",
)  # fmt: skip


@router.get("/promises")
def promises(visit: Here) -> Response:
    """Show one page of the promises that are asked for."""
    asked, trouble = visit.request.query_params, ""
    limit, offset = at_page(asked)
    with visit.asking() as asking:
        try:
            found = _found(visit, asking, limit, offset)
        except NotFoundError as error:
            found, trouble = Page([], 0, offset, limit), visit.told(error)
    choices = {k: get_args(v) for k, v in _CHOICES.items()} | {"mark": MARKS}
    return visit.page(
        "promises/list.html", found=found, chosen=_chosen(asked) | _marks(asked), choices=choices,
        trouble=trouble, today=today(visit), late=overdue,
    )  # fmt: skip


@router.get("/promises.{ending}", dependencies=[Depends(needs("export"))])
def promises_file(visit: Here, ending: str) -> Response:
    """Return exactly the promises that the list shows with the same address, as a file."""
    known_ending(ending)
    with visit.asking() as asking:
        records = _found(visit, asking, _MOST, 0).records
    return as_file("promises", ending, in_language(records, visit.language), _COLUMNS)


@router.get("/promises/{id_}")
def one_promise(visit: Here, id_: str) -> Response:
    """Show one promise: its words, its grade, its steps, since when nothing is heard of it."""
    with visit.asking() as asking:
        one = promise(asking, id_)
        last = max(filter(None, (step["day"] for step in one["steps"])), default=one["published"])
        seen = read_since(asking, one, last)
        owed_by = owners(asking, one["agreement"]["id"], one["actors"]) if one["agreement"] else []
        bodies = _bodies(one)
        named = named_owner(asking, one["row"], bodies)
        waiting = [link for link in likely_words(visit, asking) if link.link.promise.id == one["id"]]
    day = today(visit)
    return visit.page(
        "promises/one.html",
        one=one,
        grade=checkability(one["quote"] or "", due=one["due"]),
        quiet=silence(one["state"], last, [Seen(*each) for each in seen], as_of=day),
        late=overdue(one["due"], one["state"], as_of=day),
        waiting=waiting,
        owners=owed_by,
        named=named,
        bodies=bodies,
        states=get_args(State),
    )


@router.post("/promises/{id_}/state", dependencies=[Depends(needs("correct"))])
def say_state(visit: Here, id_: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Record in which state a promise is, by words of a document or on the person's own word."""
    state, day, document = text_of(form, "state"), text_of(form, "day") or None, text_of(form, "document")
    if state not in get_args(State):
        raise DecisionError("'%(state)s' is no state", state=state)
    words = words_in(form) if document else None
    claim = text_of(form, "claim") == "yes"
    deciding = visit.deciding(text_of(form, "why"))
    take(visit, lambda: reached(deciding, id_, state, words, claim=claim, day=day))  # type: ignore[arg-type]
    return _back(visit, form, id_)


@router.post("/promises/{id_}/owner", dependencies=[Depends(needs("correct"))])
def say_owner(visit: Here, id_: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Record which post is to keep the promise."""
    deciding = visit.deciding(text_of(form, "why"))
    take(visit, lambda: owes(deciding, id_, text_of(form, "post"), text_of(form, "body") or None))
    return visit.go(f"/promises/{id_}")


@router.post("/promises/{id_}/unrelated", dependencies=[Depends(needs("correct"))])
def say_unrelated(visit: Here, id_: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Record that words are of something else than the promise."""
    deciding = visit.deciding(text_of(form, "why"))
    take(visit, lambda: unrelated(deciding, id_, words_in(form)))
    return _back(visit, form, id_)


@router.get("/later")
def later(visit: Here) -> Response:
    """Show what later news says of earlier promises, the newest first, for a person to confirm; at first what is new."""
    asked = visit.request.query_params
    limit, offset = at_page(asked)
    less = asked.get("sure") == "less"
    with visit.asking() as asking:
        found, many = (later_words if less else likely_words)(visit, asking), too_many(asking)
    wanted = asked.get("state", "")
    if wanted in get_args(State):
        found = [one for one in found if one.link.state == wanted]
    elif wanted != "all":
        found = [one for one in found if one.more]
    shown: Page = Page(found[offset : offset + limit], len(found), offset, limit)  # type: ignore[arg-type]
    return visit.page(
        "promises/later.html", found=shown, states=get_args(State), wanted=wanted, newest=NEWEST,
        many=many, most=MANY, less=less, least=threshold("likely_link").value,
    )  # fmt: skip


@router.post("/later/plan", dependencies=[Depends(needs("correct"))])
def say_of_plan(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Record that a sentence is a promise, and what later words say became of it; or that they are of something else."""
    state, start, end = text_of(form, "state"), text_of(form, "plan_start"), text_of(form, "plan_end")
    if state not in ("", *get_args(State)) or not (start.isdigit() and end.isdigit()):
        raise DecisionError("'%(state)s' is no state", state=state)
    plan = Words(text_of(form, "plan"), span=(int(start), int(end)))
    claim, deciding = text_of(form, "claim") == "yes", visit.deciding(text_of(form, "why"))
    take(visit, lambda: follow_plan(deciding, plan, state or None, words_in(form), claim=claim)[-1])  # type: ignore[arg-type]
    return visit.go("/later")


def _found(visit: Visit, asking: Asking, limit: int, offset: int) -> Page:
    asked, day = visit.request.query_params, today(visit).isoformat()
    sort = asked.get("sort") if asked.get("sort") in _SORTS else None
    filters = _chosen(asked) | {MARKED[mark]: [day] for mark in _marks(asked).get("mark", [])}
    total = promises_today(visit.house, asking, filters)
    return list_records(asking, "commitments", filters=filters, sort=sort, limit=limit, offset=offset, total=total)


def _bodies(one: dict[str, Any]) -> list[dict[str, Any]]:
    """Return who is to act and who agreed, each once."""
    every = [*one["actors"], *(one["agreement"]["parties"] if one["agreement"] else ())]
    return list({body["id"]: body for body in every}.values())


def _marks(asked: QueryParams) -> dict[str, list[str]]:
    """Return which of what is computed for a day an address asks for."""
    marks = [one for one in asked.getlist("mark") if one in MARKS]
    return {"mark": marks} if marks else {}


def _chosen(asked: QueryParams) -> dict[str, list[str]]:
    """Return the filters that an address states; of a closed list only what is in it."""
    found = {name: [one.strip() for one in asked.getlist(name) if one.strip()] for name in _FILTERS}
    kept = {n: [one for one in v if n not in _CHOICES or one in get_args(_CHOICES[n])] for n, v in found.items()}
    return {name: values for name, values in kept.items() if values}


def _back(visit: Visit, form: FormData, id_: str) -> Response:
    return visit.go("/later") if text_of(form, "back") == "later" else visit.go(f"/promises/{id_}")
