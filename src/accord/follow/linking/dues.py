"""Whether a sentence names a later day for a thing than was promised.

In:  a statement of a later document, the promise with the day on which it was said.
Out: yes or no. Only days count that stand in the words of both; the last that a partial date may mean is its day.
"""

from datetime import date
from functools import lru_cache

from accord.follow.linking.parts import is_of_the_next
from accord.follow.linking.promises import Promise
from accord.follow.linking.statements import Statement
from accord.follow.states import dates_of
from accord.model.dates import PartialDate, interval

__all__ = ["is_put_off"]

_Days = tuple[tuple[date, date], ...]
_KEPT = 1 << 14  # sentences whose dates are kept: each is asked for with every promise that it may speak of


def is_put_off(statement: Statement, promise: Promise) -> bool:
    """Return whether every day to come that a sentence names lies behind the last that the promise names.

    Next phases have days of their own: they put off nothing. Where nobody knows when it was told, any day may be to come.
    """
    published = interval(statement.whole.published) if statement.whole.published else (date.min, date.min)
    due = max((last for _, last in _days(promise.quote, _year(promise.said))), default=None)
    if published is None or due is None or is_of_the_next(statement.quote, promise.quote):
        return False
    coming = [first for first, last in _days(statement.quote, _year(statement.whole.published)) if last > published[1]]
    return bool(coming) and min(coming) > due


@lru_cache(_KEPT)
def _days(words: str, year: str | None) -> _Days:
    """Return the first and the last day that each date may mean; one without a year is of the year in which it was told."""
    found = (interval(one.date) for one in dates_of(words, year))
    return tuple(days for days in found if days)


def _year(told: PartialDate | None) -> str | None:
    return told[:4] if told else None
