"""Network: who agrees with whom, as a picture and as a table; what is around one body, and what two have agreed.

In:  filters in the address, and `party` for what is around one body.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from fastapi import APIRouter, Depends
from starlette.responses import JSONResponse, Response

from accord.errors import NotFoundError
from accord.exchange import write_csv
from accord.insight import Graph, Network, Ties, around, brought_in, network, partners, strongest
from accord.model.labels import label
from accord.register import Asking, Page, entity_of, list_records, search
from accord.register.asking.asking import names_in
from accord.web.pages.drawn import ROWS, agreements_behind, asked_in, choices, filters_behind, kept, page_at, ties_of
from accord.web.safety.guards import needs
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_FOUND = 8  # bodies that a name may mean
_LATEST = 6  # agreements, and partners, of a body
_MOST = 100_000  # rows of a file
_COLUMNS = ("left", "left_name", "right", "right_name", "agreements")
_NAMED = f"SELECT e.row, e.id, e.name, {names_in('e')}, e.kind FROM entity e WHERE e.row IN ({{rows}})"


@router.get("/network")
def network_page(visit: Here, party: str = "", q: str = "") -> Response:
    """Show the strongest ties, or what is around one body."""
    with visit.asking() as asking:
        ties, found = _network(visit, asking)
        focus = _body(asking, ties, party) if party else None
        graph = strongest(found) if focus is None else around(found, focus)
        begin, last = page_at(visit.request.query_params, len(found.left))
        shown = zip(
            *(one[begin : begin + ROWS].tolist() for one in (found.left, found.right, found.counts)), strict=True
        )
        pairs = list(shown)
        bodies = _named(asking, ties, {*graph.bodies, *(one for pair in pairs for one in pair[:2])})
        values: dict[str, Any] = {
            "graph": _told(visit, graph, found, bodies),
            "drawn": (len(graph.bodies), found.bodies, len(graph.ties), len(found.left)),
            "kinds_drawn": sorted({bodies[one]["kind"] for one in graph.bodies}),
            "pairs": [(bodies[left], bodies[right], many) for left, right, many in pairs],
            "paging": (begin, last),
            "focus": bodies.get(focus) if focus is not None else None,
            "lost": party if party and focus is None else "",
            "matches": _matches(asking, ties, q) if q.strip() else [],
            "q": q,
            **choices(asking, visit, asked_in(visit.request.query_params), found.years),
        }
    return visit.page("network/network.html", **values)


@router.get("/network/body/{id_}")
def body(visit: Here, id_: str) -> Response:
    """Show one body of the picture: with whom it agrees, and what it agreed lately."""
    with visit.asking() as asking:
        ties, found = _network(visit, asking)
        one = _known(asking, ties, id_)
        who, counts = partners(found, one)
        bodies = _named(asking, ties, {one, *who[:_LATEST].tolist()})
        latest = _latest(visit, asking, [bodies[one]["id"]])
    with_whom = [(bodies[other], many) for other, many in zip(who[:_LATEST].tolist(), counts.tolist(), strict=False)]
    return _at(visit, [bodies[one]], latest, partners=with_whom, of=len(who))


@router.get("/network/tie/{left}/{right}")
def tie(visit: Here, left: str, right: str) -> Response:
    """Show what two bodies of the picture have agreed."""
    with visit.asking() as asking:
        ties = ties_of(visit, asking)
        ends = [_known(asking, ties, one) for one in (left, right)]
        bodies = _named(asking, ties, ends)
        latest = _latest(visit, asking, [bodies[one]["id"] for one in ends])
    return _at(visit, [bodies[one] for one in ends], latest)


@router.get("/network/around/{id_}")
def more(visit: Here, id_: str) -> Response:
    """Return a body with its partners, for a picture that takes them in."""
    with visit.asking() as asking:
        ties, found = _network(visit, asking)
        graph = brought_in(found, _known(asking, ties, id_))
        bodies = _named(asking, ties, {*graph.bodies, *(one for tie in graph.ties for one in tie[:2])})
    return JSONResponse(_told(visit, graph, found, bodies))


@router.get("/network.{ending}", dependencies=[Depends(needs("export"))])
def network_file(visit: Here, ending: str) -> Response:
    """Return every pair of bodies that agree, under the filters of the address."""
    if ending != "csv":
        raise NotFoundError("there is no such file; there are: %(all)s", all=["csv"])
    with visit.asking() as asking:
        ties, found = _network(visit, asking)
        rows = list(zip(*(one[:_MOST].tolist() for one in (found.left, found.right, found.counts)), strict=True))
        bodies = _named(asking, ties, {one for row in rows for one in row[:2]})
    records = (
        dict(zip(_COLUMNS, (*_written(visit, bodies[left]), *_written(visit, bodies[right]), many), strict=True))
        for left, right, many in rows
    )
    to = BytesIO()
    write_csv(records, _COLUMNS, to, bom=True)
    named = {"Content-Disposition": 'attachment; filename="network.csv"'}
    return Response(to.getvalue(), media_type="text/csv; charset=utf-8", headers=named)


def _network(visit: Visit, asking: Asking) -> tuple[Ties, Network]:
    ties = ties_of(visit, asking)
    return ties, network(ties, ties.among(asking, asked_in(visit.request.query_params)))


def _body(asking: Asking, ties: Ties, id_: str) -> int | None:
    row = entity_of(asking, id_)
    return None if row is None else ties.body_at(row)


def _known(asking: Asking, ties: Ties, id_: str) -> int:
    found = _body(asking, ties, id_)
    if found is None:
        raise NotFoundError("%(id)s has no agreement with anybody, or is no body at all", id=id_)
    return found


def _named(asking: Asking, ties: Ties, bodies: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the names and kind of bodies, each under its place in `Ties`."""
    by_row = {int(ties.rows[one]): one for one in bodies}
    found, rows = {}, sorted(by_row)
    for start in range(0, len(rows), 5_000):
        listed = ", ".join(map(str, rows[start : start + 5_000]))
        for record in asking.execute(_NAMED.replace("{rows}", listed)).mappings():
            found[by_row[record.pop("row")]] = record
    return found


def _told(visit: Visit, graph: Graph, found: Network, bodies: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """Return a graph as the script draws it."""
    drawn = [
        {
            "id": bodies[one]["id"],
            "name": _name(visit, bodies[one]),
            "kind": bodies[one]["kind"],
            "told": label("PartyKind", bodies[one]["kind"], visit.language),
            "n": int(found.weight[one]),
        }
        for one in graph.bodies
    ]
    return {
        "bodies": drawn,
        "ties": [[bodies[left]["id"], bodies[right]["id"], many] for left, right, many in graph.ties],
    }


def _name(visit: Visit, record: dict[str, Any]) -> str:
    return str(record.get(f"name_{visit.language}") or record["name"])


def _written(visit: Visit, record: dict[str, Any]) -> tuple[str, str]:
    return record["id"], _name(visit, record)


def _matches(asking: Asking, ties: Ties, q: str) -> list[dict[str, Any]]:
    """Return the bodies with agreements that words may mean."""
    rows = {hit.id: entity_of(asking, hit.id) for hit in search(asking, q, scopes=("parties",), limit=4 * _FOUND)}
    places = [ties.body_at(row) for row in rows.values() if row is not None]
    return list(_named(asking, ties, [one for one in places if one is not None]).values())[:_FOUND]


def _latest(visit: Visit, asking: Asking, parties: list[str]) -> Page:
    """Return the newest agreements in which all these take part, under the filters of the address."""
    filters = filters_behind(asked_in(visit.request.query_params), party=parties)
    return list_records(asking, "agreements", filters=filters, limit=_LATEST)


def _at(visit: Visit, bodies: list[dict[str, Any]], latest: Page, **more: Any) -> Response:  # noqa: ANN401 - what a template shows
    """Return what is told of a body, or of two, in the picture: a page of its own, or the part beside the picture."""
    asked = asked_in(visit.request.query_params)
    nothing: dict[str, Any] = {"partners": [], "of": 0}
    return visit.page(
        "network/at.html",
        **(nothing | more),
        bodies=bodies,
        latest=latest,
        there=agreements_behind(asked, party=[one["id"] for one in bodies]),
        kept=kept(asked),
    )
