"""Mechanisms: what keeps agreements alive, whether it met as it was to, and what lies on its table.

In:  filters and a page in the address; forms in which a person says that a meeting was a session, or was none.
Out: pages. A session counts only after a person has said so, and every answer is a decision with its words.
"""

from typing import Any, get_args

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, QueryParams
from starlette.responses import Response

from accord.errors import DecisionError, NotFoundError
from accord.flows.reached import reached, unrelated
from accord.follow.sessions import SessionState
from accord.insight.mechanisms import HELD, PLANNED, Mechanism, flat, lives, mechanism, tellings
from accord.insight.owners import owners
from accord.insight.table import on_the_table
from accord.model.terms import Cadence, MechanismKind
from accord.register import Asking, Page, list_records, show
from accord.register.asking.asking import in_language
from accord.web.files import as_file, known_ending
from accord.web.forms import text_of
from accord.web.paging import at_page
from accord.web.safety.guards import needs, posted
from accord.web.standing import today
from accord.web.taking import take, words_in
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_FILTERS = ("kind", "cadence", "party")
_CHOICES = {"kind": get_args(MechanismKind), "cadence": get_args(Cadence)}
_SHOWN: tuple[SessionState, ...] = ("held", "perhaps", "open", "waiting", "missed", "unread")
_FILE = 1_000  # records of a file, the newest: each is looked into
_MANY = 2_000  # mechanisms up to which a page brings the reports of one together, and looks into all for a state of sessions
_COLUMNS = (
    "id", "kind", "name", "parties", "agreement", "cadence", "since", "expected", "held", "perhaps", "missed", "unread",
    "sessions", "last", "next", "next_by", "waiting", "quote", "published", "source",
)  # fmt: skip


@router.get("/mechanisms")
def mechanisms(visit: Here) -> Response:
    """Show one page of the mechanisms that are asked for."""
    asked, trouble = visit.request.query_params, ""
    limit, offset = at_page(asked)
    with visit.asking() as asking:
        try:
            found = _found(visit, asking, limit, offset)
        except NotFoundError as error:
            found, trouble = Page([], 0, offset, limit), visit.told(error)
    wanted = _session(asked)
    chosen = _chosen(asked) | ({"session": [wanted]} if wanted else {})
    return visit.page(
        "mechanisms/list.html",
        found=found,
        chosen=chosen,
        choices={**_CHOICES, "session": _SHOWN},
        trouble=trouble,
        most=_MANY,
    )


@router.get("/mechanisms.{ending}", dependencies=[Depends(needs("export"))])
def mechanisms_file(visit: Here, ending: str) -> Response:
    """Return the mechanisms that the list shows with the same address, as a file; of more than `_FILE` the newest."""
    known_ending(ending)
    with visit.asking() as asking:
        records = [flat(one) for one in _found(visit, asking, _FILE, 0).records]  # type: ignore[arg-type]
    return as_file("mechanisms", ending, in_language(records, visit.language), _COLUMNS)


@router.get("/mechanisms/{id_}")
def one_mechanism(visit: Here, id_: str) -> Response:
    """Show one mechanism: its words, its sessions, what was expected, what is on its table."""
    day = today(visit)
    with visit.asking() as asking:
        one = mechanism(asking, id_, day)
        table = on_the_table(asking, one, day)
        agreement = one.telling.agreement
        posts = owners(asking, agreement["id"], one.members) if agreement else []
        words = show(asking, one.telling.record["id"])["evidence"][0]
    sessions = {step["decision"]: step for step in one.sessions} | {each["id"]: each for each in one.asked}
    return visit.page(
        "mechanisms/one.html",
        one=one,
        record=one.telling.record,
        table=table,
        sessions=sessions,
        words=words,
        posts=posts,
    )


@router.post("/mechanisms/{id_}/session", dependencies=[Depends(needs("correct"))])
def say_session(visit: Here, id_: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Record that a session was held, or is to be, by words of a document or on the person's own word."""
    state = text_of(form, "state")
    if state not in (HELD, PLANNED):
        raise DecisionError("'%(state)s' is no state", state=state)
    words = words_in(form) if text_of(form, "document") else None
    deciding = visit.deciding(text_of(form, "why"))
    take(visit, lambda: reached(deciding, id_, state, words, day=text_of(form, "day") or None))  # type: ignore[arg-type]
    return visit.go(f"/mechanisms/{id_}")


@router.post("/mechanisms/{id_}/unrelated", dependencies=[Depends(needs("correct"))])
def say_unrelated(visit: Here, id_: str, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Record that a meeting was no session of it."""
    take(visit, lambda: unrelated(visit.deciding(text_of(form, "why")), id_, words_in(form)))
    return visit.go(f"/mechanisms/{id_}")


def _found(visit: Visit, asking: Asking, limit: int, offset: int) -> Page:
    """Return a page of mechanisms; only those that are shown are looked into, unless a state of sessions is asked for.

    Of more than `_MANY` a page is brought together by itself, and the newest are looked into for a state of sessions.
    """
    asked, day = visit.request.query_params, today(visit)
    chosen, wanted = _chosen(asked), _session(asked)
    key = tuple((name, tuple(values)) for name, values in sorted(chosen.items()))

    first = list_records(asking, "mechanisms", filters=chosen, limit=limit, offset=offset)
    if first.total > _MANY and not wanted:
        shown = lives(asking, tellings(asking, first.records), day)
        return Page(shown, first.total, offset, limit)  # type: ignore[arg-type]

    def told() -> list[Any]:
        return tellings(asking, list_records(asking, "mechanisms", filters=chosen, limit=_MANY).records)

    def fitting() -> list[Mechanism]:
        regular = [one for one in known if one.record["cadence"]]
        return [one for one in lives(asking, regular, day) if one.count(wanted)]

    known = visit.once(asking, ("mechanisms", key), told)
    if wanted:
        fits = visit.once(asking, ("mechanisms", key, wanted, day), fitting)
        return Page(fits[offset : offset + limit], len(fits), offset, limit)  # type: ignore[arg-type]
    return Page(lives(asking, known[offset : offset + limit], day), len(known), offset, limit)  # type: ignore[arg-type]


def _chosen(asked: QueryParams) -> dict[str, list[str]]:
    """Return the filters that an address states; of a closed list only what is in it."""
    found = {name: [one.strip() for one in asked.getlist(name) if one.strip()] for name in _FILTERS}
    kept = {n: [one for one in v if n not in _CHOICES or one in _CHOICES[n]] for n, v in found.items()}
    return {name: values for name, values in kept.items() if values}


def _session(asked: QueryParams) -> str:
    wanted = asked.get("session", "")
    return wanted if wanted in _SHOWN else ""
