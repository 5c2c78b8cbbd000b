"""Say which post is to keep a promise: the promise stays with it when the person moves.

In:  where decisions go; a promise, words of a post, at which body.
Out: the decision as recorded.
"""

from accord.errors import DecisionError
from accord.flows.decide import Deciding, record_all
from accord.model.decision import Decided, Owes
from accord.register import find_id, over
from accord.register.units.anchors import anchor_of_promise

__all__ = ["owes"]

_COMMITMENT = "c-"  # letter of its ids
_MOST = 200  # characters of a post, and of a body's name


def owes(deciding: Deciding, promise: str, post: str, body: str | None = None) -> Decided:
    """Return the recorded decision that a post is to keep a promise; the newest one counts.

    Args:
        deciding: Where it is recorded, and under whose name.
        promise: Id of a commitment.
        post: As one says it: "director of the investment office".
        body: Name of the body at which it is.

    Raises:
        DecisionError: Nothing is said, or too much; or the id is no promise's.
        NotFoundError: There is no such promise.
    """
    said, at = " ".join(post.split()), " ".join((body or "").split()) or None
    if not said or len(said) > _MOST or len(at or "") > _MOST:
        raise DecisionError("say the post in 1 to %(most)s characters, and the body in no more", most=_MOST)
    with deciding.register.reading() as connection:
        whole = find_id(over(connection), promise)[1]
        if not whole.startswith(_COMMITMENT):
            raise DecisionError("'%(id)s' is no promise", id=promise)
        target = anchor_of_promise(connection, whole)
    return record_all(deciding, [Owes(target, said, at)])[0]
