"""The calendar: a month of due promises and sessions, the same as a list, as files, and as a feed that calendars take.

In:  a month and a party in the address.
Out: pages and files. A day that is known in part stands on the last one that it may mean, and shows how it was said.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import msgspec
from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.exchange.icalendar import write_icalendar
from accord.flows.calendar import NEAR, Diary, diary_of, entries, marks, meeting, near, owed_in
from accord.insight.diary import Mark, due_marks, in_order, session_marks
from accord.insight.promised import promised_on
from accord.model.dates import interval, is_partial_date
from accord.register import Asking
from accord.register.asking.asking import in_language
from accord.register.pages.ledger import due_by_day, due_near, of_party, overdue_on
from accord.register.pages.period import undertaken
from accord.web.files import as_file, known_ending
from accord.web.safety.feed_keys import subscribed
from accord.web.safety.guards import needs
from accord.web.safety.sessions import Session
from accord.web.standing import today
from accord.web.visit import Here, Visit
from accord.web.words.languages import LANGUAGES, language_of

__all__ = ["feeds", "router"]

router = APIRouter(dependencies=[Depends(needs("look"))])
feeds = APIRouter()  # for programs that cannot log in

_WEEK, _LATE = 7, 8  # days; overdue promises that are shown beside a month
_A_DAY = 20  # promises that are shown of a day; the list has them all
_FILES = ("csv", "xlsx", "json", "ics")
_COLUMNS = ("day", "what", "id", "said", "actors", "state", "quote")


class Cell(msgspec.Struct, frozen=True):
    """A day of a month's page; `here` tells whether it is of the month itself, `more` what is due and is not shown."""

    day: date
    here: bool
    marks: tuple[Mark, ...]
    more: int


class Month(msgspec.Struct, frozen=True):
    """What a month's page shows.

    Attributes:
        cells: Its days, in whole weeks.
        late, late_total: What is overdue and became so last, and how many are overdue in all.
        near: Another month in which something stands, where this one is empty.
    """

    cells: tuple[Cell, ...]
    late: tuple[Mark, ...]
    late_total: int
    near: str | None


@router.get("/calendar")
def calendar(visit: Here) -> Response:
    """Show one month."""
    day, trouble = today(visit), ""
    first = _month(visit.request.query_params.get("month", ""), day)
    party = _party(visit)
    with visit.asking() as asking:
        try:
            shown = visit.once(asking, ("month", day, first, party), lambda: _shown(visit, asking, first, party))
        except NotFoundError as error:
            shown, trouble = Month(_cells([], {}, first), (), 0, None), visit.told(error)
        words = _words(asking, [*(mark for cell in shown.cells for mark in cell.marks), *shown.late])
    return visit.page(
        "calendar/month.html", weeks=[shown.cells[at : at + _WEEK] for at in range(0, len(shown.cells), _WEEK)], words=words,
        days=[cell for cell in shown.cells if cell.here and cell.marks], first=first, after=_month_of(_next_month(first)),
        before=_month_of(first - timedelta(days=1)), late=shown.late, late_total=shown.late_total, today=day, trouble=trouble,
        party=party or "", near=shown.near, most=NEAR,
    )  # fmt: skip


@router.get("/calendar.{ending}", dependencies=[Depends(needs("export"))])
def calendar_file(visit: Here, ending: str) -> Response:
    """Return the month, or all days where none is named, as a list; as `.ics` what is owed and all sessions."""
    known_ending(ending, _FILES)
    asked = visit.request.query_params.get("month", "")
    with visit.asking() as asking:
        if ending == "ics":
            return _feed(asking, _near(visit, asking), visit.language, str(visit.request.base_url).rstrip("/"))
        found = _of_month(visit, asking, _month(asked, today(visit))) if asked else marks(_diary(visit, asking))
        words = _words(asking, found)
    records = [_record(mark, words[mark.id]) for mark in found]
    return as_file("calendar", ending, in_language(records, visit.language), _COLUMNS)


@feeds.get("/feed.ics")
def subscribed_calendar(request: Request, reader: Session = Depends(subscribed)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Return the calendar for a program that subscribes to it, by the secret in the address; 304 where nothing is otherwise."""
    asked = request.query_params.get("lang", "")
    visit = Visit(request.app.state.house, request, reader, asked if asked in LANGUAGES else language_of(request))
    with visit.asking() as asking:
        made = _feed(asking, _near(visit, asking), visit.language, str(request.base_url).rstrip("/"))
    etag = f'"{sha256(bytes(made.body)).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
    if etag in (one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(bytes(made.body), media_type=made.media_type, headers=headers)


def _feed(asking: Asking, diary: Diary, language: str, address: str) -> Response:
    to = BytesIO()
    write_icalendar(entries(asking, diary, language, address), to, name="accord")
    headers = {"Content-Disposition": 'attachment; filename="accord.ics"'}
    return Response(to.getvalue(), media_type="text/calendar; charset=utf-8", headers=headers)


def _diary(visit: Visit, asking: Asking) -> Diary:
    return diary_of(asking, today(visit), _party(visit))


def _near(visit: Visit, asking: Asking) -> Diary:
    day, party = today(visit), _party(visit)
    return visit.once(asking, ("near", day, party), lambda: near(asking, day, party))


def _of_month(visit: Visit, asking: Asking, first: date) -> list[Mark]:
    """Return what stands in a month."""
    day, party, last = today(visit), _party(visit), _next_month(first) - timedelta(days=1)
    diary = Diary(day, tuple(owed_in(asking, day, party, first, last)), meeting(asking, day, party))
    return [mark for mark in marks(diary) if first <= mark.day <= last]


def _party(visit: Visit) -> str | None:
    return visit.request.query_params.get("party", "").strip() or None


def _shown(visit: Visit, asking: Asking, first: date, party: str | None) -> Month:
    """Return what a month shows: of each day so much, of the rest how many.

    Raises:
        NotFoundError: No body goes by the name.
    """
    day = today(visit)
    of = of_party(asking, day, party)
    meets = session_marks(visit.once(asking, ("meeting", day, party), lambda: meeting(asking, day, party)), day)
    start, end = _span(first)
    rows, met = due_by_day(asking, of, start, end, _A_DAY), in_order(meets)
    marks = in_order([*due_marks(promised_on(rows, day)), *(mark for mark in met if start <= mark.day <= end)])
    more = {date.fromisoformat(row["due_last"]): row["of_day"] - _A_DAY for row in rows if row["of_day"] > _A_DAY}
    late_total, late = overdue_on(asking, of, _LATE)
    days = [mark.day for mark in met]
    return Month(
        _cells(marks, more, first), tuple(due_marks(promised_on(late, day))), late_total,
        None if marks else _nearest(days, due_near(asking, of, first), first),
    )  # fmt: skip


def _words(asking: Asking, shown: Sequence[Mark]) -> dict[str, dict[str, Any]]:
    """Return what the marks stand for, by id: commitments with their words, mechanisms."""
    found = {mark.id: mark.mechanism.telling.record for mark in shown if mark.mechanism}
    return found | {one["id"]: one for one in undertaken(asking, {mark.id for mark in shown if mark.promise})}


def _record(mark: Mark, words: dict[str, Any]) -> dict[str, Any]:
    return {
        "day": mark.day.isoformat(),
        "what": mark.sign,
        "id": mark.id,
        "said": mark.said,
        "actors": words["parties"],
        "state": mark.promise.state if mark.promise else None,
        "quote": words["quote"],
    }


def _month(asked: str, day: date) -> date:
    """Return the first day of the month that is asked for; of this month where none is."""
    known = interval(asked) if is_partial_date(asked) else None
    return (known[0] if known else day).replace(day=1)


def _span(first: date) -> tuple[date, date]:
    """Return the first and last day of whole weeks, from Monday on, that hold a month."""
    start, end = first - timedelta(days=first.weekday()), _next_month(first)
    return start, end + timedelta(days=-(end - start).days % _WEEK - 1)


def _cells(marks: Sequence[Mark], more: Mapping[date, int], first: date) -> tuple[Cell, ...]:
    """Return the days of a month's page."""
    start, end = _span(first)
    by_day: dict[date, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_day[mark.day].append(mark)
    days = (start + timedelta(days=at) for at in range((end - start).days + 1))
    return tuple(Cell(day, _month(day.isoformat(), day) == first, tuple(by_day[day]), more.get(day, 0)) for day in days)


def _nearest(met: Sequence[date], due: str | None, first: date) -> str | None:
    """Return the month in which the next thing stands, else the last one; None where there is nothing at all."""
    days = sorted([*met, *([date.fromisoformat(due)] if due else [])])
    later = [day for day in days if day >= first]
    return _month_of(later[0] if later else days[-1]) if days else None


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _month_of(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"
