"""When a report says that something was signed: the moments by which reports are looked up, and days between dates.

In:  reports, partial dates.
Out: years and months; a reason where two reports may be of one time though no day says so.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from accord.model.dates import compatible, interval, precision
from accord.model.mention import Report
from accord.model.verdict import Reason

__all__ = ["NEWS", "days_between", "moments", "when"]


NEWS = 31  # days within which two papers tell news of one thing: monthly ones are the slowest


def moments(report: Report, *, days: int) -> Iterator[str]:
    """Yield the months in which it may have been signed, give or take `days`, and the years, give or take a month.

    So those that a report without a date may mean share a year with each other. Without a date of its own a report is of the year in which it was published, or of the one that had just ended.
    """
    told = report.date
    if told and (known := interval(told)):
        first, last = _wider(known[0], -NEWS), _wider(known[1], NEWS)
        yield from (str(year) for year in range(first.year, last.year + 1))
        first, last = _wider(known[0], -days), _wider(known[1], days)
        if precision(told) > 1:
            yield from dict.fromkeys(f"--{day.month:02}" for day in (first, last))
        return
    if told:
        day = date(2000, int(told[2:4]), int(told[5:7]))
        yield from dict.fromkeys(f"--{(day + timedelta(n)).month:02}" for n in (-days, days))
    shown = interval(report.published) if report.published else None
    if shown:
        yield from dict.fromkeys((str(_wider(shown[0], -NEWS).year), str(shown[1].year)))


def days_between(left: str, right: str) -> int | None:
    """Return the days from the end of `left` to the beginning of `right`; None where a year is not known.

    Zero where they may be one day; negative where `right` is over before `left` begins.

    >>> days_between("2024-07-14", "2024-07-17"), days_between("2024-07", "2024-07-17"), days_between("2024", "2023-12-31")
    (3, 0, -1)
    """
    one, other = interval(left), interval(right)
    if not one or not other:
        return None
    if other[0] > one[1]:
        return (other[0] - one[1]).days
    return min(0, (other[1] - one[0]).days)


def when(left: Report, right: Report, *, days: int) -> Reason | None:
    """Return why two reports may be of one time: dates of which one is coarse, or papers of the same days.

    A report without a date tells of the days before it was published.
    """
    if left.earlier or right.earlier:
        return Reason("date", left.date, right.date) if left.date and right.date else None
    if left.date and right.date:
        return Reason("date", left.date, right.date) if compatible(left.date, right.date, days=days) else None
    one, other = left.date or left.published, right.date or right.published
    if not one or not other:
        return None
    gap = days_between(one, other)
    return Reason("published", one, other) if gap is not None and abs(gap) <= NEWS else None


def _wider(day: date, days: int) -> date:
    try:
        return day + timedelta(days)
    except OverflowError:  # the first and last days of the calendar
        return day
