"""What the ledger keeps of a promise, made of the commitments that word it and of what people confirmed. Pure.

In:  commitments of one promise, the earliest first; the last step that was confirmed at any of them.
Out: the row of the promise; nothing in it depends on the day of asking.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from accord.follow.checkability import checkability
from accord.follow.silence import CLOSED
from accord.follow.thresholds import threshold
from accord.model.dates import PartialDate, interval, quarter_of
from accord.model.reading import Money
from accord.model.terms import State

__all__ = ["Step", "promise_row"]

Record = Mapping[str, Any]


class Step(msgspec.Struct, frozen=True):
    """A state that a person confirmed; `told_in` is the row of the unit of the words, None where it is on their own word."""

    decision: int
    state: State
    claim: bool
    day: PartialDate | None
    told_in: int | None

    @property
    def rank(self) -> tuple[str, int]:
        """Return by what the last step is found: the newest day, of one day the newest decision."""
        return self.day or "", self.decision


def promise_row(worded: Sequence[Record], steps: Sequence[Step]) -> dict[str, Any]:
    """Return the row of a promise; `silent_from` is left to who knows what was read.

    Args:
        worded: Its commitments: `row`, `agreement`, `published`, `told`, `quote`, `modality`, `due`, `amount`, `currency`.
        steps: What was confirmed at any of them.
    """
    first = worded[0]
    last = max(steps, key=lambda one: one.rank, default=None)
    state: State = last.state if last else "agreed" if first["modality"] == "agreed" else "announced"
    since = last.day if last else first["published"]
    money = Money(first["amount"], first["currency"]) if first["amount"] and first["currency"] else None
    grade = checkability(first["quote"] or "", due=first["due"], amount=money).grade
    due_last, word_last = _last(first["due"]), _last(since or first["published"])
    missed = state not in CLOSED and grade != "declaratory" and word_last is not None
    return {
        "row": first["row"], "agreement": first["agreement"], "published": first["published"], "told": first["told"],
        "quarter": quarter_of(first["published"]) if first["published"] else None, "grade": grade, "state": state,
        "since": since, "claim": bool(last and last.claim), "decision": last.decision if last else None,
        "told_in": last.told_in if last else None, "due": first["due"], "due_last": _iso(due_last),
        "late_from": _iso(due_last, 1) if state not in CLOSED else None, "word_last": _iso(word_last),
        "quiet_from": _iso(word_last, threshold("silent_after").value) if missed else None, "silent_from": None,
    }  # fmt: skip


def _last(day: PartialDate | None) -> date | None:
    """Return the last day that a day may be; None where its year is not known."""
    known = interval(day) if day else None
    return known[1] if known else None


def _iso(day: date | None, later: int = 0) -> str | None:
    """Return a day, or one so many days later; None where it is not known, or the calendar ends before."""
    try:
        return (day + timedelta(days=later)).isoformat() if day else None
    except OverflowError:
        return None
