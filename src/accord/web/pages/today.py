"""Today: what came in, what waits, what changed; and one search box over everything."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends
from starlette.responses import Response

from accord.flows.watches import look
from accord.register import Asking, list_records, quarantined, search
from accord.register.accounts.watches import watches_of
from accord.register.asking.searching import Scope
from accord.register.decisions.chronicle import decision_pages
from accord.web.news import news_of, really_looks, watcher
from accord.web.safety.guards import needs
from accord.web.visit import Here, Visit
from accord.web.waiting import Wanted, waiting

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_SHOWN = 6  # of each kind: a page that is read at a glance
_FOUND = 12  # of each kind, of what was searched
_AT_ONCE = 4  # of each kind, while somebody types
_SCOPES: tuple[Scope, ...] = ("parties", "persons", "facts", "documents")
_LEAST = 2  # characters: two Chinese ones are a word


@router.get("/")
def today(visit: Here) -> Response:
    """Show what is new and what waits for a person; what is new of what he watches counts as seen then."""
    person = visit.session.person
    with visit.asking() as asking:
        fresh = [one for one in news_of(visit.house, asking, person) if not one.seen]
        shown: dict[str, Any] = {
            "counts": visit.once(asking, "counts", lambda: _counts(asking)),
            "news": list_records(asking, "agreements", sort="-published", limit=_SHOWN, total=0).records,
            "commitments": list_records(asking, "commitments", limit=_SHOWN, total=0).records,
            "waiting": waiting(visit.house, asking, Wanted(limit=_SHOWN)),
            "refused": quarantined(asking)[:_SHOWN],
            "decisions": decision_pages(asking, limit=_SHOWN).records,
            "watched": {"news": fresh[:_SHOWN], "more": len(fresh[_SHOWN:]), "held": len(watches_of(asking, person))},
        }
    page = visit.page("today/today.html", **shown)
    if really_looks(visit.request) and not visit.request.query_params.get("again"):
        look(watcher(visit.house, person), fresh[:_SHOWN])
    return page


@router.get("/search")
def searched(visit: Here, q: str = "") -> Response:
    """Show what holds the words: bodies, persons, agreements and other facts, documents."""
    return visit.page("today/search.html", **_hits(visit, q, _FOUND))


@router.get("/search/hits")
def hits(visit: Here, q: str = "") -> Response:
    """Show a few of each kind, while somebody types."""
    return visit.page("today/hits.html", **_hits(visit, q if len(q.strip()) >= _LEAST else "", _AT_ONCE))


def _hits(visit: Visit, q: str, most: int) -> dict[str, Any]:
    with visit.asking() as asking:
        found = search(asking, q, limit=most) if q.strip() else []
        bodies = _bodies(asking, [one.id for one in found if one.scope == "parties"])
    scopes = [(scope, [one for one in found if one.scope == scope]) for scope in _SCOPES]
    return {"q": q, "scopes": scopes, "bodies": bodies, "total": len(found)}


def _counts(asking: Asking) -> Mapping[str, int]:
    """Return how many there are of each; from indexes, so that a large register answers at once."""
    asked = {
        "agreements": "SELECT COUNT(*) FROM agreement",
        "parties": "SELECT COUNT(*) FROM entity",
        "commitments": "SELECT COUNT(*) FROM fact WHERE kind = 'commitment'",
        "documents": "SELECT COUNT(*) FROM unit WHERE text IS NOT NULL",
    }
    return {name: int(asking.execute(one).scalar()) for name, one in asked.items()}


def _bodies(asking: Asking, ids: list[str]) -> dict[str, dict[str, Any]]:
    """Return the names of bodies in each language by their id."""
    if not ids:
        return {}
    names = {f"id{number}": id_ for number, id_ in enumerate(ids)}
    asked = (
        f"SELECT id, name, name_en, name_zh, kind FROM entity WHERE id IN ({', '.join(f':{name}' for name in names)})"
    )
    return {row["id"]: row for row in asking.execute(asked, names).mappings()}
