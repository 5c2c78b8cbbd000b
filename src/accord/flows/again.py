"""Take a decision again that holds on to nothing any more: the same decision, held on to where its words stand now.

In:  the id of an orphaned decision.
Out: the decision as recorded anew, and the old one undone, both or neither.

Nothing is guessed: a name must stand in the register as it was written, a fact must be the only one of its kind on the words.
"""

import msgspec

from accord.errors import DecisionError, NotFoundError
from accord.flows.decide import Deciding, record_all, refuse_undo
from accord.model.anchor import Anchor, locate
from accord.model.decision import Confirm, Decided, Decision, Different, Reject, Same, SetValue, Undo
from accord.register import anchor_of, anchor_of_mention, over
from accord.register.log import log
from accord.register.log.log import Connection
from accord.register.pages.nowadays import facts_on, mention_called, text_now

__all__ = ["take_again"]


def take_again(deciding: Deciding, decision: str) -> Decided:
    """Return the decision as recorded anew; the old one is undone.

    Raises:
        NotFoundError: There is no such decision.
        DecisionError: Its words, or what stood on them, are not found as they were; nothing is kept.
    """
    with deciding.register.reading() as connection:
        found = log.decisions(connection, [int(decision[1:])] if decision[1:].isdigit() else [])
        if not found:
            raise NotFoundError("there is no decision '%(id)s'", hint="they are listed by: accord history", id=decision)
        new = _held_anew(connection, found[0].decision)
    taken = [Undo(decision), new]
    return record_all(deciding, taken, check=lambda writing: refuse_undo(over(writing), decision))[1]


def _held_anew(connection: Connection, decision: Decision) -> Decision:
    match decision:
        case Same() | Different():
            changed = {"left": _anew(connection, decision.left), "right": _anew(connection, decision.right)}
            if isinstance(decision, Different):
                also = tuple(_anew(connection, one) for one in decision.also)
                return msgspec.structs.replace(decision, **changed, also=also)
            return msgspec.structs.replace(decision, **changed)
        case Reject() | SetValue():
            return msgspec.structs.replace(decision, fact=_anew(connection, decision.fact))
        case Confirm(fact=fact) if fact is not None:
            return msgspec.structs.replace(decision, fact=_anew(connection, fact))
    raise DecisionError("only what was said of names and facts can be taken again; enter it anew by hand")


def _anew(connection: Connection, held: Anchor) -> Anchor:
    """Return where an anchor holds now."""
    asking = over(connection)
    if held.kind == "party":
        mention = mention_called(asking, held.key or held.quote, held.document)
        if mention is None:
            raise DecisionError("no body goes by '%(name)s' any more", name=held.key or held.quote)
        return anchor_of_mention(connection, mention)
    now = text_now(asking, held)
    place = locate(held, now[1]) if now else None
    facts = facts_on(asking, now[0], held.kind, place) if now and place else []
    if len(facts) != 1:
        if facts:
            raise DecisionError(
                "several facts stand on the words '%(quote)s' now; open the document and decide there",
                quote=held.quote[:60],
            )
        raise DecisionError(
            "no fact stands on the words '%(quote)s' now; open the document and decide there", quote=held.quote[:60]
        )
    return anchor_of(connection, facts[0])
