"""Promises in brief, as the fold keeps them and as they stand today.

In:  one state of a register, the day, what is asked for.
Out: `Promised`s, only so many as are shown.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from accord.insight.ledger import Line
from accord.model.dates import PartialDate
from accord.model.terms import Grade, State
from accord.register import Asking
from accord.register.pages.ledger import LATE, QUIET, REST, Asked, promises_on

__all__ = ["Promised", "column", "promised_of", "promised_on"]


class Promised(msgspec.Struct, frozen=True):
    """A promise in brief.

    Attributes:
        state, since, claim: As confirmed last, else by its own words; the day of these words.
        late: Days since its day passed; None where it has not, or nothing is owed any more.
        silent: Whether nobody speaks of it, though it could be told.
    """

    id: str
    state: State
    published: PartialDate | None
    due: PartialDate | None
    grade: Grade
    since: PartialDate | None
    claim: bool
    late: int | None
    silent: bool


def column(asking: Asking, of: Asked, today: date, state: State, most: int) -> list[Promised]:
    """Return the first promises in a state: what is most overdue, then what is silent for longest, then the newest."""
    found: list[Promised] = []
    for part in (LATE, QUIET, REST):
        if len(found) < most:
            found += promised_on(promises_on(asking, of, part, state=state, limit=most - len(found)), today)
    return found


def promised_on(rows: Iterable[Mapping[str, Any]], today: date) -> list[Promised]:
    """Return promises in brief from rows of the register, as they stand on a day."""
    return [_brief(row, today) for row in rows]


def promised_of(line: Line) -> Promised:
    """Return a line of the ledger of any day in brief."""
    stand = line.stand
    return Promised(
        line.id, stand.state, line.published, line.due, line.grade, stand.since, stand.claim, line.late, line.silent
    )  # fmt: skip


def _brief(row: Mapping[str, Any], today: date) -> Promised:
    is_late = row["late_from"] is not None and row["late_from"] <= today.isoformat()
    return Promised(
        id=row["id"], state=row["state"], published=row["published"], due=row["due"], grade=row["grade"],
        since=row["since"], claim=bool(row["claim"]),
        late=(today - date.fromisoformat(row["due_last"])).days if is_late else None,
        silent=row["silent_from"] is not None and row["silent_from"] <= today.isoformat(),
    )  # fmt: skip
