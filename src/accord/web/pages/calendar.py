"""The calendar: a month of due promises and sessions, the same as a list, as files, and as a feed that calendars take.

In:  a month and a party in the address.
Out: pages and files. A day that is known in part stands on the last one that it may mean, and shows how it was said.
"""

from collections import defaultdict
from collections.abc import Sequence
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
from accord.flows.calendar import Diary, diary_of, entries, marks
from accord.insight.diary import Mark
from accord.model.dates import interval, is_partial_date
from accord.register import Asking
from accord.register.asking.asking import in_language
from accord.register.pages.period import undertaken
from accord.web.files import as_file, known_ending
from accord.web.safety.feed_keys import subscribed
from accord.web.safety.guards import needs
from accord.web.safety.sessions import Session
from accord.web.standing import lines_of, today
from accord.web.visit import Here, Visit
from accord.web.words.languages import LANGUAGES, language_of

__all__ = ["feeds", "router"]

router = APIRouter(dependencies=[Depends(needs("look"))])
feeds = APIRouter()  # for programs that cannot log in

_WEEK, _LATE = 7, 8  # days; overdue promises that are shown beside a month
_FILES = ("csv", "xlsx", "json", "ics")
_COLUMNS = ("day", "what", "id", "said", "actors", "state", "quote")


class Cell(msgspec.Struct, frozen=True):
    """A day of a month's page; `here` tells whether it is of the month itself."""

    day: date
    here: bool
    marks: tuple[Mark, ...]


@router.get("/calendar")
def calendar(visit: Here) -> Response:
    """Show one month."""
    day, trouble = today(visit), ""
    first = _month(visit.request.query_params.get("month", ""), day)
    with visit.asking() as asking:
        try:
            every = marks(_diary(visit, asking))
        except NotFoundError as error:
            every, trouble = [], visit.told(error)
        cells = _cells(every, first)
        shown = [mark for cell in cells for mark in cell.marks]
        late = [mark for mark in reversed(every) if mark.sign == "late"]
        words = _words(asking, [*shown, *late[:_LATE]])
    return visit.page(
        "calendar/month.html", weeks=[cells[at : at + _WEEK] for at in range(0, len(cells), _WEEK)], words=words,
        days=[cell for cell in cells if cell.here and cell.marks], first=first, before=_month_of(first - timedelta(days=1)),
        after=_month_of(_next_month(first)), late=late[:_LATE], late_total=len(late), today=day, trouble=trouble,
        party=visit.request.query_params.get("party", "").strip(), near=_nearest(every, first) if not shown else None,
    )  # fmt: skip


@router.get("/calendar.{ending}", dependencies=[Depends(needs("export"))])
def calendar_file(visit: Here, ending: str) -> Response:
    """Return the month, or all days where none is named, as a list; as `.ics` what is owed and all sessions."""
    known_ending(ending, _FILES)
    asked = visit.request.query_params.get("month", "")
    with visit.asking() as asking:
        diary = _diary(visit, asking)
        if ending == "ics":
            return _feed(asking, diary, visit.language, str(visit.request.base_url).rstrip("/"))
        found = marks(diary)
        if asked:
            first = _month(asked, today(visit))
            found = [mark for mark in found if mark.day.replace(day=1) == first]
        words = _words(asking, found)
    records = [_record(mark, words[mark.id]) for mark in found]
    return as_file("calendar", ending, in_language(records, visit.language), _COLUMNS)


@feeds.get("/feed.ics")
def subscribed_calendar(request: Request, reader: Session = Depends(subscribed)) -> Response:  # noqa: B008 - how FastAPI takes it
    """Return the calendar for a program that subscribes to it, by the secret in the address; 304 where nothing is otherwise."""
    asked = request.query_params.get("lang", "")
    visit = Visit(request.app.state.house, request, reader, asked if asked in LANGUAGES else language_of(request))
    with visit.asking() as asking:
        made = _feed(asking, _diary(visit, asking), visit.language, str(request.base_url).rstrip("/"))
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
    day, party = today(visit), visit.request.query_params.get("party", "").strip() or None
    lines = lines_of(visit, asking)
    return visit.once(asking, ("diary", day, party), lambda: diary_of(asking, lines.values(), day, party))


def _words(asking: Asking, shown: Sequence[Mark]) -> dict[str, dict[str, Any]]:
    """Return what the marks stand for, by id: commitments with their words, mechanisms."""
    found = {mark.id: mark.mechanism.telling.record for mark in shown if mark.mechanism}
    return found | {one["id"]: one for one in undertaken(asking, {mark.id for mark in shown if mark.line})}


def _record(mark: Mark, words: dict[str, Any]) -> dict[str, Any]:
    return {
        "day": mark.day.isoformat(),
        "what": mark.sign,
        "id": mark.id,
        "said": mark.said,
        "actors": words["parties"],
        "state": mark.line.stand.state if mark.line else None,
        "quote": words["quote"],
    }


def _month(asked: str, day: date) -> date:
    """Return the first day of the month that is asked for; of this month where none is."""
    known = interval(asked) if is_partial_date(asked) else None
    return (known[0] if known else day).replace(day=1)


def _cells(every: Sequence[Mark], first: date) -> list[Cell]:
    """Return the days of whole weeks, from Monday on, that hold a month."""
    start, end = first - timedelta(days=first.weekday()), _next_month(first)
    by_day: dict[date, list[Mark]] = defaultdict(list)
    for mark in every:
        by_day[mark.day].append(mark)
    size = (end - start).days
    size += -size % _WEEK
    days = (start + timedelta(days=at) for at in range(size))
    return [Cell(one, first <= one < end, tuple(by_day[one] if first <= one < end else ())) for one in days]


def _nearest(every: Sequence[Mark], first: date) -> str | None:
    """Return the month in which the next thing stands, else the last one; None where there is nothing at all."""
    later = [mark.day for mark in every if mark.day >= first]
    return _month_of(later[0] if later else every[-1].day) if every else None


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _month_of(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"
