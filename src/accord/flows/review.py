"""Decide who is who: accept or reject what the program proposes, merge, split.

In:  ids as printed, who decides and why (`Deciding`).
Out: the decision as recorded; the register folded under it. A decision that contradicts others is refused.

A merge is `Same`, a split `Different`, whether the program proposed it or not: both hold on to words, so they stand after
everything is read again and the proposal is forgotten.
"""

from typing import Any

import msgspec

from accord.errors import DecisionError, Listed, Message, NotFoundError
from accord.flows.decide import Deciding, record
from accord.model.anchor import Anchor
from accord.model.decision import Decided, Different, Same
from accord.register import Asking, anchor_of, anchor_of_mention, find_id, over, proposal
from accord.register.asking.known import known_apart
from accord.register.asking.members import Member, members, reports_beside
from accord.register.asking.person_members import anchor_of_person, mention_of_person, person_members
from accord.register.decisions.chronicle import decisions_with
from accord.register.log.log import Connection
from accord.register.review.settled import settled

__all__ = ["Side", "accept", "merge", "reject", "sides", "split"]

_HOLDS = {"merge": ("party", "mention"), "same_person": ("person", "mention"), "same_event": ("agreement", "report")}


class Side(msgspec.Struct, frozen=True):
    """One side of a proposal: what it is (`party`, `person`, `agreement`), the mention or report, and its anchor."""

    what: str
    id: str
    anchor: Anchor


def accept(deciding: Deciding, proposed: str) -> Decided:
    """Return the recorded decision that both sides of a proposal are one."""
    left, right = sides(deciding, proposed)
    return record(deciding, Same(left.anchor, right.anchor))


def reject(deciding: Deciding, proposed: str) -> Decided:
    """Return the recorded decision that both sides of a proposal are not one; it is proposed no more."""
    left, right = sides(deciding, proposed)
    return record(deciding, Different(left.anchor, right.anchor))


def merge(deciding: Deciding, left: str, right: str, *, anyway: bool = False) -> Decided:
    """Return the recorded decision that two bodies are one, or that two persons or two agreements are.

    Args:
        deciding: Where it is recorded, and under whose name.
        left: The id of a body, a mention or a report.
        right: Another one.
        anyway: Also where the gazetteer knows the bodies to be two; the decision's reason says so.

    Raises:
        DecisionError: They are of different kinds, known to be two, or one already; or other decisions stand against it.
    """
    with deciding.register.reading() as connection:
        (what, one), (other_kind, other) = (_meant(connection, id_) for id_ in (left, right))
        if what != other_kind:
            raise DecisionError(
                "%(left)s is a %(what)s, %(right)s a %(other)s; only two of a kind can be one",
                left=left, what=Listed("Thing", what), right=right, other=Listed("Thing", other_kind),
            )  # fmt: skip
        if one == other:
            raise DecisionError(
                "%(left)s and %(right)s are one and the same name; nothing was recorded", left=left, right=right
            )
        apart = known_apart(connection, one, other) if what == "party" else None
        anchors = [_anchor(connection, what, id_) for id_ in (one, other)]
    if apart and not anyway:
        raise DecisionError(
            "the gazetteer knows these to be two bodies: %(left)s, and %(right)s; nothing was recorded",
            hint="if they are one all the same, say so: --anyway, with --why",
            left=apart[0],
            right=apart[1],
        )
    return record(_against(deciding, apart) if apart else deciding, Same(anchors[0], anchors[1]))


def _against(deciding: Deciding, apart: tuple[str, str]) -> Deciding:
    """Return where the decision goes, with a reason that says against what it is taken."""
    noted = f"taken although the gazetteer knows two bodies: {apart[0]}, and {apart[1]}"
    return msgspec.structs.replace(deciding, why=f"{deciding.why}; {noted}" if deciding.why else noted)


def split(deciding: Deciding, id_: str, *, away_from: str | None = None, only_here: bool = False) -> Decided:
    """Return the recorded decision that a body, a person, or a report of an agreement, is another one than it was taken for.

    Args:
        deciding: Where it is recorded, and under whose name.
        id_: The id of a mention of the body or the person, or of a report: what leaves.
        away_from: What it is not; None: none of all that it was one with.
        only_here: Only the mention in this document leaves, not the name in all documents.

    Raises:
        DecisionError: There is nothing from which it could be parted; or other decisions stand against it.
    """
    with deciding.register.reading() as connection:
        what, leaving = _meant(connection, id_)
        if away_from is not None:
            kind, other = _meant(connection, away_from)
            if kind != what:
                raise DecisionError(
                    "%(left)s is a %(what)s, %(right)s a %(other)s; they are not one",
                    left=id_, what=Listed("Thing", what), right=away_from, other=Listed("Thing", kind),
                )  # fmt: skip
            if other == leaving:
                raise DecisionError(
                    "%(left)s and %(right)s are one and the same mention; nothing was recorded",
                    left=id_,
                    right=away_from,
                )
            others = [other]
        elif what == "agreement":
            others = reports_beside(connection, leaving)
        elif what == "person":
            others = _rest(person_members(connection, leaving), leaving, only_here=only_here)
        else:
            others = _rest(members(connection, leaving), leaving, only_here=only_here)
        if not others:
            raise DecisionError("%(id)s stands alone already; there is nothing to part it from", id=id_)
        left, right, *also = (_anchor(connection, what, one) for one in (leaving, *others))
    return record(deciding, Different(left, right, tuple(also)))


def _rest(found: list[Member], leaving: str, *, only_here: bool) -> list[str]:
    """Return the smallest mention of each other name of the body; with `only_here` also of its own."""
    here = next(one for one in found if leaving in one.mentions)
    named = [one for one in found if one.name == here.name]
    rest: dict[str, str] = {}
    for one in found:
        if one not in named:
            rest[one.name] = min(rest.get(one.name, one.mentions[0]), one.mentions[0])
    beside = [mention for one in named for mention in one.mentions if mention != leaving]
    if only_here and beside:
        return [min(beside), *rest.values()]
    if not rest and beside:
        raise DecisionError(
            "its names are one by themselves, everywhere; only the mention of one document can be parted",
            hint="to do so, say: --only-here",
        )
    return list(rest.values())


def sides(deciding: Deciding, proposed: str) -> tuple[Side, Side]:
    """Return both sides of a proposal.

    Raises:
        NotFoundError: Nothing is proposed under the id.
        DecisionError: It was accepted or rejected before, and that stands.
    """
    with deciding.register.reading() as connection:
        told = _proposal(over(connection), proposed)
        what, held = _HOLDS[told["kind"]]
        ids = [str(told[side][held]) for side in ("left", "right")]
        left, right = (Side(what, id_, _anchor(connection, what, id_)) for id_ in ids)
    return left, right


def _proposal(asking: Asking, proposed: str) -> dict[str, Any]:
    """Return the proposal.

    Raises:
        DecisionError: It was accepted or rejected before, and that stands.
    """
    try:
        return proposal(asking, proposed)
    except NotFoundError as error:
        if (found := settled(asking, proposed)) is None:
            raise
        by = decisions_with(asking, [found.decision])[found.decision]["by"]
        raise DecisionError(
            "%(id)s is %(answer)s already: %(decision)s, by %(by)s",
            hint=f"to decide otherwise, undo that first: accord decide undo {found.decision}",
            id=proposed, answer=answered(same=found.same), decision=found.decision, by=by,
        ) from error  # fmt: skip


def answered(*, same: bool) -> Message:
    """Return what was said of a proposal, in a word."""
    return Message("accepted") if same else Message("rejected")


def _meant(connection: Connection, id_: str) -> tuple[str, str]:
    """Return what an id means, `party`, `person` or `agreement`, and the id of the mention or report it holds on to."""
    asking = over(connection)
    if id_.startswith("h-"):
        return "person", mention_of_person(connection, id_)
    what, whole = find_id(asking, id_)
    if what == "party":
        return what, _mention_of(connection, whole)
    if what == "fact" and whole.startswith(("a-", "e-")):
        return "agreement", whole
    raise DecisionError(
        "%(id)s is a %(what)s; parties can be merged and split, persons, and agreements",
        id=id_,
        what=Listed("Thing", what),
    )


def _mention_of(connection: Connection, whole: str) -> str:
    """Return the id itself where it is a mention's, else the smallest mention of the body that it means."""
    found = members(connection, whole)
    listed = [mention for one in found for mention in one.mentions]
    return whole if whole in listed else min(listed)


def _anchor(connection: Connection, what: str, id_: str) -> Anchor:
    holds = {"party": anchor_of_mention, "person": anchor_of_person, "agreement": anchor_of}
    return holds[what](connection, id_)
