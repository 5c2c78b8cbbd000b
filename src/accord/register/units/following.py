"""What decisions on promises say in one unit: of which fact they speak, and where the words stand that they rest on. Pure.

In:  a unit's words and facts as read, and its decisions.
Out: `Follow`s by fact, `Told`s; decisions that hold on to nothing here.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec

from accord.model.anchor import locate
from accord.model.dates import PartialDate
from accord.model.decision import Decided, Owes, Reached, Unrelated
from accord.model.terms import State
from accord.register.units.matching import find_fact

__all__ = ["Follow", "Following", "Owed", "Told", "follow"]


class Follow(msgspec.Struct, frozen=True):
    """What a decision says of a fact; `worded`: it rests on words of a document."""

    decision: int
    related: bool
    state: State | None
    claim: bool
    day: PartialDate | None
    worded: bool


class Owed(msgspec.Struct, frozen=True):
    """Which post a decision says is to keep a promise."""

    decision: int
    post: str
    body: str | None


class Told(msgspec.Struct, frozen=True):
    """Where the words stand that a decision rests on."""

    decision: int
    start: int
    end: int


class Following(msgspec.Struct, frozen=True):
    """What the decisions on promises say in one unit; `of` and `owed` are by position of the fact as read."""

    of: dict[int, tuple[Follow, ...]]
    owed: dict[int, tuple[Owed, ...]]
    told: tuple[Told, ...]
    orphans: tuple[tuple[str, str], ...]


def follow(
    content: str, decisions: Sequence[Decided], here: set[str], read: Sequence[tuple[str, Any, str]]
) -> Following:
    """Return what the decisions say here; `here` are the ids of the unit and of what it supersedes.

    Unlike other decisions, these may hold on to what a person entered: what was entered is a promise as any other. An entry
    without words is a unit of its own, and the one fact of it is meant.
    """
    of: dict[int, tuple[Follow, ...]] = defaultdict(tuple)
    owed: dict[int, tuple[Owed, ...]] = defaultdict(tuple)
    told: list[Told] = []
    orphans: list[tuple[str, str]] = []
    for decided in decisions:
        decision = decided.decision
        if not isinstance(decision, Reached | Unrelated | Owes):
            continue
        seq = int(decided.id[1:])
        if decision.target.document in here:
            at = find_fact(decision.target, content, read) if content else _only(read)
            if at is None:
                orphans.append((decided.id, "the words of the promise, or the fact on them, are no longer there"))
            elif isinstance(decision, Owes):
                owed[at] += (Owed(seq, decision.post, decision.body),)
            else:
                of[at] += (_follow(seq, decision),)
        if not isinstance(decision, Owes) and decision.words is not None and decision.words.document in here:
            span = locate(decision.words, content)
            if span is None:
                orphans.append((decided.id, "the words that it rests on are no longer there"))
            else:
                told.append(Told(seq, *span))
    return Following(dict(of), dict(owed), tuple(told), tuple(orphans))


def _only(read: Sequence[tuple[str, Any, str]]) -> int | None:
    return 0 if len(read) == 1 else None


def _follow(seq: int, decision: Reached | Unrelated) -> Follow:
    if isinstance(decision, Unrelated):
        return Follow(seq, related=False, state=None, claim=False, day=None, worded=True)
    return Follow(
        seq,
        related=True,
        state=decision.state,
        claim=decision.claim,
        day=decision.day,
        worded=decision.words is not None,
    )
