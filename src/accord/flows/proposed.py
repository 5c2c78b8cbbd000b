"""Answer what later news proposes by the id that `accord proposals` prints: it names the promise, the words, the state.

In:  the id of a proposal, or its beginning; the proposal found; who decides (`Deciding`).
Out: the proposal; the decision as recorded.
"""

from accord.errors import NotFoundError
from accord.flows.decide import Deciding
from accord.flows.follow import Followed, followed
from accord.flows.plans import follow_promise
from accord.flows.reached import Words
from accord.model.dates import PartialDate
from accord.model.decision import Decided
from accord.model.terms import State
from accord.register import Asking

__all__ = ["PROPOSAL", "accept_later", "proposed_later", "refuse_later"]

PROPOSAL = "q-"  # how the id of a proposal begins


def proposed_later(asking: Asking, id_: str) -> Followed:
    """Return what is proposed under an id, or under what begins so.

    Raises:
        NotFoundError: Nothing is, or several are.
    """
    found = [one for one in followed(asking) if one.id.startswith(id_)]
    if not found:
        raise NotFoundError(
            "there is no proposal '%(id)s'", hint="those that wait are named by: accord proposals", id=id_
        )
    if len({one.id for one in found}) > 1:
        raise NotFoundError("'%(id)s' may be %(all)s", id=id_, all=sorted({one.id for one in found}))
    return found[0]


def accept_later(
    deciding: Deciding,
    one: Followed,
    state: State | None = None,
    *,
    claim: bool = False,
    day: PartialDate | None = None,
) -> Decided:
    """Return the recorded decision that a proposal is so; in another state, where one is said.

    Raises:
        ConflictError: Somebody has answered the same question in between.
        DecisionError: The day is none, or still to come.
    """
    claimed = claim or one.link.kind == "claim"
    words = Words(one.document, span=one.link.span)
    return follow_promise(deciding, one.link.promise.id, state or one.link.state, words, claim=claimed, day=day)


def refuse_later(deciding: Deciding, one: Followed) -> Decided:
    """Return the recorded decision that the words of a proposal are of something else.

    Raises:
        ConflictError: Somebody has answered the same question in between.
    """
    return follow_promise(deciding, one.link.promise.id, None, Words(one.document, span=one.link.span))
