"""The ledger as it stands on a day, asked of the rows that the fold keeps: so many of it as a page shows, and how many there are.

In:  an open register, the day, what is asked for.
Out: plain rows of promises, each once however many reports word it.

The day is today's, or a later one: rows say what is known now. How promises stood on a day that has passed,
`insight.ledger` tells.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from accord.register.asking.asking import parties_meant
from accord.register.file.plain import Asking

__all__ = [
    "LATE",
    "QUIET",
    "REST",
    "Asked",
    "Part",
    "asked_for",
    "by_state",
    "due_by_day",
    "due_in",
    "due_near",
    "of_party",
    "overdue_on",
    "promises_on",
]

_COLUMNS = "f.id, p.state, p.published, p.due, p.due_last, p.grade, p.since, p.claim, p.late_from, p.silent_from"
_FROM = "FROM promise p JOIN fact f ON f.row = p.row"
_SELECT = f"SELECT {_COLUMNS} {_FROM}"
_ALL = 10**9  # more than any register holds
_LATE, _SILENT = "p.late_from <= :today", "p.silent_from <= :today"
_NOT_LATE, _NOT_SILENT = (
    "(p.late_from IS NULL OR p.late_from > :today)",
    "(p.silent_from IS NULL OR p.silent_from > :today)",
)
_KNOWN = "(p.told IS NULL OR p.told <= :today)"  # what was published later is not known by then
_FITS = {
    "sector": "p.row IN (SELECT x.fact FROM fact_sector x WHERE x.sector = :{key})",
    "grade": "p.grade = :{key}",
    "state": "p.state = :{key}",
    "since": "p.published >= :{key}",
    "until": "p.published <= :{key} || '~'",
}
_MARKS = {"late": _LATE, "silent": _SILENT}
_OF_BODIES = "p.row IN (SELECT s.promise FROM promise_side s WHERE s.entity IN ({rows}))"
_BY_STATE = "SELECT p.state, COUNT(*) FROM promise p WHERE {where} GROUP BY p.state"
_SIGN = "CASE WHEN p.late_from <= :today THEN 0 WHEN p.late_from IS NOT NULL THEN 1 ELSE 2 END"
_BY_DAY = (
    f"SELECT * FROM (SELECT {_COLUMNS}, ROW_NUMBER() OVER (PARTITION BY p.due_last ORDER BY {_SIGN}, f.id) AS place, "
    f"COUNT(*) OVER (PARTITION BY p.due_last) AS of_day {_FROM} WHERE p.due_last IS NOT NULL "
    "AND p.due_last BETWEEN :first AND :last AND {where}) s WHERE place <= :most ORDER BY due_last, place"
)
_DUE = f"{_SELECT} WHERE p.due_last IS NOT NULL AND p.due_last BETWEEN :first AND :last AND {{where}} ORDER BY p.due_last, f.id LIMIT :limit"
_NEXT = "SELECT MIN(p.due_last) FROM promise p WHERE p.due_last IS NOT NULL AND p.due_last >= :first AND {where}"
_LAST = "SELECT MAX(p.due_last) FROM promise p WHERE p.due_last IS NOT NULL AND {where}"
_OVERDUE = (
    f"{_SELECT} WHERE p.due_last IS NOT NULL AND {_LATE} AND {{where}} ORDER BY p.due_last DESC, f.id LIMIT :limit"
)
_COUNTED = f"SELECT COUNT(*) FROM promise p WHERE {_LATE} AND {{where}}"


class Part(msgspec.Struct, frozen=True):
    """A part of a column of the ledger, and how it is ordered; each order is read from an index."""

    where: str
    order: str


LATE = Part(_LATE, "p.late_from, p.row")  # the most overdue first
QUIET = Part(f"{_NOT_LATE} AND {_SILENT}", "p.silent_from, p.row")  # then what is silent for longest
REST = Part(f"{_NOT_LATE} AND {_NOT_SILENT}", "p.published DESC, p.row")  # then the newest


class Asked(msgspec.Struct, frozen=True):
    """Which promises are asked for, on which day: a condition, and the values that it names."""

    where: str
    values: Mapping[str, str]


def asked_for(asking: Asking, today: date, wanted: Mapping[str, Sequence[str]] = {}) -> Asked:
    """Return the condition of all that is asked for: party, sector, grade, state, mark (late, silent), since, until.

    Raises:
        NotFoundError: No body goes by a name that is asked for.
    """
    parts, values = [_KNOWN], {"today": today.isoformat()}
    for name, several in wanted.items():
        for value in several:
            if name == "party":
                rows = ", ".join(str(row) for row in parties_meant(asking, value))
                parts.append(_OF_BODIES.format(rows=rows))
            elif name == "mark":
                parts.append(_MARKS[value])
            else:
                key = f"v{len(values)}"
                parts.append(_FITS[name].format(key=key))
                values[key] = value
    return Asked(" AND ".join(parts), values)


def of_party(asking: Asking, today: date, party: str | None) -> Asked:
    """Return the condition of all that a body is to keep or agreed; of all promises where none is named.

    Raises:
        NotFoundError: No body goes by the name.
    """
    return asked_for(asking, today, {"party": [party]} if party else {})


def by_state(asking: Asking, of: Asked) -> dict[str, int]:
    """Return how many promises are in each state, as far as there are any."""
    return {state: int(count) for state, count in asking.execute(_BY_STATE.format(where=of.where), of.values)}


def promises_on(asking: Asking, of: Asked, part: Part, *, state: str, limit: int) -> list[dict[str, Any]]:
    """Return the first promises of a part of those in a state."""
    asked = f"{_SELECT} WHERE p.state = :state AND {part.where} AND {of.where} ORDER BY {part.order} LIMIT :limit"
    return asking.execute(asked, {**of.values, "state": state, "limit": limit}).mappings()


def due_by_day(asking: Asking, of: Asked, first: date, last: date, most: int) -> list[dict[str, Any]]:
    """Return what is due on each day of a stretch: what is overdue first, at most so many of a day; `of_day` are all of it."""
    days = {"first": first.isoformat(), "last": last.isoformat(), "most": most}
    return asking.execute(_BY_DAY.format(where=of.where), {**of.values, **days}).mappings()


def due_in(asking: Asking, of: Asked, first: date, last: date, *, limit: int = _ALL) -> list[dict[str, Any]]:
    """Return what is due in a stretch, by day; all of it, or the first."""
    days = {"first": first.isoformat(), "last": last.isoformat(), "limit": limit}
    return asking.execute(_DUE.format(where=of.where), {**of.values, **days}).mappings()


def due_near(asking: Asking, of: Asked, first: date) -> str | None:
    """Return the next day from the first on which something is due, else the last one ever; None where nothing is."""
    coming = asking.execute(_NEXT.format(where=of.where), {**of.values, "first": first.isoformat()}).scalar()
    found: str | None = coming or asking.execute(_LAST.format(where=of.where), of.values).scalar()
    return found


def overdue_on(asking: Asking, of: Asked, limit: int) -> tuple[int, list[dict[str, Any]]]:
    """Return how many are overdue, and those of them whose day passed last."""
    count = int(asking.execute(_COUNTED.format(where=of.where), of.values).scalar())
    return count, asking.execute(_OVERDUE.format(where=of.where), {**of.values, "limit": limit}).mappings()
