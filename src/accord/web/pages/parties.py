"""Bodies: the list, what is shown as a file, and the profile of one with the words behind every line.

In:  filters, sort and page in the address; the id of a body.
"""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Depends
from starlette.datastructures import QueryParams
from starlette.responses import Response

from accord.insight import Kept
from accord.insight.profiles import HEADINGS, profile
from accord.model import terms
from accord.register import Asking, Identity, Page, proposals
from accord.register.pages.parties import SORTS, Wanted, decision_told, found_parties, ranked
from accord.web.files import as_file, known_ending
from accord.web.pages.tenure import spread
from accord.web.paging import at_page
from accord.web.safety.guards import needs
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_FILTERS = ("kind", "region", "contracting")
_MOST = 100_000  # records of a file
_COLUMNS = (
    "id",
    "name",
    "name_en",
    "name_zh",
    "kind",
    "region",
    "region_code",
    "agreements",
    "documents",
    "latest",
    "names",
)
_RANKED = Kept(ranked)
_REVIEW = [Depends(needs("review"))]


@router.get("/parties")
def parties(visit: Here) -> Response:
    """Show one page of the bodies that are asked for."""
    asked = visit.request.query_params
    with visit.asking() as asking:
        found = _found(visit, asking, at_page(asked))
    return visit.page(
        "parties/list.html",
        found=found,
        chosen=_chosen(asked),
        called=asked.get("name", "").strip(),
        sort=_sort(asked),
        kinds=terms.members(terms.PartyKind),
    )


@router.get("/parties.{ending}", dependencies=[Depends(needs("export"))])
def parties_file(visit: Here, ending: str) -> Response:
    """Return exactly the bodies that the list shows with the same address, as a file."""
    known_ending(ending)
    with visit.asking() as asking:
        found = _found(visit, asking, (_MOST, 0), exactly=True)
    name, region = f"name_{visit.language}", f"region_{visit.language}"
    records = [{**one, "name": one[name] or one["name"], "region": one[region]} for one in found.records]
    return as_file("parties", ending, records, _COLUMNS)


@router.get("/parties/{id_}")
def party(visit: Here, id_: str, done: str = "") -> Response:
    """Show what is known of a body."""
    with visit.asking() as asking:
        known = profile(asking, id_)
        alike = proposals(asking, kind="merge", party=known.body["id"], limit=5).records if visit.may("review") else []
        decided = decision_told(asking, done)
    return visit.page(
        "parties/one.html",
        known=known,
        one=known.body,
        headings=HEADINGS,
        posts=spread(_seats(known.posts, visit.house.identity)),
        alike=alike,
        decided=decided,
    )


def _seats(posts: Iterable[dict[str, Any]], identity: Identity) -> list[dict[str, Any]]:
    """Return the posts with those of one person that are one in two languages, or two wordings, put together."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in posts:
        word = one["post"] or ""
        key = (one["id"], identity.families((word,)) or word.casefold())
        known = found.setdefault(key, {**one, "posts": [], "documents": 0})
        known["posts"] += [word] if word and word not in known["posts"] else []
        known["documents"] += one["documents"]
        known["first"] = min(filter(None, (known["first"], one["first"])), default=None)
        known["last"] = max(filter(None, (known["last"], one["last"])), default=None)
    return list(found.values())


def _chosen(asked: QueryParams) -> dict[str, list[str]]:
    return {
        name: values for name in _FILTERS if (values := [one.strip() for one in asked.getlist(name) if one.strip()])
    }


def _sort(asked: QueryParams) -> str:
    return asked["sort"] if asked.get("sort") in SORTS else SORTS[0]


def _found(visit: Visit, asking: Asking, at: tuple[int, int], *, exactly: bool = False) -> Page:
    asked = visit.request.query_params
    wanted = Wanted(asked.get("name", ""), _chosen(asked), _sort(asked), visit.language, *at, exactly)
    return found_parties(asking, wanted, _RANKED.of(asking, visit.house.register.url))
