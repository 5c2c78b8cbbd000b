"""Dates as far as they are known.

In:  `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or `--MM-DD` (xsd:gMonthDay) where the year is not known.
Out: intervals of days, never a pretended first day; comparisons that say whether two dates may be one.
"""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated

import msgspec

__all__ = ["PATTERN", "PartialDate", "compatible", "interval", "is_partial_date", "precision", "quarter_of"]

PATTERN = r"^(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?|--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))$"

PartialDate = Annotated[str, msgspec.Meta(pattern=PATTERN, title="partial date", examples=["2019-08-18", "--07-14"])]

_SHAPE = re.compile(PATTERN)
_DAYS_KEPT = 32_768  # different dates that are worked out once: all days of ninety years
_LEAP = 2000  # a year in which every month-day exists


def is_partial_date(text: str) -> bool:
    """Return whether `text` is a partial date that the calendar knows.

    >>> is_partial_date("2023-02-30"), is_partial_date("--02-29"), is_partial_date("2024-07")
    (False, True, True)
    """
    if not _SHAPE.match(text):
        return False
    try:
        _first(text)
    except ValueError:
        return False
    return text.startswith("--") or int(text[:4]) >= 1


def quarter_of(text: str) -> str | None:
    """Return the quarter in which a day lies for certain; None where that is not known.

    >>> quarter_of("2024-07-15"), quarter_of("2024-05"), quarter_of("2024")
    ('2024-Q3', '2024-Q2', None)
    """
    span = interval(text)
    if span is None or (span[0].year, (span[0].month - 1) // 3) != (span[1].year, (span[1].month - 1) // 3):
        return None
    return f"{span[0].year}-Q{(span[0].month - 1) // 3 + 1}"


def precision(text: str) -> int:
    """Return how much of the date is known: 4 whole, 3 month-day, 2 month, 1 year."""
    if text.startswith("--"):
        return 3
    return {10: 4, 7: 2}.get(len(text), 1)


@lru_cache(maxsize=_DAYS_KEPT)
def interval(text: str) -> tuple[date, date] | None:
    """Return the first and last day that the date may be; None where the year is not known.

    >>> interval("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if text.startswith("--"):
        return None
    first = _first(text)
    if len(text) == 4:
        return first, date(first.year, 12, 31)
    if len(text) == 7:
        return first, date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    return first, first


def compatible(left: str, right: str, *, days: int = 0) -> bool:
    """Return whether both may be one day, give or take `days`.

    >>> compatible("2024-07-14", "--07-15", days=3), compatible("2024-07", "2024-08-02", days=3)
    (True, True)
    >>> compatible("2024-07-14", "2023-07-14", days=3)
    False
    """
    a, b = interval(left), interval(right)
    if a and b:
        return _near(a, b, days)
    if a is None and b is None:
        return _days_apart(_first(left), _first(right)) <= days
    known, yearless = (a, right) if a else (b, left)
    assert known is not None
    years = range(known[0].year - 1, known[1].year + 2)
    return any(_near(known, (day, day), days) for year in years for day in _in_year(yearless, year))


def _near(left: tuple[date, date], right: tuple[date, date], days: int) -> bool:
    gap = max(left[0].toordinal() - right[1].toordinal(), right[0].toordinal() - left[1].toordinal())
    return gap <= days


def _first(text: str) -> date:
    if text.startswith("--"):
        return date(_LEAP, int(text[2:4]), int(text[5:7]))
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def _in_year(yearless: str, year: int) -> list[date]:
    try:
        return [_first(yearless).replace(year=year)]
    except ValueError:  # 29 February, or year 0
        return []


def _days_apart(left: date, right: date) -> int:
    gap = abs((left - right).days)
    return min(gap, 366 - gap)
