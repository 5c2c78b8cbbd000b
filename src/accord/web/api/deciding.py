"""Decisions over the API: each is recorded under the name of whoever sends it, and can be undone.

In:  what is decided (`shapes_decisions.Taken`), or a proposal to accept or reject.
Out: the decision as recorded.
"""

import hashlib
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from accord.errors import AccordError, DecisionError
from accord.flows import (
    Deciding,
    enter_fact,
    merge,
    reject_fact,
    set_value,
    split,
    undo,
    withdraw,
)
from accord.flows.correct import correct_fact, reject_seen
from accord.flows.owes import owes
from accord.flows.plans import follow_promise
from accord.flows.reached import Words
from accord.flows.settle import settle
from accord.model.decision import Decided
from accord.register import show
from accord.register.decisions.taken import decision_taken
from accord.register.file.once import Once, Request, taken_before
from accord.web.api import shapes_decisions as shapes
from accord.web.api.call import IDEMPOTENCY_KEY, Answer, Asked
from accord.web.safety.guards import allowed
from accord.web.troubles import ForbiddenError, WrongCallError

__all__ = ["accepted", "rejected", "take"]

_LONGEST_KEY = 200
_ACTIONS: dict[type, str] = {
    shapes.Reject: "correct",
    shapes.SetField: "correct",
    shapes.Enter: "correct",
    shapes.Reached: "correct",
    shapes.Unrelated: "correct",
    shapes.Owes: "correct",
    shapes.Merge: "review",
    shapes.Split: "review",
    shapes.Withdraw: "withdraw",
}
"""Who may decide what, by the shape of the decision; an undo: whoever took the decision, and whoever may undo."""


def take(asked: Asked) -> Answer:
    """Return the decision that was sent, as recorded.

    Raises:
        ForbiddenError: The role or the token does not allow it.
        DecisionError: It holds on to nothing, or contradicts what stands.
        ConflictError: Somebody else has decided on the fact in between.
    """
    _may(asked, asked.body)
    return _once(asked, lambda deciding: _record(deciding, asked.body))


def accepted(asked: Asked) -> Answer:
    """Return the recorded decision that both sides of a proposal are one, or that a doubted fact holds."""
    return _once(asked, lambda deciding: settle(deciding, asked.path["id"], holds=True))


def rejected(asked: Asked) -> Answer:
    """Return the recorded decision that both sides of a proposal are not one, or that a doubted fact does not hold."""
    return _once(asked, lambda deciding: settle(deciding, asked.path["id"], holds=False))


def _once(asked: Asked, decide: Callable[[Deciding], Decided]) -> Answer:
    """Return what was decided; where the same request was answered before, that decision, and no second one."""
    deciding, request = asked.visit.deciding(asked.body.why), _request(asked)
    if request is None:
        return _told(asked, decide(deciding).id)
    with asked.visit.asking() as asking:
        before = taken_before(asking, request)
    if before is not None:
        return _told(asked, before)
    try:
        return _told(asked, decide(replace(deciding, register=Once(deciding.register, request))).id)
    except AccordError:
        with asked.visit.asking() as asking:
            meanwhile = taken_before(asking, request)
        if meanwhile is None:
            raise
        return _told(asked, meanwhile)  # the same request was quicker


def _request(asked: Asked) -> Request | None:
    """Return the request under the key that its sender gave it.

    Raises:
        WrongCallError: The key is none.
    """
    key = asked.headers.get(IDEMPOTENCY_KEY)
    if key is None:
        return None
    if not (key.isascii() and key.isprintable() and " " not in key and 0 < len(key) <= _LONGEST_KEY):
        raise WrongCallError(
            f"Idempotency-Key: 1 to {_LONGEST_KEY} printable ASCII characters without spaces were expected"
        )
    told = msgspec.json.encode([asked.visit.request.url.path, asked.body])
    by = asked.visit.session.person
    return Request(by, key, hashlib.sha256(told).hexdigest(), asked.visit.house.clock())


def _may(asked: Asked, sent: shapes.Taken) -> None:
    session = asked.visit.session
    if isinstance(sent, shapes.Undo):
        own = False
        if not allowed(session, "undo"):
            with asked.visit.asking() as asking:
                own = decision_taken(asking, sent.decision)["by"] == session.person and allowed(session, "correct")
        if not own and not allowed(session, "undo"):
            raise ForbiddenError("undo")
        return
    if not allowed(session, _ACTIONS[type(sent)]):
        raise ForbiddenError(_ACTIONS[type(sent)])


def _record(deciding: Deciding, sent: shapes.Taken) -> Decided:  # noqa: PLR0911 - one line a kind of decision
    match sent:
        case shapes.Reject():
            return _reject(deciding, sent)
        case shapes.SetField():
            return _set(deciding, sent)
        case shapes.Enter():
            return enter_fact(deciding, sent.kind, sent.fields, document=sent.document, quote=sent.quote)
        case shapes.Merge():
            return merge(deciding, sent.left, sent.right, anyway=sent.anyway)
        case shapes.Split():
            return split(deciding, sent.id, away_from=sent.away_from, only_here=sent.only_here)
        case shapes.Reached() | shapes.Unrelated() | shapes.Owes():
            return _of_promise(deciding, sent)
        case shapes.Withdraw():
            return withdraw(deciding, sent.document)
        case shapes.Undo():
            return undo(deciding, sent.decision)


def _of_promise(deciding: Deciding, sent: shapes.Reached | shapes.Unrelated | shapes.Owes) -> Decided:
    if isinstance(sent, shapes.Owes):
        return owes(deciding, sent.promise, sent.post, sent.body)
    if isinstance(sent, shapes.Unrelated):
        return follow_promise(deciding, sent.promise, None, Words(sent.document, quote=sent.quote))
    return _reached(deciding, sent)


def _reached(deciding: Deciding, sent: shapes.Reached) -> Decided:
    if (sent.document is None) != (sent.quote is None):
        raise DecisionError("words need both: the document and the quote that stands in it")
    words = Words(sent.document, quote=sent.quote) if sent.document else None
    return follow_promise(deciding, sent.promise, sent.state, words, claim=sent.claim, day=sent.day)


def _reject(deciding: Deciding, sent: shapes.Reject) -> Decided:
    if sent.seen is None:
        return reject_fact(deciding, sent.fact, only_here=sent.only_here)
    document, whole = _said_in(deciding, sent.fact)
    return reject_seen(deciding, document, whole, seen=sent.seen, only_here=sent.only_here)[0]


def _set(deciding: Deciding, sent: shapes.SetField) -> Decided:
    if sent.seen is None:
        return set_value(deciding, sent.fact, sent.field, sent.value)
    document, whole = _said_in(deciding, sent.fact)
    return correct_fact(deciding, document, whole, {sent.field: sent.value}, seen=sent.seen)[0]


def _said_in(deciding: Deciding, fact: str) -> tuple[str, str]:
    """Return the document that says a fact, and the fact's whole id."""
    with deciding.register.asking() as asking:
        told = show(asking, fact)
    proof: dict[str, Any] | None = next((one for one in told.get("evidence", ()) if "fact" in one), None)
    if proof is None:
        raise DecisionError(f"{fact} is a {told['what']}; a decision of this kind is about a fact that stands")
    return proof["document"], next(
        (one["fact"] for one in told["evidence"] if one["fact"].startswith(fact)), proof["fact"]
    )


def _told(asked: Asked, decision: str) -> Answer:
    with asked.visit.asking() as asking:
        record = decision_taken(asking, decision)
    return Answer(record, location=f"decisions/{decision}")
