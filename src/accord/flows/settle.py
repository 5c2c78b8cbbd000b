"""Settle what waits for a person while others do the same: each question once, by whoever was first.

In:  the id of a proposal or of a doubted fact, and what the person says.
Out: the decision as recorded. Where somebody else settled it in between nothing is kept, and the error names the decision.

What is asked again while nobody else writes makes the difference: of ten who answer one question at once, one is recorded.
"""

from collections.abc import Collection

from accord.errors import ConflictError
from accord.flows.decide import Deciding, record_all, undo
from accord.flows.review import answered, sides
from accord.model.anchor import Anchor
from accord.model.decision import Confirm, Decided, Decision, Different, Reject, Same
from accord.register import Asking, anchor_of, over
from accord.register.log.log import Connection
from accord.register.pages.documents import fact_here
from accord.register.review.settled import joined, settled

__all__ = ["settle", "undo_together"]


def settle(deciding: Deciding, asked: str, *, holds: bool) -> Decided:
    """Return the recorded answer: both sides of a proposal are one, or are not; a doubted fact holds, or does not.

    Raises:
        ConflictError: Somebody else has answered it in between.
        DecisionError: It contradicts decisions that stand; the error names them.
        NotFoundError: Nothing is asked under this id.
    """
    if asked.startswith("q-"):
        return _who_is_who(deciding, asked, same=holds)
    return _doubt(deciding, asked, holds=holds)


def undo_together(deciding: Deciding, decisions: Collection[str]) -> list[Decided]:
    """Return the recorded undoing of decisions that were taken together, the last one first."""
    return [undo(deciding, one) for one in sorted(decisions, key=lambda one: -int(one[1:]))]


def _who_is_who(deciding: Deciding, asked: str, *, same: bool) -> Decided:
    with deciding.register.asking() as asking:
        _refuse_settled(asking, asked)
    left, right = sides(deciding, asked)
    decision = Same(left.anchor, right.anchor) if same else Different(left.anchor, right.anchor)

    def check(connection: Connection) -> None:
        _refuse_settled(over(connection), asked)
        if joined(over(connection), left.what, left.id, right.id):
            raise ConflictError("%(id)s: both sides have become one in between, by what others decided", id=asked)

    return record_all(deciding, [decision], check=check)[0]


def _refuse_settled(asking: Asking, asked: str) -> None:
    if (found := settled(asking, asked)) is not None:
        raise ConflictError(
            "%(id)s is %(answer)s already: %(decision)s",
            (found.decision,),
            id=asked,
            answer=answered(same=found.same),
            decision=found.decision,
        )


def _doubt(deciding: Deciding, fact: str, *, holds: bool) -> Decided:
    def check(connection: Connection) -> None:
        _refuse_looked_at(over(connection), fact)

    with deciding.register.reading() as connection:
        check(connection)
        held: Anchor = anchor_of(connection, fact)
    decision: Decision = Confirm(held) if holds else Reject(held)
    return record_all(deciding, [decision], check=check)[0]


def _refuse_looked_at(asking: Asking, fact: str) -> None:
    """Refuse where a person has confirmed, corrected or rejected the fact."""
    found = fact_here(asking, fact)
    if found is not None and not found["edited"] and not found["rejected"]:
        return
    if found is not None and found["edited"]:
        last = found["edited"][-1]
        raise ConflictError("%(id)s was looked at already: %(decision)s", (last,), id=fact, decision=last)
    raise ConflictError("%(id)s stands no more: it was rejected, or its document withdrawn", id=fact)
