"""The periods in which a rhythm expects a session: weeks, months, quarters, halves of a year, years.

In:  a cadence, the day after which it holds, a day.
Out: the periods of the calendar that begin after the one and by the other, each with its name.

"Once a quarter" is read as once in every quarter of the calendar, as offices keep their plans; the period in which a mechanism
was set up is not counted, because it was not there from its beginning.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from accord.model.dates import interval
from accord.model.terms import Cadence

__all__ = ["Period", "period_of", "periods"]

# How many months a period of a cadence has; weeks are counted apart, and "regular" names no period at all.
_MONTHS: dict[Cadence, int] = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


class Period(msgspec.Struct, frozen=True):
    """A period, first and last day; `name` such as 2026, 2026-H2, 2026-Q3, 2026-10, 2026-W43."""

    name: str
    first: date
    last: date


def period_of(cadence: Cadence | None, day: date) -> Period | None:
    """Return the period of a cadence that a day lies in; None where the cadence names no period.

    >>> period_of("quarterly", date(2026, 11, 22)).name, period_of("weekly", date(2026, 11, 22)).last
    ('2026-Q4', datetime.date(2026, 11, 22))
    >>> period_of("regular", date(2026, 11, 22)) is None
    True
    """
    if cadence == "weekly":
        year, week, weekday = day.isocalendar()
        first = day - timedelta(days=weekday - 1)
        return Period(f"{year}-W{week:02}", first, first + timedelta(days=6))
    if cadence is None or cadence not in _MONTHS:
        return None
    months = _MONTHS[cadence]
    number = (day.month - 1) // months
    closing = interval(f"{day.year}-{(number + 1) * months:02}")
    assert closing is not None
    return Period(_name(day, months, number + 1), date(day.year, number * months + 1, 1), closing[1])


def periods(cadence: Cadence | None, since: date, until: date) -> Iterator[Period]:
    """Yield the periods that begin after `since` and no later than `until`, in order."""
    within = period_of(cadence, since)
    while within and (within := period_of(cadence, within.last + timedelta(days=1))) and within.first <= until:
        yield within


def _name(day: date, months: int, number: int) -> str:
    return {
        1: f"{day.year}-{number:02}",
        3: f"{day.year}-Q{number}",
        6: f"{day.year}-H{number}",
        12: str(day.year),
    }[months]
