"""What one unit (a text, or a person's entry) says once its decisions are heard. Pure.

In:  the unit's id and words, the facts of its newest reading, the standing decisions that concern it.
Out: `Composed`: mentions and facts with their public ids, and the decisions whose anchor matches nothing here.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from accord.errors import DecisionError
from accord.model.anchor import Anchor, anchor, locate
from accord.model.decision import Confirm, Decided, Enter, Reject, Same, SetValue, Withdraw, anchors_of
from accord.model.mention import Mention
from accord.model.reading import Facts, Party, Span
from accord.register.tables.kinds import KINDS, Kind, entered, full_key, key, main_span, party_ids, with_field
from accord.register.units.following import Follow, Owed, Told, follow
from accord.register.units.matching import find_fact, find_party

__all__ = ["Composed", "Fact", "Side", "compose", "fact_anchor", "party_anchor", "public_id"]

_OF_PLACES = ("government", "party_committee", "park")  # bodies whose names say where they are
_MOST_AROUND = 24  # places that a document names of which identity hears: of a list of a hundred none is the scene


class Side(msgspec.Struct, frozen=True):
    """One side of a decision that mentions, or reports, are one or are not.

    Attributes:
        decision: Sequence of the decision.
        side: 0 for its left anchor, 1 and more for the others.
        same: Whether it says that they are one.
    """

    decision: int
    side: int
    same: bool


class Fact(msgspec.Struct, frozen=True):
    """One fact of one unit.

    Attributes:
        id: Public id: the kind's letter and the hash of the fact's anchor.
        kind: Which kind.
        value: The reading's value, with the fields that decisions set.
        parties: Positions in `Composed.mentions` of the bodies that take part, in order.
        as_read: The same as the document was read, where a decision changed them; else empty.
        span: The words that prove it first; None where only an entry does.
        edited: Ids of the decisions that made, changed or confirmed it.
        overrides: Of an agreement: field -> [sequence of the decision, value], laid over all its reports.
        rejected: Of an agreement: it is rejected as such, in all its reports.
        followed: What decisions say became of it.
        owed: Which posts decisions say are to keep it.
    """

    id: str
    kind: str
    value: Any
    parties: tuple[int, ...]
    as_read: tuple[int, ...]
    span: Span | None
    edited: tuple[str, ...]
    overrides: dict[str, list[Any]]
    rejected: bool
    sides: tuple[Side, ...] = ()
    followed: tuple[Follow, ...] = ()
    owed: tuple[Owed, ...] = ()


class Composed(msgspec.Struct, frozen=True):
    """What one unit says.

    Attributes:
        sides: For each mention, the sides of decisions on who is who that it stands on.
        told: Where words stand that decisions on promises rest on.
        orphans: Id of a decision, and why it holds on to nothing here.
    """

    unit: str
    relevant: bool
    withdrawn: bool
    mentions: tuple[Mention, ...]
    sides: tuple[tuple[Side, ...], ...]
    facts: tuple[Fact, ...]
    orphans: tuple[tuple[str, str], ...]
    told: tuple[Told, ...] = ()


class _Draft(msgspec.Struct):
    """A fact while decisions are being applied to it; `where` and `key` are of the reading as it came."""

    kind: Kind
    value: Any
    where: str
    key: str
    as_read: tuple[str, ...]
    edited: list[str]
    overrides: dict[str, list[Any]]
    rejected: bool = False
    gone: bool = False
    sides: tuple[Side, ...] = ()
    followed: tuple[Follow, ...] = ()
    owed: tuple[Owed, ...] = ()


def compose(
    unit: str, content: str, facts: Facts, decisions: Sequence[Decided], *, older: Sequence[str] = ()
) -> Composed:
    """Return the mentions and facts of a unit under its decisions, applied in the order in which they were taken.

    An anchor holds on to the reading as it came, never to what another decision made of it. `older` are the ids of the
    texts that this one supersedes: anchors in them hold here.
    """
    parties = list(facts.parties)
    drafts = [_draft(kind, value, parties) for kind in KINDS.values() for value in getattr(facts, kind.field)]
    read = [(draft.kind.name, draft.value, full_key(draft.kind, draft.value, facts.parties)) for draft in drafts]
    orphans: list[tuple[str, str]] = []
    for decided in decisions:
        try:
            if isinstance(decided.decision, Enter):
                drafts.append(_entered(decided, decided.decision, content, parties))
            elif isinstance(decided.decision, Confirm | Reject | SetValue):
                _apply(decided, content, read, drafts, parties)
        except DecisionError as error:
            orphans.append((decided.id, str(error)))
    by_hand = [
        (draft.kind.name, draft.value, full_key(draft.kind, draft.value, parties)) for draft in drafts[len(read) :]
    ]
    following = follow(content, decisions, {unit, *older}, [*read, *by_hand])
    for at, said in following.of.items():
        drafts[at].followed = said
    for at, posts in following.owed.items():
        drafts[at].owed = posts
    sides = _sides(content, _anchored(decisions, {unit, *older}), (parties, read, drafts), orphans)
    withdrawn = any(isinstance(decided.decision, Withdraw) for decided in decisions)
    standing = [] if withdrawn else [draft for draft in drafts if not draft.gone]
    return Composed(
        unit=unit,
        relevant=facts.relevant,
        withdrawn=withdrawn,
        mentions=() if withdrawn else tuple(_mentions(unit, parties, _surroundings(facts))),
        sides=() if withdrawn else tuple(sides[at] for at in range(len(parties))),
        facts=tuple(_facts(unit, standing, parties)),
        orphans=(*orphans, *following.orphans),
        told=() if withdrawn else following.told,
    )


def fact_anchor(unit: str, content: str, kind: Kind, value: Any, parties: Sequence[Party]) -> Anchor:
    """Return the anchor by which a decision holds on to a fact of a reading."""
    return anchor(unit, content, main_span(value) or (0, 0), kind=kind.name, key=full_key(kind, value, parties))


def party_anchor(unit: str, content: str, party: Party) -> Anchor:
    """Return the anchor by which a decision holds on to a party of a reading; of one entered by hand, to its name."""
    return anchor(unit, content, next(iter(party.mentions), (0, 0)), kind="party", key=party.name)


def public_id(letter: str, *parts: str) -> str:
    """Return a public id: a letter and twelve hexadecimal digits of the hash of what identifies the thing.

    >>> public_id("p", "sha256:00", "Wuxi")
    'p-a92b3fcf1cd4'
    """
    return f"{letter}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:12]}"


def _draft(kind: Kind, value: Any, parties: Sequence[Party]) -> _Draft:
    start, end = main_span(value) or (0, 0)
    return _Draft(kind, value, f"{start}-{end}", key(kind, value, parties), party_ids(kind, value), [], {})


def _entered(decided: Decided, enter: Enter, content: str, parties: list[Party]) -> _Draft:
    span = locate(enter.words, content) if enter.words else None
    if enter.words and span is None:
        raise DecisionError("the words of the entry are no longer there")
    kind = KINDS[enter.kind]
    value = entered(kind, enter.fields, span, parties)
    return _Draft(kind, value, decided.id, "", party_ids(kind, value), [decided.id], {})


def _apply(
    decided: Decided,
    content: str,
    read: Sequence[tuple[str, Any, str]],
    drafts: list[_Draft],
    parties: list[Party],
) -> None:
    decision = decided.decision
    assert isinstance(decision, Confirm | Reject | SetValue)
    at = find_fact(decision.fact, content, read) if decision.fact else None
    if at is None:
        raise DecisionError("the words, or the fact on them, are no longer there")
    draft = drafts[at]
    if isinstance(decision, Reject):
        whole = decision.scope == "agreement" and draft.kind.name == "agreement"
        draft.rejected, draft.gone = draft.rejected or whole, draft.gone or not whole
        return
    if isinstance(decision, Confirm):
        draft.edited.append(decided.id)
        return
    draft.value = with_field(draft.kind, draft.value, decision.field, decision.value, parties)
    draft.edited.append(decided.id)
    if draft.kind.name == "agreement":
        new = msgspec.to_builtins(getattr(draft.value, decision.field))
        draft.overrides[decision.field] = [int(decided.id[1:]), new]


def _anchored(decisions: Iterable[Decided], here: set[str]) -> Iterable[tuple[Side, Anchor]]:
    """Yield the anchors in this unit of the decisions on who is who, each with the side that it is."""
    for decided in decisions:
        same = isinstance(decided.decision, Same)
        for at, held in enumerate(anchors_of(decided.decision)):
            if held.document in here and held.kind != "person":  # see `person_marks`
                yield Side(int(decided.id[1:]), at, same), held


def _sides(
    content: str,
    anchored: Iterable[tuple[Side, Anchor]],
    said: tuple[Sequence[Party], Sequence[tuple[str, Any, str]], Sequence[_Draft]],
    orphans: list[tuple[str, str]],
) -> dict[int, tuple[Side, ...]]:
    """Return the sides that each mention stands on; those of facts are noted in their drafts."""
    parties, read, drafts = said
    sides: dict[int, tuple[Side, ...]] = defaultdict(tuple)
    for side, held in anchored:
        of_party = held.kind == "party"
        at = find_party(held, content, parties) if of_party else find_fact(held, content, read)
        if at is None:
            orphans.append((f"d{side.decision}", f"the words, or the {held.kind} on them, are no longer there"))
        elif of_party:
            sides[at] += (side,)
        else:
            drafts[at].sides += (side,)
    return sides


def _facts(unit: str, drafts: Iterable[_Draft], parties: Sequence[Party]) -> Iterable[Fact]:
    positions = {party.id: at for at, party in enumerate(parties)}
    seen: dict[tuple[str, str, str], int] = {}
    for draft in drafts:
        anchored = (draft.kind.name, draft.where, draft.key)
        turn = seen[anchored] = seen.get(anchored, 0) + 1
        now = party_ids(draft.kind, draft.value)
        before = draft.as_read if now != draft.as_read else ()
        yield Fact(
            id=public_id(draft.kind.letter, unit, *anchored, *([str(turn)] if turn > 1 else [])),
            kind=draft.kind.name,
            value=draft.value,
            parties=tuple(positions[p] for p in now if p in positions),
            as_read=tuple(positions[p] for p in before if p in positions),
            span=main_span(draft.value),
            edited=tuple(draft.edited),
            overrides=draft.overrides,
            rejected=draft.rejected,
            sides=draft.sides,
            followed=draft.followed,
            owed=draft.owed,
        )


def _mentions(unit: str, parties: Sequence[Party], around: tuple[str, ...]) -> Iterable[Mention]:
    turns: Counter[str] = Counter()
    for party in parties:
        turns[party.name] += 1
        turn = [str(turns[party.name])] if turns[party.name] > 1 else []
        id_ = public_id("p", unit, party.name, *turn)
        yield Mention(id_, party.name, party.names, party.kind, party.region, around)


def _surroundings(facts: Facts) -> tuple[str, ...]:
    """Return the places and authorities that a document names, which decide what a name means that several places have."""
    told = [each.place for each in facts.agreements if each.place]
    told += [each.place for each in facts.meetings if each.place]
    told += [party.name for party in facts.parties if party.kind in _OF_PLACES]
    told += [party.region for party in facts.parties if party.region]
    return tuple(sorted(set(told[:_MOST_AROUND])))
