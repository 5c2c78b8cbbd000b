"""The report of a period: its numbers, what each is made of, and why each signing was counted or left out.

In:  a period and dimensions in the address; a number; filters.
Out: pages and files. Numbers, items and rules are those of `flows.papers`; nothing is counted here.
"""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import msgspec
from fastapi import APIRouter, Depends
from starlette.datastructures import QueryParams
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.exchange.book import write_book
from accord.flows.papers import report_paper, report_sheets, told
from accord.flows.papers.periods import days_of, period_told, quarter_of
from accord.flows.papers.report_words import UNDATED, Telling
from accord.flows.papers.waiting import speaking
from accord.follow.counting import RATES, Rate, policy
from accord.follow.counting.totals import Why
from accord.insight.report import DIMENSIONS, Number, Report
from accord.register import Asking, Page
from accord.register.file.version import version
from accord.register.pages.months import months_signed
from accord.register.pages.quotes import quotes_of
from accord.web.files import as_file, known_ending
from accord.web.later import REPORTED, likely_words, too_many
from accord.web.memory import Memory
from accord.web.pages.papers import named_file, paper_file
from accord.web.paging import at_page
from accord.web.safety.guards import needs
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(prefix="/papers/report", dependencies=[Depends(needs("look"))])
_EXPORT = [Depends(needs("export"))]

_REPORTS = Memory(4)  # a report of a large register holds all its items; the last few that were asked for are kept
_BOOK = ".xlsx"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPEN = ("overdue", "silent")
_FIRST = "new_agreements"
_COLUMNS = (
    "id", "day", "words", "quote", "parties", "amount", "currency", "agreement", "document", "title", "publisher", "published", "remark", "waiting",
)  # fmt: skip
_RULED = ("counted", "rule", "why", "instead", *_COLUMNS[:-2])


class Ruled(msgspec.Struct, frozen=True):
    """A report of a signing, and the rule that counted it or left it out; `instead` is the report that stands for it."""

    record: str
    counted: bool
    why: Why
    instead: str | None


@router.get("")
def report_page(visit: Here) -> Response:
    """Show the report of a period."""
    asked = visit.request.query_params
    with visit.asking() as asking:
        months, many = _months(visit, asking), too_many(asking, REPORTED)
        period, by = _period(asked, months), _by(asked)
        to = _told(visit, asking, period, by) if period and not many else None
    return visit.page("papers/report.html", months=months, choices=_choices(visit, months), period=period, by=by,
                      dimensions=DIMENSIONS, to=to, many=many, most=REPORTED, **(_shown(to) if to else {}))  # fmt: skip


@router.get("/items")
def items_page(visit: Here, key: str = _FIRST) -> Response:
    """Show what a number is made of."""
    to, number = _number(visit, key)
    limit, offset = at_page(visit.request.query_params)
    records = _quoted(visit, [_item(to, id_) for id_ in number.items[offset : offset + limit]])
    found = Page(records, number.value, offset, limit)
    return visit.page(
        "papers/items.html", to=to, found=found, said=_said(to, number), period_told=period_told(to.period, to.language)
    )


@router.get("/items.{ending}", dependencies=_EXPORT)
def items_file(visit: Here, ending: str, key: str = _FIRST) -> Response:
    """Return all that a number is made of, as a file."""
    known_ending(ending)
    to, number = _number(visit, key)
    return as_file("items", ending, _quoted(visit, [_item(to, id_) for id_ in number.items]), _COLUMNS)


@router.get("/counting")
def counting_page(visit: Here, said: str = "", rule: str = "") -> Response:
    """Show every report of a signing in the period, with the rule that counted it or left it out."""
    to, limit, offset = _asked(visit), *at_page(visit.request.query_params)
    every = _ruled(to)
    chosen = _those(every, said, rule)
    records = _quoted(visit, [{**_item(to, one.record), "ruled": one} for one in chosen[offset : offset + limit]])
    return visit.page(
        "papers/counting.html", to=to, found=Page(records, len(chosen), offset, limit), said=said, rule=rule,
        rules=sorted({one.why.rule: getattr(one.why, visit.language) for one in every}.items()),
        counted=sum(one.counted for one in every), every=len(every), policy=policy(to.of.total.policy),
        period_told=period_told(to.period, to.language),
    )  # fmt: skip


@router.get("/counting.{ending}", dependencies=_EXPORT)
def counting_file(visit: Here, ending: str, said: str = "", rule: str = "") -> Response:
    """Return every report of a signing in the period with its rule, as a file."""
    known_ending(ending)
    to = _asked(visit)
    records = [
        {
            "counted": one.counted, "rule": one.why.rule, "why": getattr(one.why, visit.language), "instead": one.instead,
            **_item(to, one.record),
        }
        for one in _those(_ruled(to), said, rule)
    ]  # fmt: skip
    return as_file("counting", ending, _quoted(visit, records), _RULED)


# declared last: what stands behind the dot is any ending
@router.get(".{ending}", dependencies=_EXPORT)
def report_file(visit: Here, ending: str) -> Response:
    """Return the report as a workbook or a paper."""
    known_ending(f".{ending}", (_BOOK, ".docx", ".html"))
    to = _asked(visit)
    paper = report_paper(to)
    if f".{ending}" != _BOOK:
        return paper_file(paper, f".{ending}")
    held = BytesIO()
    write_book(report_sheets(to), held, title=paper.title, day=paper.day)
    return named_file(held.getvalue(), f"{paper.title} {paper.day}{_BOOK}", _SHEET)


def _told(visit: Visit, asking: Asking, period: str, by: tuple[str, ...]) -> Telling:
    """Return the report, made once as long as the register stays as it is."""
    asked = (visit.house.register.url, period, by)
    of = _REPORTS.recall(version(asking), asked, lambda: told(asking, period, language=visit.language, by=by).of)
    return Telling(of, visit.language, period)


def _asked(visit: Visit) -> Telling:
    """Return the report that an address asks for.

    Raises:
        NotFoundError: There is nothing to report of.
    """
    asked = visit.request.query_params
    with visit.asking() as asking:
        period = _period(asked, _months(visit, asking))
        if not period:
            raise NotFoundError("there is no signing yet of which a report could tell")
        if too_many(asking, REPORTED):
            raise NotFoundError(
                "with more than %(most)s promises a page does not wait for a report; make it with: accord report --period %(period)s",
                most=REPORTED, period=period,
            )  # fmt: skip
        return _told(visit, asking, period, _by(asked))


def _months(visit: Visit, asking: Asking) -> list[tuple[str, int]]:
    return visit.once(asking, "months signed", lambda: months_signed(asking))


def _period(asked: QueryParams, months: list[tuple[str, int]]) -> str:
    """Return the period that is asked for; else the newest month with a signing; "" where there is none."""
    said = asked.get("period", "").strip()
    try:
        days_of(said)
    except ValueError:
        return months[0][0] if months else ""
    return said


def _by(asked: QueryParams) -> tuple[str, ...]:
    return (asked["by"],) if asked.get("by") in DIMENSIONS else DIMENSIONS


def _choices(visit: Visit, months: list[tuple[str, int]]) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Return the periods in which something was signed, by their length: key, name, how many."""
    _ = visit.words
    kinds: list[tuple[str, Callable[[str], str]]] = [
        (_("Months"), str), (_("Quarters"), quarter_of), (_("Years"), lambda month: month[:4]),
    ]  # fmt: skip
    found = []
    for name, of in kinds:
        counts: dict[str, int] = {}
        for month, count in months:
            counts[of(month)] = counts.get(of(month), 0) + count
        found.append((name, [(key, period_told(key, visit.language), count) for key, count in counts.items()]))
    return found


def _shown(to: Telling) -> dict[str, Any]:
    """Return what the page of a report shows."""
    rates: dict[Any, dict[str, Rate]] = {}
    for group, rate in to.of.rates:
        rates.setdefault(group, {})[rate.kind] = rate
    owed = {key: _of(to.of, key, None) for key in _OPEN}
    return {
        "period_told": period_told(to.period, to.language),
        "values": {(one.key, one.group): one.value for one in to.of.numbers},
        "rates": rates,
        "kinds": [kind for kind in RATES if kind != "producing_of_started"],
        "every_kind": list(RATES),
        "opened": {key: [_item(to, id_) for id_ in _urgent(to.of, one)[:8]] for key, one in owed.items()},
        "left_out": len(to.left_out),
        "undated": {
            one.key: [_item(to, id_) for id_ in one.items[:8]]
            for one in to.of.numbers
            if one.key in UNDATED and one.items
        },
    }


def _urgent(of: Report, number: Number) -> list[str]:
    """Return the promises of a number, those that wait longest first."""

    def days(id_: str) -> int:
        one = of.owed[id_]
        return one.overdue.days if number.key == "overdue" and one.overdue else one.silence.days or 0

    return sorted(number.items, key=lambda id_: (-days(id_), id_))


def _number(visit: Visit, key: str) -> tuple[Telling, Number]:
    to, asked = _asked(visit), visit.request.query_params
    group = (asked["dimension"], asked.get("group", "")) if asked.get("dimension") else None
    return to, _of(to.of, key, group)


def _of(of: Report, key: str, group: tuple[str, str] | None) -> Number:
    """Return a number of a report.

    Raises:
        NotFoundError: It has none of this name.
    """
    found = next((one for one in of.numbers if one.key == key and one.group == group), None)
    if found is None:
        raise NotFoundError("the report has no number '%(key)s'", key=key)
    return msgspec.structs.replace(found, items=tuple(_urgent(of, found))) if key in _OPEN else found


def _said(to: Telling, number: Number) -> str:
    """Return in words what a number counts."""
    kind, _, part = number.key.partition(".")
    name = to.number(number.key)
    base = f" ({to.say('col_of')})" if part == "cases" else ""
    return f"{name}{base}" + (f" · {to.group(number.group)}" if number.group and kind else "")


def _item(to: Telling, id_: str) -> dict[str, Any]:
    """Return what an id of a number is, as a page and a file tell it."""
    one, document = to.of.items[id_], to.document(id_)
    return {
        "id": id_, "day": one.day, "words": one.words, "parties": to.parties(one.parties),
        "amount": str(one.amount.value) if one.amount else None, "currency": one.amount.currency if one.amount else None,
        "agreement": one.agreement, "document": one.document, "title": document["headline"],
        "publisher": document["publisher"] or document["source"], "published": document["published"],
        "remark": _remark(to, id_),
    }  # fmt: skip


def _quoted(visit: Visit, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return items with the words of the document that say them, and how many documents may speak of them since."""
    with visit.asking() as asking:
        quotes = quotes_of(asking, (one["id"] for one in records))
        waiting = speaking(likely_words(visit, asking)) if any(one["remark"] for one in records) else {}
    return [{**one, "quote": quotes.get(one["id"]), "waiting": len(waiting.get(one["id"], ()))} for one in records]


def _remark(to: Telling, id_: str) -> str:
    """Return why a promise asks for something: overdue, silent; of a state without a day, the state and its words."""
    one = to.of.owed.get(id_)
    if one is None:
        return to.undated(id_)
    if one.overdue:
        return to.say("overdue", days=one.overdue.days, day=one.overdue.due)
    quiet = one.silence
    return to.say("heard_silent", day=quiet.since, documents=len(quiet.documents), sources=len(quiet.sources))


def _ruled(to: Telling) -> list[Ruled]:
    """Return every report of the period that was counted or left out, those that count first."""
    counted = [Ruled(one.record, True, one.why, None) for one in to.of.total.items]
    return counted + [Ruled(one.record, False, one.why, one.instead) for one in to.left_out]


def _those(ruled: list[Ruled], said: str, rule: str) -> list[Ruled]:
    """Return those that were counted (`yes`), or left out (`no`), or that a rule decided."""
    wanted: Mapping[str, bool] = {"yes": True, "no": False}
    found = [one for one in ruled if said not in wanted or one.counted == wanted[said]]
    return [one for one in found if not rule or one.why.rule == rule]
