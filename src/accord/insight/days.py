"""What is known by a day: whether that of which nobody knows the day is known by then, too.

In:  days as far as they are known.
Out: `Time`: `TODAY`, on which all counts that is known; `EVER` for any day, by the same; `DATED` for a period, to which
nothing without a day belongs.
"""

from collections.abc import Callable
from datetime import date

import msgspec

from accord.insight.standing import Stands, as_confirmed, as_dated

__all__ = ["DATED", "EVER", "TODAY", "By", "Time", "by_then", "dated_by", "is_dated", "time_of"]

By = Callable[[str | None, date], bool]


class Time(msgspec.Struct, frozen=True):
    """Which days are by a day (`by`), and how the states of promises are known by it (`stands`).

    `dateless`: what has no day is known, too. `kept`: the day has not passed, so that what the fold keeps holds on it.
    """

    by: By
    stands: Stands
    dateless: bool = True
    kept: bool = False


def by_then(day: str | None, last: date) -> bool:
    """Return whether a day is no later than the last; one that is not known, or known in part, is not later."""
    return day is None or day[:10] <= last.isoformat()


def dated_by(day: str | None, last: date) -> bool:
    """Return whether a day is known, and no later than the last."""
    return is_dated(day) and by_then(day, last)


def is_dated(day: str | None) -> bool:
    """Return whether at least the year of a day is known.

    >>> is_dated("2026"), is_dated("--05-03"), is_dated(None)
    (True, False, False)
    """
    return bool(day) and not str(day).startswith("--")


def time_of(day: date, today: date) -> Time:
    """Return what holds of a day: `TODAY` of today and later, `DATED` of a day that has passed."""
    return DATED if day < today else TODAY


EVER, TODAY = Time(by_then, as_confirmed), Time(by_then, as_confirmed, kept=True)
DATED = Time(dated_by, as_dated, dateless=False)
