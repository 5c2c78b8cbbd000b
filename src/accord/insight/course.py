"""The course of an agreement, from its signing to its delivery: one line of days.

In:  an agreement with its commitments and links as its page has them, its mechanisms, what later news may say of its promises.
Out: `Moment`s in order: what came before it, its signing, agreements that followed, sessions, states that people confirmed, what
     is due, what waits for a person. A day known in part stands on the last one that it may mean.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from accord.follow.silence import CLOSED, overdue
from accord.follow.wordings import gathered
from accord.insight.mechanisms import HELD, Mechanism, rhythms, tellings
from accord.model.dates import PartialDate, interval
from accord.model.terms import State
from accord.register import Asking
from accord.register.asking.mechanisms import mechanisms_in
from accord.register.asking.states import steps_of

__all__ = ["Moment", "Step", "Waits", "course"]

Step = Literal["signed", "agreement", "held", "planned", "expected", "state", "due", "late", "asked"]
_ORDER: tuple[Step, ...] = ("signed", "agreement", "held", "state", "asked", "late", "due", "planned", "expected")


class Moment(msgspec.Struct, frozen=True):
    """Something in the course of an agreement.

    Attributes:
        at: Where it stands on the line; None where no year is known: it then comes last.
        day: The day as it was said; of an expected session its period's last.
        step: What it is.
        id: Of the agreement, mechanism or promise.
        quote: The words that prove it; None where only a person's word does.
        document: In which they stand.
        state: Of a promise: as confirmed, or as later words would have it.
        name: Of a mechanism or an agreement's kind.
        decision: Id of the decision that confirms it.
    """

    at: date | None
    day: PartialDate | None
    step: Step
    id: str
    quote: str | None = None
    document: str | None = None
    state: State | None = None
    name: str | None = None
    decision: str | None = None
    claim: bool = False


class Waits(msgspec.Struct, frozen=True):
    """What later news may say of a promise, as the program thinks: words, their document and its day."""

    promise: str
    state: State
    quote: str
    document: str
    day: PartialDate | None


def course(asking: Asking, page: Mapping[str, Any], waits: Iterable[Waits], as_of: date) -> list[Moment]:
    """Return the course of an agreement by a day and ahead of it.

    Args:
        asking: One state of the register.
        page: The agreement as `register.show` returns it.
        waits: What waits for a person, of any promise.
        as_of: The day.
    """
    told = tellings(asking, mechanisms_in(asking, {one["document"] for one in page["reports"]}))
    own = [
        one
        for one in rhythms(asking, told, as_of)
        if one.telling.agreement and one.telling.agreement["id"] == page["record"]["id"]
    ]
    promises = gathered(page["commitments"])
    ids = {one["id"] for same in promises for one in same}
    found = [*_agreements(page), *_sessions(own), *_states(asking, promises), *_due(promises, as_of)]
    found += [
        _moment(one.day, "asked", one.promise, quote=one.quote, document=one.document, state=one.state)
        for one in waits
        if one.promise in ids
    ]
    return sorted(found, key=lambda one: (one.at or date.max, _ORDER.index(one.step), one.id, one.decision or ""))


def _moment(day: PartialDate | None, step: Step, id_: str, **more: Any) -> Moment:  # noqa: ANN401 - fields of `Moment`
    known = interval(day) if day else None
    return Moment(known[1] if known else None, day, step, id_, **more)


def _agreements(page: Mapping[str, Any]) -> Iterator[Moment]:
    record = page["record"]
    yield _signed(record, "signed")
    others = list(page["series"]["agreements"]) if page["series"] else []
    others += [link["agreement"] for link in page["links"] if link["agreement"]]
    for other in {one["id"]: one for one in others}.values():
        yield _signed(other, "agreement")


def _signed(record: Mapping[str, Any], step: Step) -> Moment:
    day = record["date"] if record["date"] and interval(record["date"]) else record["published"]
    return _moment(day, step, record["id"], name=record["kind"])


def _sessions(mechanisms: Iterable[Mechanism]) -> Iterator[Moment]:
    for one in mechanisms:
        record = one.telling.record
        for step in one.sessions:
            sign: Step = "held" if step["state"] == HELD else "planned"
            words = {"quote": step["quote"], "document": step["document"], "decision": step["decision"]}
            yield _moment(step["day"], sign, record["id"], name=record["name"], **words)
        if one.rhythm.next and not one.rhythm.planned:
            yield _moment(one.rhythm.next.last.isoformat(), "expected", record["id"], name=record["name"])


def _states(asking: Asking, promises: Iterable[list[dict[str, Any]]]) -> Iterator[Moment]:
    """Yield what people confirmed of promises, the words of the promise's earliest report standing for all."""
    of = {one["id"]: same[0]["id"] for same in promises for one in same}
    for promise, steps in steps_of(asking, of).items():
        for step in steps:
            more = {name: step[name] for name in ("quote", "document", "state", "decision", "claim")}
            yield _moment(step["day"], "state", of[promise], **more)


def _due(promises: Iterable[list[dict[str, Any]]], as_of: date) -> Iterator[Moment]:
    """Yield the days on which something is due that nobody said is delivered; a promise that any report says so of is done."""
    for same in promises:
        first = same[0]
        if first["due"] and not any(one["state"] in CLOSED for one in same):
            late = overdue(first["due"], first["state"], as_of=as_of)
            more = {"quote": first["quote"], "document": first["document"], "state": first["state"]}
            yield _moment(first["due"], "late" if late else "due", first["id"], **more)
