"""Rates: how much of what was signed has started and produces, how many of the promises that can be checked are delivered.

In:  part, dimension, page in the address.
Out: the page with intervals and a trend; the items behind each number, as a page and as files.
"""

import re
from collections.abc import Sequence
from typing import Any, get_args

from fastapi import APIRouter, Depends
from starlette.datastructures import QueryParams
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.follow.counting import RATES
from accord.follow.counting.rates import Share
from accord.follow.thresholds import threshold
from accord.insight.cases import QUARTER
from accord.insight.shares import BY, PROJECTS, Shares, items_behind
from accord.insight.told import rate_lines
from accord.model.labels import label
from accord.model.terms import Sector
from accord.register import Asking, Page
from accord.register.asking.asking import entity_of, parties_meant
from accord.register.asking.rated import Part
from accord.register.asking.ventures import places_meant
from accord.register.pages.named_projects import quoted
from accord.register.pages.ventures import group_names, promises_in_brief
from accord.web.counted import shares_today, shown, undated_today
from accord.web.files import as_file, known_ending
from accord.web.paging import at_page
from accord.web.safety.guards import needs
from accord.web.standing import today
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_PARTS = ("reached", "cases", "silent")
_QUARTERS = re.compile(r"\d{4}(?:-Q[1-4])?")
_MOST = 100_000  # items of a file
_TOGETHER = 2_000  # items of a file that are looked up together
_TREND = 40  # quarters that are drawn: the last ten years
_RATE = ("rate", "group", "name", "reached", "cases", "share", "low", "high", "too_few", "silent")
_COLUMNS = ("id", "what", "day", "stage_or_state", "parties", "quote", "document")


@router.get("/rates")
def rates(visit: Here) -> Response:
    """Show the rates of the part that is asked for."""
    asked, trouble = visit.request.query_params, ""
    by, (limit, offset) = _by(asked), at_page(asked)
    with visit.asking() as asking:
        try:
            part = _part(visit, asking, asked)
        except NotFoundError as error:
            part, trouble = Part(today(visit).isoformat(), (("partner", ()),)), visit.told(error)
        told, quarters = (shares_today(visit.house, asking, part, each) for each in (by, QUARTER))
        groups = told.groups(offset, offset + limit)
        undated = undated_today(visit.house, asking, part)
        names = {by: group_names(asking, by, (key for key, _ in groups))}
    found = Page(groups, len(told), offset, limit)  # type: ignore[arg-type]
    return visit.page(
        "rates/rates.html", told=told, groups=found, trend=quarters.groups(max(0, len(quarters) - _TREND)), by=by,
        dimensions=BY, kinds=list(RATES), names=names, chosen=_chosen(asked), sectors=get_args(Sector), trouble=trouble,
        least=threshold("smallest_denominator").value, day=part.today, undated=undated,
    )  # fmt: skip


@router.get("/rates.{ending}", dependencies=[Depends(needs("export"))])
def rates_file(visit: Here, ending: str) -> Response:
    """Return the rates of all groups that the page shows with the same address, as a file."""
    known_ending(ending)
    asked = visit.request.query_params
    with visit.asking() as asking:
        by = _by(asked)
        told = shares_today(visit.house, asking, _part(visit, asking, asked), by)
        names = group_names(asking, by, (key for key, _ in told.groups()))
    return as_file("rates", ending, rate_lines(told, by, names, visit.language), _RATE)


@router.get("/rates/items")
def items(visit: Here) -> Response:
    """Show what a number is made of."""
    asked = visit.request.query_params
    limit, offset = at_page(asked)
    key, by = asked.get("key", ""), _by(asked)
    with visit.asking() as asking:
        part = _part(visit, asking, asked)
        rate = _asked_rate(shares_today(visit.house, asking, part, by), asked)
        found = items_behind(asking, part, rate, _which(asked), _group(asking, by, key), (limit, offset))
        records = _items(visit, asking, found, project=rate.kind in PROJECTS)
        names = {by: group_names(asking, by, [key] if key else [])}
    return visit.page(
        "rates/items.html", rate=rate, found=Page(records, getattr(rate, _which(asked)), offset, limit), part=_which(asked),
        names=names, by=by, key=key, is_project=rate.kind in PROJECTS,
    )  # fmt: skip


@router.get("/rates/items.{ending}", dependencies=[Depends(needs("export"))])
def items_file(visit: Here, ending: str) -> Response:
    """Return what a number is made of, as a file."""
    known_ending(ending)
    asked, by = visit.request.query_params, _by(visit.request.query_params)
    records: list[dict[str, Any]] = []
    with visit.asking() as asking:
        part = _part(visit, asking, asked)
        rate = _asked_rate(shares_today(visit.house, asking, part, by), asked)
        group = _group(asking, by, asked.get("key", ""))
        found = items_behind(asking, part, rate, _which(asked), group, (_MOST, 0))
        for at in range(0, len(found), _TOGETHER):
            records += _items(visit, asking, found[at : at + _TOGETHER], project=rate.kind in PROJECTS)
    return as_file("items", ending, records, _COLUMNS)


def _asked_rate(told: Shares, asked: QueryParams) -> Share:
    """Return the rate that an address names.

    Raises:
        NotFoundError: There is no such rate, or nothing is of that group.
    """
    group = told.group(asked["key"]) if asked.get("key") else told.over
    rate = {str(kind): rate for kind, rate in group.items()}.get(asked.get("kind", ""))
    if rate is None:
        raise NotFoundError("there is no such rate; there are: %(all)s", all=list(RATES))
    return rate


def _group(asking: Asking, by: str, key: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the group of a key; a body is known by its row."""
    return (by, (str(entity_of(asking, key)) if by == "partner" else key,)) if key else None


def _part(visit: Visit, asking: Asking, asked: QueryParams) -> Part:
    """Return the part that an address asks for.

    Raises:
        NotFoundError: No body goes by a name.
    """
    groups: list[tuple[str, tuple[str, ...]]] = []
    for name, value in _chosen(asked).items():
        if name == "partner":
            groups.append((name, tuple(map(str, parties_meant(asking, value)))))
        elif name == "sector":
            groups.append((name, (value,)))
        elif name == "district":
            groups.append((name, tuple(places_meant(asking, value))))
    since, until = (_chosen(asked).get(name, "") for name in ("since", "until"))
    return Part(today(visit).isoformat(), tuple(groups), _quarter(since, "1"), _quarter(until, "4"))


def _quarter(text: str, of_year: str) -> str:
    return text if not text or "Q" in text else f"{text}-Q{of_year}"


def _chosen(asked: QueryParams) -> dict[str, str]:
    """Return the filters that an address states; what is no sector and no quarter is not asked for."""
    found = {name: asked.get(name, "").strip() for name in ("partner", "sector", "district", "since", "until")}
    if found["sector"] not in get_args(Sector):
        found["sector"] = ""
    for name in ("since", "until"):
        found[name] = found[name].upper()
        if not _QUARTERS.fullmatch(found[name]):
            found[name] = ""
    return {name: value for name, value in found.items() if value}


def _by(asked: QueryParams) -> str:
    return asked["by"] if asked.get("by") in BY else BY[1]


def _which(asked: QueryParams) -> str:
    return asked["part"] if asked.get("part") in _PARTS else _PARTS[0]


def _items(visit: Visit, asking: Asking, found: Sequence[tuple[str, int]], *, project: bool) -> list[dict[str, Any]]:
    """Return projects or promises, by ids and rows, as a list shows them."""
    told = _projects(visit, asking, found) if project else _promises(visit, asking, found)
    bodies = group_names(asking, "partner", {body for one in told for body in one["parties"]})
    words = quoted(asking, (one["fact"] for one in told))
    for one in told:
        said = words[one["fact"]]
        one["parties"] = [{"id": id_, "name": bodies.get(id_, {}).get(visit.language) or id_} for id_ in one["parties"]]
        one |= {"quote": said["quote"] or "", "document": said["document"], "title": said["title"] or said["source"]}
    return told


def _projects(visit: Visit, asking: Asking, found: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    _, every = shown(asking, [(row, id_) for id_, row in found], today(visit))
    return [
        {
            "id": one.id, "what": "project", "day": one.first or "",
            "stage_or_state": label("Stage", one.standing.stage, visit.language) if one.standing.stage else "",
            "parties": one.parties, "fact": one.signings[0],
        }
        for one in every
    ]  # fmt: skip


def _promises(visit: Visit, asking: Asking, found: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    brief = promises_in_brief(asking, [row for _, row in found])
    return [
        {
            "id": id_, "what": "promise", "day": brief[row]["published"] or "",
            "stage_or_state": label("State", brief[row]["state"], visit.language),
            "parties": brief[row]["actors"], "fact": id_,
        }
        for id_, row in found
    ]  # fmt: skip
