"""Agreements: the list with its facets, what is shown as a file, and one agreement with all that proves it.

In:  filters, sort and page in the address, so that a link is a saved view.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends
from starlette.datastructures import QueryParams
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.insight.course import Waits, course
from accord.register import LISTS, Asking, Page, list_records, show
from accord.register.asking.asking import in_language
from accord.register.asking.facets import facets
from accord.web.course import drawn
from accord.web.files import as_file, known_ending
from accord.web.later import FEW, likely_words, too_many
from accord.web.paging import at_page
from accord.web.safety.guards import needs
from accord.web.standing import today
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_FILTERS = ("party", "region", "sector", "kind", "status", "since", "until", "language", "place", "document")
_MOST = 100_000  # records of a file
_COLUMNS = (
    "id",
    "date",
    "kind",
    "status",
    "parties",
    "title",
    "place",
    "amount",
    "currency",
    "sectors",
    "regions",
    "reports",
)


@router.get("/agreements")
def agreements(visit: Here) -> Response:
    """Show one page of the agreements that are asked for."""
    asked = visit.request.query_params
    chosen, troubles = chosen_filters(asked), []
    with visit.asking() as asking:
        try:
            found = _found(visit, asking, asked, chosen)
            parted = facets(asking, filters=chosen, most=12, tally=visit.house.tally)
        except NotFoundError as error:
            troubles.append(visit.told(error))
            found, parted = Page([], 0, 0, 1), {}
        labels = _labels(asking, visit, chosen)
    return visit.page(
        "agreements/list.html",
        found=found,
        facets=parted,
        chosen=chosen,
        labels=labels,
        troubles=troubles,
        sorts=_SORTS,
    )


@router.get("/agreements.{ending}", dependencies=[Depends(needs("export"))])
def agreements_file(visit: Here, ending: str) -> Response:
    """Return exactly the agreements that the list shows with the same address, as a file."""
    known_ending(ending)
    asked = visit.request.query_params
    with visit.asking() as asking:
        found = list_records(asking, "agreements", filters=chosen_filters(asked), sort=_sort(asked), limit=_MOST)
    return as_file("agreements", ending, in_language(found.records, visit.language), _COLUMNS)


@router.get("/agreements/{id_}")
def agreement(visit: Here, id_: str) -> Response:
    """Show one agreement."""
    with visit.asking() as asking:
        found = show(asking, id_)
        if found["what"] != "agreement" or found["record"]["status"] == "rejected":
            raise NotFoundError("%(id)s is no agreement that stands; it was rejected, or is something else", id=id_)
        around = _around(asking, [one["document"] for one in found["reports"]])
        moments = course(asking, found, _waits(visit, asking), today(visit))
    mine, others = _first_told(found, visit.language)
    return visit.page(
        "agreements/one.html", found=found, one=found["record"], proofs=_proofs(found["evidence"]), around=around,
        mine=mine, others=others, moments=moments, picture=drawn(moments, today(visit)),
        in_line=_in_line(found),
    )  # fmt: skip


def _waits(visit: Visit, asking: Asking) -> list[Waits]:
    """Return what later news may say of promises and waits for a person; of many promises nothing, it stands on its own page."""
    if too_many(asking, FEW):
        return []
    return [
        Waits(one.link.promise.id, one.link.state, one.link.quote, one.document, one.published)
        for one in likely_words(visit, asking)
    ]


def chosen_filters(asked: QueryParams) -> dict[str, list[str]]:
    """Return the filters that an address states."""
    return {name: values for name in _FILTERS if (values := [one for one in asked.getlist(name) if one.strip()])}


_SORTS = {"-date": "date", "reports": "reports", "kind": "kind"}


def _sort(asked: QueryParams) -> str | None:
    wanted = asked.get("sort", "")
    return wanted if wanted.lstrip("-") in {name.lstrip("-") for name in LISTS["agreements"].sorts} else None


def _found(visit: Visit, asking: Asking, asked: QueryParams, chosen: Mapping[str, list[str]]) -> Page:
    (limit, offset), total = at_page(asked), visit.house.tally.total(asking, chosen)
    return list_records(
        asking, "agreements", filters=chosen, sort=_sort(asked), limit=limit, offset=offset, total=total
    )


def _labels(asking: Asking, visit: Visit, chosen: Mapping[str, list[str]]) -> dict[tuple[str, str], str]:
    """Return how chosen bodies and regions are called: the address holds their ids."""
    labels = {}
    name = f"name_{visit.language}"
    for id_ in chosen.get("party", ()):
        row = asking.execute(f"SELECT COALESCE({name}, name) FROM entity WHERE id = :id", {"id": id_}).scalar()
        labels["party", id_] = row or id_
    for code in chosen.get("region", ()):
        labels["region", code] = (
            asking.execute(f"SELECT {name} FROM region WHERE code = :id", {"id": code}).scalar() or code
        )
    return labels


def _in_line(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the agreements of a series and this one by day, as far as one is known."""
    every = [*found["series"]["agreements"], found["record"]] if found["series"] else []
    dated = [one for one in every if one["date"] or one["published"]]
    return sorted(dated, key=lambda one: (one["date"] or one["published"], one["published"] or "", one["id"]))


def _around(asking: Asking, documents: list[str]) -> dict[str, list[dict[str, object]]]:
    """Return the mechanisms, projects and progress that the documents which tell of it speak of."""
    found: dict[str, list[dict[str, object]]] = {"mechanisms": [], "projects": [], "progress": []}
    for name, records in found.items():
        for document in dict.fromkeys(documents):
            records += list_records(asking, name, filters={"document": [document]}, limit=50, total=0).records
    return found


def _first_told(found: dict[str, Any], language: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the commitments of the report that tells most of them in the person's language, and those of all others.

    Ten reports of one signing tell the same promises ten times; one report's own list is what a person wants first.
    """
    spoken = {one["document"]: one["language"][:2] == language for one in found["reports"]}
    told = Counter(one["document"] for one in found["commitments"])
    first = max(told, key=lambda one: (spoken.get(one, False), told[one], one), default=None)
    parts: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])
    for one in found["commitments"]:
        parts[one["document"] != first].append(one)
    return parts


def _proofs(evidence: list[dict[str, object]]) -> dict[str, list[dict[str, object]]]:
    """Return the evidence by the field that it proves; `""` holds the words that tell of the agreement as a whole."""
    made: dict[str, list[dict[str, object]]] = {}
    for one in evidence:
        made.setdefault(str(one["field"] or "") if one["role"] == "because" else str(one["role"]), []).append(one)
    return made
