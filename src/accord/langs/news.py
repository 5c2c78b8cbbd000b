"""Say whether what a page tells of is its news, by the days that it names.

In:  a date as far as it is known, and the day on which the page appeared.
Out: whether it lies so far back that the page tells of it in passing only.
"""

from accord.model.dates import interval, precision

__all__ = ["OLD_DAYS", "is_old", "is_past"]

OLD_DAYS = 62  # what happened two months before a page appeared is not its news
_YEAR_DAYS = 366


def is_old(date: str | None, published: str | None, *, days: int = OLD_DAYS) -> bool:
    """Return whether a date surely lies more than `days` before the page appeared; not where either is unknown.

    >>> is_old("2024-03-01", "2024-07-16"), is_old("2024-03-01", "2024"), is_old("2024-03-01", None)
    (True, False, False)
    """
    if not date or not published:
        return False
    coarse = _YEAR_DAYS if precision(published) == 1 else 0
    gap = _gap(date, published)
    return gap is not None and gap > days + coarse


def is_past(date: str | None, published: str | None, *, days: int = OLD_DAYS) -> bool:
    """Return whether a date lies more than `days` before the page appeared; every date does on a page without a day.

    >>> is_past("2024-03-01", "2024-07-16"), is_past("2024-07", "2024-07-16", days=0), is_past("2024-03-01", None)
    (True, False, True)
    """
    if not date or not interval(date):
        return False
    gap = _gap(date, published) if published else None
    return gap is None or gap > days


def _gap(date: str, published: str) -> int | None:
    """Return how many days lie between the last day that a date may be and the first on which the page may have appeared."""
    then, shown = interval(date), interval(published)
    return (shown[0] - then[1]).days if then and shown else None
