"""Map: regions as points on a plain ground, and what flows between them; a table says the same.

In:  filters in the address, `level`: provinces, or cities; and `reach`: China, or the world.

We draw no border and no coast: a map that is shown needs approval. An office's own approved one is drawn under the points.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from fastapi import APIRouter, Depends
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.exchange import write_csv
from accord.insight import LEVELS, Atlas, atlas
from accord.register import Asking, list_records
from accord.register.asking.asking import names_in
from accord.web.pages.drawn import ROWS, agreements_behind, asked_in, choices, filters_behind, kept, page_at, ties_of
from accord.web.pages.ground import ground_of
from accord.web.pages.plotted import plotted
from accord.web.safety.guards import needs
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

REACHES = ("home", "world")
_LATEST = 6
_PLACES = 40  # rows of the table of places
_FLOWS = ("left", "left_name", "right", "right_name", "agreements")
_COUNTS = ("code", "name", "agreements", "lon", "lat")
_NAMED = f"SELECT r.code, r.level, {names_in('r')} FROM region r WHERE r.code IN ({{codes}})"


@router.get("/map")
def map_page(visit: Here) -> Response:
    """Show the regions and what flows between them."""
    query = visit.request.query_params
    with visit.asking() as asking:
        everywhere = _atlas(visit, asking)
        home = everywhere.at_home()
        found = everywhere if _reach(visit) == "world" else home
        begin, last = page_at(query, len(found.counts))
        flows = found.flows(begin, ROWS)
        shown = [one.code for one in (*found.places, *found.abroad)]
        names = _named(asking, shown)
        ground = ground_of(visit.house.register)
        spoken = {code: _name(visit, names, code) for code in shown}
        question = ("map", visit.language, _level(visit), _reach(visit), asked_in(query), ground)
        values: dict[str, Any] = {
            "plot": visit.once(asking, question, lambda: plotted(found, spoken, ground)),
            "found": found,
            "flows": flows,
            "places": found.places[:_PLACES],
            "names": names,
            "paging": (begin, last),
            "level": _level(visit),
            "levels": LEVELS,
            "reach": _reach(visit),
            "reaches": REACHES if home is not everywhere else (),
            "ground": ground,
            **choices(asking, visit, asked_in(query), found.years),
        }
    return visit.page("map/map.html", **values)


@router.get("/map/at/{code}")
def place(visit: Here, code: str) -> Response:
    """Show one place: with which others it agrees, and what was agreed lately."""
    with visit.asking() as asking:
        with_whom = _atlas(visit, asking).partners(code)
        shown = with_whom[:_LATEST]
        return _at(visit, asking, [code], partners=shown, of=len(with_whom))


@router.get("/map/flow/{left}/{right}")
def flow(visit: Here, left: str, right: str) -> Response:
    """Show what bodies of two places have agreed."""
    with visit.asking() as asking:
        return _at(visit, asking, [left, right])


@router.get("/map.{ending}", dependencies=[Depends(needs("export"))])
def map_file(visit: Here, ending: str, what: str = "flows") -> Response:
    """Return every flow, or every place (`what=places`), under the filters of the address."""
    if ending != "csv":
        raise NotFoundError("there is no such file; there are: %(all)s", all=["csv"])
    with visit.asking() as asking:
        found = _atlas(visit, asking)
        everywhere = [*found.places, *found.abroad]
        names = _named(asking, [one.code for one in everywhere])
    rows: Iterable[tuple[object, ...]]
    if what == "places":
        columns = _COUNTS
        rows = [
            (one.code, _name(visit, names, one.code), one.agreements, *(one.at or (None, None))) for one in everywhere
        ]
    else:
        columns = _FLOWS
        rows = [
            (one.left, _name(visit, names, one.left), one.right, _name(visit, names, one.right), one.agreements)
            for one in found.flows()
        ]
    to = BytesIO()
    write_csv((dict(zip(columns, row, strict=True)) for row in rows), columns, to, bom=True)
    named = {"Content-Disposition": f'attachment; filename="map-{"places" if columns is _COUNTS else "flows"}.csv"'}
    return Response(to.getvalue(), media_type="text/csv; charset=utf-8", headers=named)


def _level(visit: Visit) -> str:
    asked = visit.request.query_params.get("level", "")
    return asked if asked in LEVELS else LEVELS[0]


def _reach(visit: Visit) -> str:
    asked = visit.request.query_params.get("reach", "")
    return asked if asked in REACHES else REACHES[0]


def _atlas(visit: Visit, asking: Asking) -> Atlas:
    ties = ties_of(visit, asking)
    return atlas(ties, ties.among(asking, asked_in(visit.request.query_params)), _level(visit))


def _named(asking: Asking, codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the names of places by their code."""
    values = {f"c{number}": code for number, code in enumerate(dict.fromkeys(codes))}
    asked = _NAMED.replace("{codes}", ", ".join(f":{name}" for name in values) or "NULL")
    return {row["code"]: row for row in asking.execute(asked, values).mappings()}


def _name(visit: Visit, names: dict[str, dict[str, Any]], code: str) -> str:
    return str(names.get(code, {}).get(f"name_{visit.language}") or code)


def _at(visit: Visit, asking: Asking, codes: list[str], **more: Any) -> Response:  # noqa: ANN401 - what a template shows
    """Return what is told of a place, or of two: a page of its own, or the part beside the picture."""
    asked = asked_in(visit.request.query_params)
    nothing: dict[str, Any] = {"partners": [], "of": 0}
    partners = more.get("partners", [])
    names = _named(asking, [*codes, *(code for code, _ in partners)])
    if any(code not in names for code in codes):
        unknown = [code for code in codes if code not in names]
        raise NotFoundError("no body of an agreement is in %(codes)s", codes=unknown)
    latest = list_records(asking, "agreements", filters=filters_behind(asked, region=codes), limit=_LATEST)
    return visit.page(
        "map/at.html",
        **(nothing | more),
        codes=codes,
        names=names,
        latest=latest,
        there=agreements_behind(asked, region=codes),
        kept=kept(asked) | {"level": _level(visit), "reach": _reach(visit)},
    )
