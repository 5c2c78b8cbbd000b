"""What stands in the calendar: the days on which promises are due, sessions held, planned and expected.

In:  promises in brief, mechanisms with their rhythm.
Out: `Mark`s, each on one day. A day that is known in part stands on the last one that it may mean, and says how it was said.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from accord.follow.silence import CLOSED
from accord.insight.mechanisms import HELD, Mechanism
from accord.insight.promised import Promised
from accord.model.dates import PartialDate, interval

__all__ = ["Mark", "Sign", "due_marks", "in_order", "session_marks"]

Sign = Literal["due", "late", "closed", "held", "planned", "expected"]


class Mark(msgspec.Struct, frozen=True):
    """Something on a day.

    Attributes:
        sign: A promise: `due`, `late` its day has passed, `closed` nothing more is owed. A session: `held`, `planned`, or
            `expected` by then.
        id: Of the promise or the mechanism.
        said: The day as it was said; for an expected session the name of its period.
    """

    day: date
    sign: Sign
    id: str
    said: PartialDate | str
    promise: Promised | None = None
    mechanism: Mechanism | None = None


def due_marks(promised: Iterable[Promised]) -> Iterator[Mark]:
    """Yield the days on which promises are due, as far as a year is known."""
    for one in promised:
        known = interval(one.due) if one.due else None
        if known and one.due:
            sign: Sign = "closed" if one.state in CLOSED else "due" if one.late is None else "late"
            yield Mark(known[1], sign, one.id, one.due, promise=one)


def session_marks(mechanisms: Iterable[Mechanism], as_of: date) -> Iterator[Mark]:
    """Yield the sessions that people confirmed or told of, and the day by which the next one is expected."""
    for one in mechanisms:
        for step in one.sessions:
            known = interval(step["day"]) if step["day"] else None
            if known:
                sign: Sign = "held" if step["state"] == HELD and known[0] <= as_of else "planned"
                yield Mark(known[1], sign, one.telling.record["id"], step["day"], mechanism=one)
        if one.rhythm.next and not one.rhythm.planned:
            coming = one.rhythm.next
            yield Mark(coming.last, "expected", one.telling.record["id"], coming.name, mechanism=one)


def in_order(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks by day; of one day sessions first, then what is late, then by id."""
    signs: tuple[Sign, ...] = ("held", "planned", "expected", "late", "due", "closed")
    return sorted(marks, key=lambda mark: (mark.day, signs.index(mark.sign), mark.id, str(mark.said)))
