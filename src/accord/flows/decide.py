"""Record what a person decided, and let the register follow.

In:  a decision in the person's terms (ids as printed), who, when, why.
Out: the decision as recorded; the register folded under it. A decision that holds on to nothing is refused and nothing
     is kept.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from accord.errors import DecisionError, NotFoundError
from accord.model.decision import Decided, Decision, Enter, Reject, SetValue, Undo, Withdraw
from accord.model.terms import FactKind
from accord.register import Identity, Register, anchor_of, find_id, fold, history, log, over, words_anchor

__all__ = ["Deciding", "enter_fact", "reject_fact", "set_value", "undo", "withdraw"]


class Deciding(msgspec.Struct, frozen=True):
    """Where decisions go and under whose name.

    Attributes:
        register: The register.
        identity: Who is who, for the fold.
        by: The person.
        clock: The time now, RFC 3339.
        why: In the person's words, or None.
    """

    register: Register
    identity: Identity
    by: str
    clock: Callable[[], str]
    why: str | None = None


def reject_fact(deciding: Deciding, fact: str, *, only_here: bool = False) -> Decided:
    """Return the recorded rejection of a fact; of an agreement in all its reports, or with `only_here` in this one."""
    whole, anchor = _anchor(deciding, fact)
    scope = "agreement" if whole.startswith("a-") and not only_here else "fact"
    return _record(deciding, Reject(anchor, scope))  # type: ignore[arg-type]


def set_value(deciding: Deciding, fact: str, field: str, value: Any) -> Decided:
    """Return the recorded correction: the field of the fact has this value."""
    _, anchor = _anchor(deciding, fact)
    return _record(deciding, SetValue(anchor, field, value))


def enter_fact(
    deciding: Deciding, kind: FactKind, fields: dict[str, Any], *, document: str | None = None, quote: str | None = None
) -> Decided:
    """Return the recorded entry of a fact, with the words of a document that prove it, or with none but the entry."""
    if (document is None) != (quote is None):
        raise DecisionError("words need both: the document and the quote that stands in it")
    words = None
    if document is not None and quote is not None:
        with deciding.register.reading() as connection:
            _, whole = find_id(over(connection), document)
            words = words_anchor(connection, whole, quote, kind)
    return _record(deciding, Enter(kind, fields, words))


def withdraw(deciding: Deciding, document: str) -> Decided:
    """Return the recorded withdrawal: the document is hidden with all its facts."""
    with deciding.register.asking() as connection:
        what, whole = find_id(connection, document)
    if what != "document":
        raise DecisionError(f"{document} is a {what}; only a document can be withdrawn, a fact is rejected")
    return _record(deciding, Withdraw(whole))


def undo(deciding: Deciding, decision: str) -> Decided:
    """Return the recorded undoing of an earlier decision (which may itself be an undo)."""
    with deciding.register.asking() as connection:
        states = {item["id"]: item["state"] for item in history(connection)}
    if decision not in states:
        raise NotFoundError(f"there is no decision {decision!r}; they are listed by: accord history")
    if states[decision] == "undone":
        raise DecisionError(f"{decision} is undone already; to have it again, undo the decision that undid it")
    return _record(deciding, Undo(decision))


def _anchor(deciding: Deciding, fact: str) -> tuple[str, Any]:
    with deciding.register.reading() as connection:
        what, whole = find_id(over(connection), fact)
        if what != "fact":
            raise DecisionError(f"{fact} is a {what}; a decision of this kind is about a fact")
        return whole, anchor_of(connection, whole)


def _record(deciding: Deciding, decision: Decision) -> Decided:
    with deciding.register.writing() as connection:
        decided = log.add_decision(connection, decision, by=deciding.by, at=deciding.clock(), why=deciding.why)
        fold(connection, _units(connection, decided), deciding.identity)
        for item in history(over(connection)):
            if item["id"] == decided.id and item["state"] == "orphaned":
                raise DecisionError(item["reason"])
    return decided


def _units(connection: log.Connection, decided: Decided) -> list[str]:
    """Return the units that a decision concerns; of an undo, those of what it undoes, to any depth."""
    decision = decided.decision
    if isinstance(decision, Undo):
        return _units(connection, log.decisions(connection, [int(decision.decision[1:])])[0])
    if isinstance(decision, Enter) and decision.words is None:
        return [decided.id]
    return sorted(log.texts_of(decision))
