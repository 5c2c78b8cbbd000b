"""Lay out posts over time: where each begins and how long it is, so that a page can draw them beneath each other.

In:  records with a `first` and a `last` day.
Out: the same with `x` and `wide`, in hundredths of the whole time.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

__all__ = ["spread"]

_LEAST = 1.5  # hundredths: a day must be seen too


def spread(records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return records with `x` and `wide`; None where no day is known.

    >>> [(one["x"], one["wide"]) for one in spread([{"first": "2020-01-01", "last": "2020-12-31"}, {"first": None, "last": None}])]
    [(0.0, 100.0), (None, None)]
    """
    listed = list(records)
    days = [day for one in listed for name in ("first", "last") if (day := _day(one[name])) is not None]
    start, whole = min(days, default=0), max(1, max(days, default=0) - min(days, default=0))
    found = []
    for one in listed:
        first, last = _day(one["first"]), _day(one["last"])
        if first is None or last is None:
            found.append({**one, "x": None, "wide": None})
            continue
        wide = max(_LEAST, round(100 * (last - first) / whole, 1))
        found.append({**one, "x": min(round(100 * (first - start) / whole, 1), 100 - wide), "wide": wide})
    return found


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat(f"{text}-01-01"[:10]).toordinal() if text else None
    except ValueError:
        return None
