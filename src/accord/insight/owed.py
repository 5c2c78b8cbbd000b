"""Promises between bodies: each once over its reports, how it stands on a day, what was not heard of it.

In:  one state of a register, rows of bodies, the day; what was read of the bodies.
Out: `Between`: an outline of every promise, what asks for something first; `Owed`, all that is known, of those that are shown.

On a day that has not passed the promises are those that the fold keeps; how they stood on a day that has, is counted here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

import msgspec

from accord.follow.checkability import checkability
from accord.follow.silence import CLOSED, Overdue, Seen, Silence, Timeline, glimpse, overdue, read_by, silence
from accord.follow.wordings import gathered
from accord.insight.days import Time, by_then, is_dated
from accord.insight.standing import Stand, as_announced, confirmed, latest
from accord.model.dates import PartialDate
from accord.model.reading import Money
from accord.model.terms import Grade, State
from accord.register import Asking
from accord.register.pages.between import (
    facts_between,
    promises_between,
    promises_spoken_of,
    read_of,
    sides_of,
    wordings_of,
)
from accord.register.pages.period import undertaken

__all__ = ["NOTHING_WAITS", "Between", "Outline", "Owed", "Read", "Waiting", "counted_between", "kept_between", "owed"]

Read = Sequence[tuple[str, str, str | None]]  # documents: id, publisher or source, day
# By the id of a promise, documents that may speak of it, not yet looked at, each with its day.
Waiting = Mapping[str, Mapping[str, str | None]]
NOTHING_WAITS: Waiting = MappingProxyType({})
_NONE: Mapping[str, str | None] = MappingProxyType({})
_NOBODY: frozenset[str] = frozenset()
_GRADES = ("measured", "checkable", "declaratory")


class Outline(msgspec.Struct, frozen=True, gc=False):
    """What is counted and ordered of a promise.

    Attributes:
        silent: It can be checked, is owed, and nobody speaks of it.
        decided: A person confirmed its state.
        waiting: How many documents may speak of it, not yet looked at.
    """

    row: int
    id: str
    state: State
    grade: Grade
    published: PartialDate | None
    language: str
    late: bool
    silent: bool
    decided: bool
    waiting: int = 0


class Owed(msgspec.Struct, frozen=True):
    """A promise: the record, its grade, how it stands, whether its day has passed, what was not heard of it.

    `told` is how many reports of the agreement word it; `waiting` how many documents may speak of it, not yet looked at.
    """

    record: dict[str, Any]
    grade: Grade
    stand: Stand
    overdue: Overdue | None
    silence: Silence
    told: int = 1
    waiting: int = 0


class Between(msgspec.Struct, frozen=True):
    """All promises between bodies: overdue ones first, then those that can be checked, of these what is silent first.

    `in_full` returns what is known of some of them, `heard` also the documents in which nothing was heard of them; `undated` is
    how many are left out because nobody knows their day.
    """

    outlines: tuple[Outline, ...]
    in_full: Callable[[Iterable[Outline]], list[Owed]]
    heard: Callable[[Iterable[Outline]], list[Owed]]
    undated: int = 0


def kept_between(
    asking: Asking, bodies: Sequence[int], read: Read, as_of: date, waiting: Waiting = NOTHING_WAITS
) -> Between:
    """Return the promises between bodies as the fold keeps them; the day must not have passed.

    Args:
        asking: One state of the register.
        bodies: Their rows.
        read: Documents that name any of them.
        as_of: The day.
        waiting: Documents that may speak of promises, not yet looked at: they are not counted as read and silent.
    """
    unread = _unread_of(asking, waiting, as_of)
    outlines = [
        Outline(row, id_, state, grade, published, language, bool(late), bool(silent), bool(decided), len(unread.get(row, ())))
        for row, id_, state, grade, published, language, late, silent, decided in promises_between(asking, bodies, as_of)
    ]  # fmt: skip
    of = _Heard(asking, Timeline(Seen(*one) for one in read), as_of)

    def known(chosen: Iterable[Outline], tell: _Tell) -> list[Owed]:
        listed = list(chosen)
        records = {one["id"]: one for one in undertaken(asking, {one.id for one in listed})}
        worded = wordings_of(asking, {one.row for one in listed})
        own = {row: frozenset(document for _, document in told) for row, told in worded.items()}
        return [tell(of, one, records[one.id], own[one.row], unread.get(one.row, _NOBODY)) for one in listed]

    return Between(_ranked(outlines), partial(known, tell=_kept), partial(known, tell=_kept_and_heard))


def counted_between(
    asking: Asking, bodies: Sequence[int], read: Read, as_of: date, time: Time, waiting: Waiting = NOTHING_WAITS
) -> Between:
    """Return the promises between bodies as they stood on any day; of very many the newest, see `between.MOST`."""
    rows = {one["id"]: one["row"] for one in facts_between(asking, ("commitment",), bodies)["commitment"]}
    told = undertaken(asking, rows)
    promises = [one for one in told if time.by(one["day"], as_of)]
    every, stands = gathered(promises), time.stands(asking, promises, as_of)
    unread, known = _by_promise(every, waiting, as_of), [read_by(((one[0], one[2]) for one in read), as_of)]
    found: dict[str, tuple[Owed, frozenset[str]]] = {}
    for record, *others in every:
        own, waits = frozenset(one["document"] for one in (record, *others)), unread.get(record["id"], _NOBODY)
        one = _glimpsed(record, len(own), own | waits, latest((record, *others), stands), known, as_of)
        found[record["id"]] = msgspec.structs.replace(one, waiting=len(waits)), own | waits
    seen = Timeline(Seen(*one) for one in read)

    def in_full(chosen: Iterable[Outline]) -> list[Owed]:
        return [found[one.id][0] for one in chosen]

    def heard(chosen: Iterable[Outline]) -> list[Owed]:
        return [_heard_out(*found[one.id], seen) for one in chosen]

    undated = 0 if time.dateless else sum(not is_dated(one["day"]) for one in told)
    newest = sorted(found.items(), key=lambda pair: pair[0])
    newest.sort(key=lambda pair: pair[1][0].record["published"] or "", reverse=True)
    return Between(_ranked(_outline(rows[id_], one) for id_, (one, _) in newest), in_full, heard, undated)


def owed(record: dict[str, Any], told: int, own: frozenset[str], stand: Stand, seen: Timeline, as_of: date) -> Owed:
    """Return a promise with its grade, its state, and what was not heard; `own` are the documents that word it."""
    return _heard_out(_glimpsed(record, told, own, stand, (), as_of), own, seen)


class _Heard(msgspec.Struct, frozen=True):
    """Where it is looked up what was heard: the register, what was read of the bodies, the day."""

    asking: Asking
    seen: Timeline
    as_of: date


_Tell = Callable[[_Heard, Outline, dict[str, Any], frozenset[str], frozenset[str]], Owed]


def _kept(of: _Heard, one: Outline, record: dict[str, Any], own: frozenset[str], unread: frozenset[str]) -> Owed:
    """Return what is known of a promise that the fold keeps; `own` documents word it, `unread` ones may speak of it."""
    stand = confirmed(of.asking, one.id, of.as_of) if one.decided else None
    stand = stand or as_announced(of.asking, [record], of.as_of)[one.id]
    told = _glimpsed(record, len(own), own | unread, stand, (), of.as_of)
    return msgspec.structs.replace(told, waiting=one.waiting)


def _kept_and_heard(
    of: _Heard, one: Outline, record: dict[str, Any], own: frozenset[str], unread: frozenset[str]
) -> Owed:
    """Return the same with the documents in which nothing was heard of it."""
    told = _heard_out(_kept(of, one, record, own, unread), own | unread, of.seen)
    if one.silent and told.silence.heard != "silent":  # it was read of a side that the brief is not about
        sides = Timeline(Seen(*each) for each in read_of(of.asking, sides_of(of.asking, one.row)))
        told = _heard_out(told, own | unread, sides)
    return told


def _unread_of(asking: Asking, waiting: Waiting, as_of: date) -> dict[int, frozenset[str]]:
    """Return the documents that may speak of each promise, by its row, whichever of its wordings they were linked to."""
    found: dict[int, set[str]] = {}
    for id_, row in promises_spoken_of(asking, waiting).items():
        found.setdefault(row, set()).update(_by_then(waiting[id_], as_of))
    worded = wordings_of(asking, found)
    left = {row: frozenset(told) - {document for _, document in worded[row]} for row, told in found.items()}
    return {row: told for row, told in left.items() if told}


def _by_promise(
    gathered_promises: Iterable[Sequence[Mapping[str, Any]]], waiting: Waiting, as_of: date
) -> dict[str, frozenset[str]]:
    """Return the same of promises that are counted anew, by their ids."""
    found = {}
    for same in gathered_promises if waiting else ():
        told = {each: day for one in same for each, day in waiting.get(one["id"], _NONE).items()}
        found[same[0]["id"]] = _by_then(told, as_of) - {one["document"] for one in same}
    return found


def _by_then(told: Mapping[str, str | None], as_of: date) -> frozenset[str]:
    return frozenset(document for document, day in told.items() if by_then(day, as_of))


def _outline(row: int, one: Owed) -> Outline:
    record, quiet = one.record, one.silence.heard == "silent" and one.grade != "declaratory"
    return Outline(
        row, record["id"], one.stand.state, one.grade, record["published"], str(record["language"]),
        one.overdue is not None, quiet, one.stand.decision is not None, one.waiting,
    )  # fmt: skip


def _ranked(outlines: Iterable[Outline]) -> tuple[Outline, ...]:
    """Return outlines, of which the newest come first, in the order in which they ask for something."""
    return tuple(sorted(outlines, key=_rank))


def _rank(one: Outline) -> int:
    """Return how little a promise asks for: it is not late, nothing more is owed, it cannot be checked, it is not silent."""
    marks = (not one.late, one.state in CLOSED, one.grade == "declaratory", not one.silent)
    rank = 0
    for mark in marks:
        rank = 2 * rank + mark
    return len(_GRADES) * rank + _GRADES.index(one.grade)


def _glimpsed(
    record: dict[str, Any],
    told: int,
    spoken: frozenset[str],
    stand: Stand,
    read: Iterable[Sequence[tuple[date, str]]],
    as_of: date,
) -> Owed:
    """Return a promise without the documents in which nothing was heard of it; `spoken` are those that speak of it."""
    amount = Money(record["amount"], record["currency"]) if record["amount"] and record["currency"] else None
    grade = checkability(record["quote"] or "", due=record["due"], amount=amount).grade
    quiet = glimpse(stand.state, stand.since or record["published"], read, spoken | {stand.document}, as_of=as_of)
    return Owed(record, grade, stand, overdue(record["due"], stand.state, as_of=as_of), quiet, told)


def _heard_out(one: Owed, spoken: Collection[str], seen: Timeline) -> Owed:
    """Return a promise with the documents in which nothing was heard of it."""
    said, last = {*spoken, one.stand.document}, one.stand.since or one.record["published"]
    others = (each for each in seen.since(last) if each.document not in said)
    return msgspec.structs.replace(one, silence=silence(one.stand.state, last, others, as_of=one.silence.as_of))
