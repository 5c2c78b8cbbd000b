"""Say that two bodies or persons are one, or that one is two; what bodies and persons share of that.

In:  who is meant, by id; a form that names the other one, or the name that leaves.
Out: pages to choose on; the decision recorded, with an offer to undo it; a refusal with its reason.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from accord.errors import DecisionError, NotFoundError
from accord.flows import merge, split, undo
from accord.insight.profiles import body_row
from accord.register import Asking, Identity, over
from accord.register.asking.known import bodies_apart
from accord.register.asking.persons import person_of
from accord.register.pages.parties import Wanted, body, decision_told, found_parties, mentions_of, names_of
from accord.register.pages.person_lists import found_persons, mentions_at, person_head, stands_of
from accord.web.forms import text_of
from accord.web.safety.guards import needs, posted
from accord.web.visit import Here, Visit

__all__ = ["PARTIES", "PERSONS", "Alike", "ways"]

_OFFERED = 12  # others that a search offers
_FORM = Depends(posted)
_MENTIONS = 8  # documents shown of one name


class Alike(msgspec.Struct, frozen=True):
    """What is merged and split.

    Attributes:
        path: Where their pages are.
        one: Returns one by id: `id`, `name`, by language too.
        like: Returns those whose names are like words.
        forms: Returns what may leave: each with `mention`, `names`, `seen` (where documents mean it so), `decisions`.
    """

    path: str
    one: Callable[[Asking, str], dict[str, Any]]
    like: Callable[[Asking, str, Identity], list[dict[str, Any]]]
    forms: Callable[[Asking, str], list[dict[str, Any]]]


def ways(of: Alike) -> APIRouter:
    """Return the routes on which bodies, or persons, are said to be one or several."""
    router = APIRouter(prefix=of.path, dependencies=[Depends(needs("look")), Depends(needs("review"))])

    @router.get("/{id_}/merge")
    def merge_asked(visit: Here, id_: str) -> Response:
        return _ask_merge(visit, of, id_)

    @router.post("/{id_}/merge")
    def merge_done(visit: Here, id_: str, form: FormData = _FORM) -> Response:
        return _merged(visit, of, id_, form)

    @router.get("/{id_}/split")
    def split_asked(visit: Here, id_: str) -> Response:
        return _ask_split(visit, of, id_)

    @router.post("/{id_}/split")
    def split_done(visit: Here, id_: str, form: FormData = _FORM) -> Response:
        return _parted(visit, of, id_, form)

    @router.post("/{id_}/undo")
    def undo_done(visit: Here, id_: str, form: FormData = _FORM) -> Response:
        return _undone(visit, of, id_, form)

    return router


def _ask_merge(visit: Visit, of: Alike, id_: str, *, status: int = 200, **more: Any) -> Response:  # noqa: ANN401
    """Show a search for the other one, and what it finds."""
    asked = str(more.pop("name", visit.request.query_params.get("name", ""))).strip()
    with visit.asking() as asking:
        one = of.one(asking, id_)
        found = of.like(asking, asked, visit.house.identity) if asked else []
        chosen = of.one(asking, more["picked"]) if more.get("picked") else None
    others = [each for each in found if each["id"] != one["id"]]
    if chosen and chosen["id"] not in {each["id"] for each in others}:
        others = [chosen, *others]
    shown = {"picked": "", "why": "", "apart": None, "trouble": None, "against": (), **more}
    return visit.page("parties/merge.html", status=status, of=of, one=one, asked=asked, found=others, **shown)


def _merged(visit: Visit, of: Alike, id_: str, form: FormData) -> Response:
    """Record that two are one; what cannot be is refused on the same page, with the reason."""
    other, why, anyway = text_of(form, "other"), text_of(form, "why"), bool(text_of(form, "anyway"))
    again = {"name": text_of(form, "name"), "picked": other, "why": why}
    _ = visit.words
    if not other:
        return _ask_merge(visit, of, id_, status=422, **again, trouble=_("Choose the other one first."))
    apart = _apart(visit, id_, other) if of is PARTIES else None
    if apart and not (anyway and why):
        told = _("Say why they are one all the same.") if anyway else None
        return _ask_merge(visit, of, id_, status=409, **again, apart=apart, trouble=told)
    try:
        decided = merge(visit.deciding(why), id_, other, anyway=anyway)
    except DecisionError as error:
        return _ask_merge(visit, of, id_, status=409, **again, trouble=visit.told(error), against=error.decisions)
    return _to(of, id_, decided.id)


def _ask_split(visit: Visit, of: Alike, id_: str, *, status: int = 200, **more: Any) -> Response:  # noqa: ANN401
    """Show what may leave: a name, or the name in one document."""
    with visit.asking() as asking:
        one, forms = of.one(asking, id_), of.forms(asking, id_)
    shown = {"chosen": "", "why": "", "trouble": None, "against": (), **more}
    return visit.page("parties/split.html", status=status, of=of, one=one, forms=forms, **shown)


def _parted(visit: Visit, of: Alike, id_: str, form: FormData) -> Response:
    """Record that a name, or one mention, is another's; the new one is shown."""
    chosen, why = text_of(form, "mention"), text_of(form, "why")
    again, _ = {"chosen": chosen, "why": why}, visit.words
    here = chosen.startswith("here ")
    mention = chosen.removeprefix("here ")
    if not mention:
        return _ask_split(visit, of, id_, status=422, **again, trouble=_("Choose what leaves first."))
    try:
        decided = split(visit.deciding(why), mention, only_here=here)
    except DecisionError as error:
        return _ask_split(visit, of, id_, status=409, **again, trouble=visit.told(error), against=error.decisions)
    return _to(of, mention, decided.id)


def _undone(visit: Visit, of: Alike, id_: str, form: FormData) -> Response:
    """Undo a merge or a split that was decided here."""
    decision, _ = text_of(form, "decision"), visit.words
    with visit.asking() as asking:
        found = decision_told(asking, decision)
    if found is None or found["kind"] not in ("same", "different"):
        raise NotFoundError("'%(id)s' is no merge and no split", id=decision)
    try:
        undo(visit.deciding(), decision)
        visit.tell(_("Undone: it is again as it was before."))
    except DecisionError:
        visit.tell(_("Somebody has undone this already."), "refused")
    return _to(of, id_)


def _apart(visit: Visit, left: str, right: str) -> tuple[str, str] | None:
    with visit.house.register.reading() as connection:
        ids = [body(over(connection), body_row(over(connection), id_))["id"] for id_ in (left, right)]
        return bodies_apart(connection, ids[0], ids[1])


def _to(of: Alike, id_: str, done: str = "") -> RedirectResponse:
    return RedirectResponse(f"{of.path}/{quote(id_)}{f'?done={done}' if done else ''}", 303)


def _party(asking: Asking, id_: str) -> dict[str, Any]:
    return body(asking, body_row(asking, id_))


def _parties_like(asking: Asking, asked: str, _: Identity) -> list[dict[str, Any]]:
    return found_parties(asking, Wanted(asked, limit=_OFFERED)).records


def _forms(asking: Asking, id_: str) -> list[dict[str, Any]]:
    return [_seen(one, mentions_of(asking, one["row"], _MENTIONS)) for one in names_of(asking, body_row(asking, id_))]


def _person(asking: Asking, id_: str) -> dict[str, Any]:
    return person_head(asking, person_of(asking, id_))


def _persons_like(asking: Asking, asked: str, identity: Identity) -> list[dict[str, Any]]:
    found = found_persons(asking, identity, called=asked, limit=_OFFERED).records
    return [{**msgspec.structs.asdict(one), "about": "; ".join(one.posts[:2])} for one in found]


def _stands(asking: Asking, id_: str) -> list[dict[str, Any]]:
    return [_seen(one, mentions_at(asking, one["row"], _MENTIONS)) for one in stands_of(asking, person_of(asking, id_))]


def _seen(one: Mapping[str, Any], seen: list[dict[str, Any]]) -> dict[str, Any]:
    return {**one, "seen": seen}


PARTIES = Alike("/parties", _party, _parties_like, _forms)
PERSONS = Alike("/persons", _person, _persons_like, _stands)
