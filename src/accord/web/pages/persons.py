"""Persons: the list by name in any script, and one with posts, agreements, meetings, words, and who came before and after."""

from typing import Any

import msgspec
from fastapi import APIRouter, Depends
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.insight.profiles import body_row
from accord.register import Asking, PersonPage, person_page
from accord.register.asking.persons import person_of, persons_called
from accord.register.pages.parties import body, decision_told
from accord.register.pages.person_lists import beside, found_persons, holders_beside, spoken_by
from accord.web.pages.tenure import spread
from accord.web.paging import at_page
from accord.web.safety.guards import needs
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_REVIEW = [Depends(needs("review"))]
_SPOKEN = 8  # undertakings that are shown
_SHOWN = 20  # agreements, meetings and sentences of a kind that are shown at first
_ELSE = 10  # persons whose name is spelt otherwise that are offered


@router.get("/persons")
def persons(visit: Here, name: str = "", body: str = "") -> Response:
    """Show one page of the persons that are asked for."""
    limit, offset = at_page(visit.request.query_params)
    with visit.asking() as asking:
        where = _body(asking, body) if body.strip() else None
        found = found_persons(
            asking, visit.house.identity, called=name, body=where["id"] if where else "", limit=limit, offset=offset
        )
        shown = {one.id for one in found.records}
        called = (
            persons_called(asking, name, visit.house.identity)
            if name.strip() and not where and found.total < _ELSE
            else []
        )
        others = [one for one in called if one.id not in shown][:_ELSE]
    return visit.page("persons/list.html", found=found, others=others, called=name.strip(), where=where)


@router.get("/persons/{id_}")
def person(visit: Here, id_: str, done: str = "", all: str = "") -> Response:
    """Show what is known of a person: the newest of each kind, or `all`."""
    identity = visit.house.identity
    with visit.asking() as asking:
        most = None if all else _SHOWN
        one = person_page(asking, id_, identity, language=visit.language, most=most)
        bodies = {held.body: _body(asking, held.body) for held in one.posts if held.body}
        shown: dict[str, Any] = {
            "one": one,
            "posts": _posts(asking, one, visit),
            "bodies": bodies,
            "spoken": spoken_by(asking, person_of(asking, one.id), _SPOKEN),
            "decided": decision_told(asking, done),
            "most": most,
        }
    return visit.page("persons/one.html", **shown)


def _posts(asking: Asking, one: PersonPage, visit: Visit) -> list[dict[str, Any]]:
    """Return the posts, the latest first, laid out over time, each with who held it before and after."""
    held = sorted(one.posts, key=lambda post: (post.last or "", post.first or ""), reverse=True)
    holders = holders_beside(asking, one.id, (post.body for post in held if post.body))
    told = [{**msgspec.structs.asdict(post), "beside": beside(post, holders, visit.house.identity)} for post in held]
    return spread(told)


def _body(asking: Asking, id_: str | None) -> dict[str, Any] | None:
    try:
        return body(asking, body_row(asking, id_ or ""))
    except NotFoundError:
        return None
