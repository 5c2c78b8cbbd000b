"""Periods that a report is about: a month, a quarter, a year.

In:  `2026-10`, `2026-Q4`, `2026`.
Out: its first and last day; how it is called in a language.
"""

import re
from datetime import date

from accord.flows.papers.wording import say
from accord.model.dates import interval, is_partial_date, precision

__all__ = ["days_of", "period_told", "quarter_of"]

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_DAY = 4  # of `precision`: a whole day is no period


def days_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of a period.

    >>> days_of("2026-Q1")
    (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))

    Raises:
        ValueError: It is none.
    """
    if found := _QUARTER.fullmatch(period):
        year, last = found[1], 3 * int(found[2])
        ends = interval(f"{year}-{last - 2:02}"), interval(f"{year}-{last:02}")
        if is_partial_date(year) and ends[0] and ends[1]:
            return ends[0][0], ends[1][1]
    days = interval(period) if is_partial_date(period) and precision(period) < _DAY else None
    if days is None:
        raise ValueError(f"{period!r} is no period; a month, a quarter or a year is, such as 2026-10, 2026-Q4 or 2026")
    return days


def quarter_of(month: str) -> str:
    """Return the quarter of a month.

    >>> quarter_of("2026-10")
    '2026-Q4'
    """
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def period_told(period: str, language: str) -> str:
    """Return what a period is called.

    >>> period_told("2026-Q4", "zh"), period_told("2026-Q4", "en"), period_told("2026-10", "zh"), period_told("2026", "en")
    ('2026年第4季度', 'quarter 4 of 2026', '2026年10月', '2026')
    """
    year, _, rest = period.partition("-")
    if not rest:
        return say("period_year", language, year=year)
    if rest.startswith("Q"):
        return say("period_quarter", language, year=year, quarter=rest[1:])
    return say("period_month", language, year=year, month=int(rest))
