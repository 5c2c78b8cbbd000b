"""What a person decides, once. Decisions are only ever added; undoing one is another one.

Each is a constraint on what the fold derives. It is anchored by words, never by a row id or a bare offset, so it stands
after everything is read again with better rules; an anchor that matches nothing any more is listed as orphaned.

A merge or a split is accepted or rejected as `Same` or `Different`, which hold on to words and so outlive the proposal;
a doubtful fact is accepted by `Confirm` and rejected by `Reject`.
"""

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from accord.model.anchor import Anchor
from accord.model.dates import PartialDate
from accord.model.terms import FactKind, State

__all__ = [
    "Confirm",
    "Decided",
    "Decision",
    "Different",
    "Enter",
    "Purge",
    "Reached",
    "Reject",
    "Same",
    "SetValue",
    "Undo",
    "Unrelated",
    "Withdraw",
    "anchors_of",
    "undone",
]


class Same(msgspec.Struct, frozen=True, tag="same"):
    """Two mentions name one body; or two reports tell of one agreement."""

    left: Anchor
    right: Anchor


class Different(msgspec.Struct, frozen=True, tag="different"):
    """Two mentions name two bodies; or two reports tell of two agreements.

    Attributes:
        left: The one that leaves, where both were one.
        right: What it is not.
        also: What else it is not.
    """

    left: Anchor
    right: Anchor
    also: tuple[Anchor, ...] = ()


class SetValue(msgspec.Struct, frozen=True, tag="value"):
    """A field of the fact has this value. Of an agreement told by several reports, the agreement has it."""

    fact: Anchor
    field: str
    value: Any


class Reject(msgspec.Struct, frozen=True, tag="reject"):
    """The words do not say this fact.

    Attributes:
        scope: `fact`: this document does not say it. `agreement`: there is no such agreement, whoever reports it.
    """

    fact: Anchor
    scope: Literal["fact", "agreement"] = "fact"


class Confirm(msgspec.Struct, frozen=True, tag="confirm"):
    """A fact that the program doubts holds as it was read.

    Attributes:
        fact: Where it stands.
        proposal: Under which id it was asked, for proposals that are about no fact; none is so yet.
    """

    fact: Anchor | None = None
    proposal: str | None = None


class Enter(msgspec.Struct, frozen=True, tag="enter"):
    """A fact by hand.

    Attributes:
        kind: Kind of the fact.
        fields: Its fields by name; parties and actors are names, not ids.
        words: The words that prove it, where there are any; else the entry itself is the evidence.
    """

    kind: FactKind
    fields: dict[str, Any]
    words: Anchor | None = None


class Reached(msgspec.Struct, frozen=True, tag="reached"):
    """A promise is in this state.

    Attributes:
        target: The promise: a commitment, a project or a mechanism.
        state: In which state.
        words: The words of a document that say so; None where only the person does.
        claim: One side says so of itself.
        day: On which it was so, as far as known.
    """

    target: Anchor
    state: State
    words: Anchor | None = None
    claim: bool = False
    day: PartialDate | None = None


class Unrelated(msgspec.Struct, frozen=True, tag="unrelated"):
    """The words are of something else than the promise; they are not proposed for it again."""

    target: Anchor
    words: Anchor


class Owes(msgspec.Struct, frozen=True, tag="owes"):
    """A post is to keep a promise: it stays with the post when the person moves.

    Attributes:
        target: The promise.
        post: Words of the post.
        body: At which body it is: its name; None where that is not said.
    """

    target: Anchor
    post: str
    body: str | None = None


class Withdraw(msgspec.Struct, frozen=True, tag="withdraw"):
    """A document is hidden with all its facts."""

    document: str


class Purge(msgspec.Struct, frozen=True, tag="purge"):
    """The words of a document are erased for ever; this cannot be undone."""

    document: str


class Undo(msgspec.Struct, frozen=True, tag="undo"):
    """An earlier decision, by its id, no longer holds."""

    decision: str


Decision = Same | Different | SetValue | Reject | Confirm | Enter | Reached | Unrelated | Owes | Withdraw | Purge | Undo


class Decided(msgspec.Struct, frozen=True):
    """A decision as recorded.

    Attributes:
        id: `d1`, `d2` ... in the order in which they were taken.
        decision: What was decided.
        by: Who.
        at: When (RFC 3339, UTC); never part of a digest.
        why: In the person's words, or None.
    """

    id: str
    decision: Decision
    by: str
    at: str
    why: str | None = None


def anchors_of(decision: Decision) -> tuple[Anchor, ...]:
    """Return the anchors of a decision on who is who, the left one first; none of any other decision."""
    match decision:
        case Same():
            return (decision.left, decision.right)
        case Different():
            return (decision.left, decision.right, *decision.also)
        case _:
            return ()


def undone(undos: Iterable[tuple[int, int]]) -> set[int]:
    """Return the numbers of the decisions that do not hold, from (number of the undo, number of what it undoes).

    An undo that was itself undone does not hold; so later ones are looked at first.

    >>> sorted(undone([(2, 1), (3, 2)]))
    [2]
    """
    gone: set[int] = set()
    for seq, target in sorted(undos, reverse=True):
        if seq not in gone:
            gone.add(target)
    return gone
