"""Mechanisms and whether they live: each with its agreement, its members, its sessions, and what its rhythm expects.

In:  mechanisms as the register lists them; what people confirmed of them; what was read; the day.
Out: `Mechanism`s. A session is a step that a person confirmed (`under_way`, "it met"; `announced`, "it is to meet"); a
     meeting in which members take part only may be one, until somebody says so.

Several reports of one agreement tell its mechanisms several times: those of one kind, in different documents, whose rhythms do
not contradict each other, are one; the earliest that says the rhythm is shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from accord.errors import NotFoundError
from accord.follow.sessions import Expected, Rhythm, Session, rhythm
from accord.follow.silence import Seen
from accord.insight.perhaps import Answered, answered, may_be_sessions
from accord.model.dates import PartialDate, interval
from accord.register import Asking
from accord.register.asking.mechanisms import (
    agreements_beside,
    mechanisms_beside,
    members_of,
)
from accord.register.asking.states import steps_of
from accord.register.pages.between import bodies_told, read_of

__all__ = ["HELD", "PLANNED", "Mechanism", "Telling", "flat", "held_in", "lives", "mechanism", "rhythms", "tellings"]

HELD, PLANNED = "under_way", "announced"  # states of a mechanism that say that a session was held, or is to be
_NO_NEWS = ("open", "waiting", "missed", "unread")  # states of a period in which no session is known
_NOWHEN: PartialDate = "9999"


class Telling(msgspec.Struct, frozen=True):
    """A mechanism, however many reports tell of it.

    Attributes:
        record: As the list has it, of the earliest report that says the rhythm.
        ids: Of all facts that tell of it, the record's first.
        documents: In which they stand.
        agreement: What set it up; None where its document tells of none, or of several that all might have.
        since: The day on which it was set up, else told.
    """

    record: dict[str, Any]
    ids: tuple[str, ...]
    documents: frozenset[str]
    agreement: dict[str, Any] | None
    since: PartialDate | None


class Mechanism(msgspec.Struct, frozen=True):
    """A mechanism on a day.

    Attributes:
        telling: What is said of it.
        members: Rows and records of the bodies that take part: those named with it, else the parties of its agreement.
        rhythm: Periods in which a session was expected, and what is known of each; `perhaps` where an unanswered meeting lies in it.
        sessions: Steps of people that say that it met or is to meet, the oldest first.
        steps: All other steps of people.
        asked: Meetings that may be its sessions, the newest first, and that nobody has answered.
    """

    telling: Telling
    members: tuple[dict[str, Any], ...]
    rhythm: Rhythm
    sessions: tuple[dict[str, Any], ...]
    steps: tuple[dict[str, Any], ...]
    asked: tuple[dict[str, Any], ...]

    def count(self, state: str) -> int:
        """Return how many of the periods so far are in a state."""
        return sum(one.state == state for one in self.rhythm.expected)


def tellings(asking: Asking, records: Iterable[dict[str, Any]]) -> list[Telling]:
    """Return mechanisms, each once, in the order in which the first fact of each comes."""
    listed = list(records)
    beside = agreements_beside(asking, [one["id"] for one in listed])
    groups: dict[Any, list[list[dict[str, Any]]]] = defaultdict(list)
    order: list[list[dict[str, Any]]] = []
    agreements = {one["id"]: _agreement(one, beside.get(one["id"], ())) for one in listed}
    for one in listed:
        agreement = agreements[one["id"]]
        known = groups[agreement["id"], one["kind"]] if agreement else []
        same = next((group for group in known if _one_with(one, group)), None)
        if same is None:
            same = []
            known.append(same)
            order.append(same)
        same.append(one)
    return [_telling(group, agreements) for group in order]


def rhythms(asking: Asking, told: Sequence[Telling], as_of: date) -> list[Mechanism]:
    """Return mechanisms with their sessions and the next one alone: what was read and what may be one is not looked into."""
    steps = steps_of(asking, [id_ for one in told for id_ in one.ids])
    return [_plain(one, steps, as_of) for one in told]


def lives(asking: Asking, told: Sequence[Telling], as_of: date) -> list[Mechanism]:
    """Return mechanisms as they are on a day, with what was read and what may be their sessions."""
    ids = [id_ for one in told for id_ in one.ids]
    steps, members, told_of = steps_of(asking, ids), members_of(asking, ids), answered(asking, ids)
    return [_life(asking, one, (steps, members, told_of), as_of) for one in told]


def held_in(one: Mechanism) -> list[Session]:
    """Return the sessions of a mechanism, held and planned, as the rhythm takes them."""
    return [Session(step["decision"], step["day"]) for step in one.sessions]


def mechanism(asking: Asking, id_: str, as_of: date) -> Mechanism:
    """Return the mechanism of which a fact tells, on a day.

    Raises:
        NotFoundError: No fact of this id tells of a mechanism.
    """
    row = asking.execute("SELECT unit FROM fact WHERE id = :id AND kind = 'mechanism'", {"id": id_}).scalar()
    if row is None:
        raise NotFoundError("there is no mechanism '%(id)s'", hint="they are listed by: accord mechanisms", id=id_)
    records = mechanisms_beside(asking, row)
    found = next(one for one in tellings(asking, records) if id_ in one.ids)
    return lives(asking, [found], as_of)[0]


def _agreement(one: Mapping[str, Any], beside: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the agreement that set it up: the one beside it of which all its members are parties.

    Of several between the same bodies the first; of several between different ones nobody can say which.
    """
    named = {party["id"] for party in one["parties"]}
    fits = beside if len(beside) == 1 else [each for each in beside if named and named <= _sides(each)]
    return fits[0] if fits and all(_sides(each) == _sides(fits[0]) for each in fits) else None


def _sides(agreement: Mapping[str, Any]) -> set[str]:
    return {party["id"] for party in agreement["parties"]}


def _one_with(one: Mapping[str, Any], group: Sequence[Mapping[str, Any]]) -> bool:
    rhythms = {each["cadence"] for each in (one, *group)} - {None, "regular"}
    return len(rhythms) < 2 and one["document"] not in {each["document"] for each in group}


def _telling(group: Sequence[dict[str, Any]], agreements: Mapping[str, dict[str, Any] | None]) -> Telling:
    ordered = sorted(
        group, key=lambda one: (not one["cadence"], one["cadence"] == "regular", one["published"] or "9999", one["id"])
    )
    first = ordered[0]
    agreement = agreements[first["id"]]
    told = min((one["published"] for one in group if one["published"]), default=None)
    day = agreement["date"] if agreement else None
    since = day if day and interval(day) else told
    return Telling(
        first, tuple(one["id"] for one in ordered), frozenset(one["document"] for one in group), agreement, since
    )


_Known = tuple[Mapping[str, list[dict[str, Any]]], Mapping[str, list[int]], Answered]


def _life(asking: Asking, one: Telling, known: _Known, as_of: date) -> Mechanism:
    steps, members, told_of = known
    plain = _plain(one, steps, as_of)
    rows = list(dict.fromkeys(row for id_ in one.ids for row in members.get(id_, ()))) or _parties(asking, one)
    asked = may_be_sessions(asking, rows, one.since, one.documents, told_of)
    read = _read(asking, one, rows) if one.record["cadence"] else ()
    told = rhythm(one.record["cadence"], one.since, held_in(plain), read, as_of=as_of)
    told = msgspec.structs.replace(told, expected=tuple(_or_perhaps(each, asked) for each in told.expected))
    return msgspec.structs.replace(plain, members=tuple(bodies_told(asking, rows)), rhythm=told, asked=tuple(asked))


def _plain(one: Telling, steps: Mapping[str, list[dict[str, Any]]], as_of: date) -> Mechanism:
    taken = sorted((step for id_ in one.ids for step in steps.get(id_, ())), key=_when)
    sessions = tuple(step for step in taken if step["state"] in (HELD, PLANNED))
    others = tuple(step for step in taken if step not in sessions)
    held = (Session(step["decision"], step["day"]) for step in sessions)
    told = rhythm(one.record["cadence"], one.since, held, as_of=as_of)
    return Mechanism(one, tuple(one.record["parties"]), told, sessions, others, ())


def _parties(asking: Asking, one: Telling) -> list[int]:
    if one.agreement is None:
        return []
    asked = "SELECT p.entity FROM agreement_party p JOIN agreement a ON a.row = p.agreement WHERE a.id = :id ORDER BY 1"
    return [int(row) for row in asking.execute(asked, {"id": one.agreement["id"]}).scalars()]


def _read(asking: Asking, one: Telling, rows: Sequence[int]) -> Iterable[Seen]:
    known = interval(one.since) if one.since else None
    if known is None or not rows:
        return ()
    return (Seen(*each) for each in read_of(asking, rows, since=known[1].isoformat()) if each[0] not in one.documents)


def _or_perhaps(period: Expected, asked: Iterable[Mapping[str, Any]]) -> Expected:
    """Return a period as it is; `perhaps` where nothing is known but a meeting that nobody has answered yet."""
    if period.state not in _NO_NEWS:
        return period
    within = tuple(one["id"] for one in asked if _touches(one["day"], period))
    return msgspec.structs.replace(period, state="perhaps", sessions=within) if within else period


def _touches(day: PartialDate | None, period: Expected) -> bool:
    known = interval(day) if day else None
    return known is not None and known[0] <= period.period.last and period.period.first <= known[1]


def _when(step: Mapping[str, Any]) -> tuple[str, str]:
    return step["day"] or _NOWHEN, step["decision"]


def flat(one: Mechanism) -> dict[str, Any]:
    """Return a mechanism as one plain record: its rhythm, how many sessions were expected, held, not seen, which is next."""
    record, coming = one.telling.record, one.rhythm.next
    held = [step for step in one.sessions if step["state"] == HELD]
    return {
        "id": record["id"],
        "kind": record["kind"],
        "name": record["name"],
        "parties": list(one.members),
        "agreement": one.telling.agreement["id"] if one.telling.agreement else None,
        "cadence": record["cadence"],
        "since": one.telling.since,
        "expected": len(one.rhythm.expected),
        **{state: one.count(state) for state in ("held", "perhaps", "missed", "unread")},
        "sessions": len(held),
        "last": held[-1]["day"] if held else None,
        "next": coming.name if coming else None,
        "next_by": coming.last.isoformat() if coming else None,
        "waiting": len(one.asked),
        "quote": record["quote"],
        "published": record["published"],
        "document": record["document"],
        "source": record["source"],
    }
