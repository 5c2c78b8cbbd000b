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
from accord.follow.counting.rates import Rate
from accord.follow.thresholds import threshold
from accord.insight.cases import QUARTER
from accord.insight.known import Known
from accord.insight.rates import BY, PROJECTS, Part, kinds
from accord.insight.told import rate_lines
from accord.model.labels import label
from accord.model.terms import Sector
from accord.register import Asking, Page
from accord.register.asking.asking import parties_meant
from accord.register.pages.between import bodies_told
from accord.register.pages.named_projects import quoted
from accord.web.counted import projects_today, rates_today, without_quarter_today
from accord.web.counting import Held
from accord.web.files import as_file, known_ending
from accord.web.paging import at_page
from accord.web.safety.guards import needs
from accord.web.standing import held_today, is_fresh
from accord.web.visit import Here

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_PARTS = ("reached", "cases", "silent")
_QUARTERS = re.compile(r"\d{4}(?:-Q[1-4])?")
_MOST = 100_000  # items of a file
_TREND = 40  # quarters that are drawn: the last ten years
_RATE = ("rate", "group", "name", "reached", "cases", "share", "low", "high", "too_few", "silent")
_COLUMNS = ("id", "what", "day", "stage_or_state", "parties", "quote", "document")


@router.get("/rates")
def rates(visit: Here) -> Response:
    """Show the rates of the part that is asked for."""
    asked, trouble = visit.request.query_params, ""
    by, (limit, offset) = _by(asked), at_page(asked)
    with visit.asking() as asking:
        held = held_today(visit, asking)
        of = held.of
        try:
            part = _part(asking, of, asked)
        except NotFoundError as error:
            part, trouble = Part((("partner", frozenset()),)), visit.told(error)
        told, trend = rates_today(held, part, by), rates_today(held, part, QUARTER).groups[-_TREND:]
        fresh, undated = is_fresh(held, asking), without_quarter_today(held, part)
    groups = Page(told.groups[offset : offset + limit], len(told.groups), offset, limit)  # type: ignore[arg-type]
    return visit.page(
        "rates/rates.html", told=told, groups=groups, trend=trend, by=by, dimensions=BY, kinds=kinds(), names=of.names,
        chosen=_chosen(asked), sectors=get_args(Sector), least=threshold("smallest_denominator").value, trouble=trouble,
        day=of.as_of.isoformat(), fresh=fresh, undated=undated,
    )  # fmt: skip


@router.get("/rates.{ending}", dependencies=[Depends(needs("export"))])
def rates_file(visit: Here, ending: str) -> Response:
    """Return the rates of all groups that the page shows with the same address, as a file."""
    known_ending(ending)
    asked = visit.request.query_params
    with visit.asking() as asking:
        held = held_today(visit, asking)
        of, told = held.of, rates_today(held, _part(asking, held.of, asked), _by(asked))
    lines = rate_lines(told, _by(asked), of, visit.language)
    return as_file("rates", ending, lines, _RATE)


@router.get("/rates/items")
def items(visit: Here) -> Response:
    """Show what a number is made of."""
    asked = visit.request.query_params
    limit, offset = at_page(asked)
    with visit.asking() as asking:
        held = held_today(visit, asking)
        of, rate = held.of, _asked_rate(held, asking, asked)
        ids = getattr(rate, _which(asked))
        records = _items(held, asking, ids[offset : offset + limit], visit.language, project=rate.kind in PROJECTS)
    return visit.page(
        "rates/items.html", rate=rate, found=Page(records, len(ids), offset, limit), part=_which(asked), names=of.names,
        by=_by(asked), key=asked.get("key", ""), is_project=rate.kind in PROJECTS, of=of,
    )  # fmt: skip


@router.get("/rates/items.{ending}", dependencies=[Depends(needs("export"))])
def items_file(visit: Here, ending: str) -> Response:
    """Return what a number is made of, as a file."""
    known_ending(ending)
    with visit.asking() as asking:
        held, asked = held_today(visit, asking), visit.request.query_params
        rate = _asked_rate(held, asking, asked)
        ids = getattr(rate, _which(asked))[:_MOST]
        records = _items(held, asking, ids, visit.language, project=rate.kind in PROJECTS)
    return as_file("items", ending, records, _COLUMNS)


def _asked_rate(held: Held, asking: Asking, asked: QueryParams) -> Rate:
    """Return the rate that an address names.

    Raises:
        NotFoundError: There is no such rate, or nothing is of that group.
    """
    told = rates_today(held, _part(asking, held.of, asked), _by(asked))
    group = dict(told.groups).get(asked["key"], {}) if asked.get("key") else told.over
    rate = {str(kind): rate for kind, rate in group.items()}.get(asked.get("kind", ""))
    if rate is None:
        raise NotFoundError("there is no such rate; there are: %(all)s", all=list(kinds()))
    return rate


def _part(asking: Asking, of: Known, asked: QueryParams) -> Part:
    """Return the part that an address asks for.

    Raises:
        NotFoundError: No body goes by a name.
    """
    groups = []
    for name, value in _chosen(asked).items():
        if name == "partner":
            groups.append((name, frozenset(body["id"] for body in bodies_told(asking, parties_meant(asking, value)))))
        elif name == "sector":
            groups.append((name, frozenset({value})))
        elif name == "district":
            groups.append((name, _districts(of, value)))
    since, until = (_chosen(asked).get(name, "") for name in ("since", "until"))
    return Part(tuple(groups), _quarter(since, "1"), _quarter(until, "4"))


def _quarter(text: str, of_year: str) -> str:
    return text if not text or "Q" in text else f"{text}-Q{of_year}"


def _districts(of: Known, name: str) -> frozenset[str]:
    """Return the codes of the places that a code, or words of a name, mean."""
    wanted = name.casefold()
    return frozenset(
        code
        for code, names in of.names["district"].items()
        if wanted == code.casefold() or any(wanted in (told or "").casefold() for told in names.values())
    )


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


def _items(held: Held, asking: Asking, ids: Sequence[str], language: str, *, project: bool) -> list[dict[str, Any]]:
    """Return projects or promises as a list shows them."""
    of, every = held.of, projects_today(held) if project else {}
    facts = {id_: every[id_].signings[0] if project else id_ for id_ in ids}
    words = quoted(asking, facts.values())
    found = []
    for id_ in (id_ for id_ in ids if facts[id_] in words):
        told, line = words[facts[id_]], of.lines.get(id_)
        sides = every[id_].parties if project else line.actors if line else ()
        if project:
            stage = every[id_].standing.stage
            where, day = label("Stage", stage, language) if stage else "", every[id_].first
        else:
            where, day = (label("State", line.stand.state, language), line.published) if line else ("", None)
        found.append({
            "id": id_, "what": "project" if project else "promise", "day": day or "", "stage_or_state": where,
            "parties": [{"id": one, "name": of.names["partner"].get(one, {}).get(language) or one} for one in sides],
            "quote": told["quote"] or "", "document": told["document"], "title": told["title"] or told["source"],
            "fact": facts[id_],
        })  # fmt: skip
    return found
