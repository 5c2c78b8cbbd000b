"""Record what a person decided, and let the register follow.

In:  a decision in the person's terms (ids as printed), who, when, why.
Out: the decision as recorded; the register folded under it. A decision that holds on to nothing is refused and nothing
     is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from accord.errors import DecisionError, Listed, Message, NotFoundError
from accord.model.decision import Decided, Decision, Enter, Reject, SetValue, Undo, Withdraw
from accord.model.terms import FactKind
from accord.register import Asking, Conflict, Identity, Register, anchor_of, conflict, find_id, fold, over, words_anchor
from accord.register.decisions.chronicle import decided_by, decisions_with
from accord.register.log import log

__all__ = [
    "Deciding",
    "enter_fact",
    "record",
    "record_all",
    "refuse_undo",
    "reject_fact",
    "set_value",
    "undo",
    "withdraw",
]


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
    return record(deciding, Reject(anchor, scope))  # type: ignore[arg-type]


def set_value(deciding: Deciding, fact: str, field: str, value: Any) -> Decided:
    """Return the recorded correction: the field of the fact has this value."""
    _, anchor = _anchor(deciding, fact)
    return record(deciding, SetValue(anchor, field, value))


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
    return record(deciding, Enter(kind, fields, words))


def withdraw(deciding: Deciding, document: str) -> Decided:
    """Return the recorded withdrawal: the document is hidden with all its facts."""
    with deciding.register.asking() as connection:
        what, whole = find_id(connection, document)
    if what != "document":
        raise DecisionError(
            "%(id)s is a %(what)s; only a document can be withdrawn, a fact is rejected",
            id=document,
            what=Listed("Thing", what),
        )
    return record(deciding, Withdraw(whole))


def undo(deciding: Deciding, decision: str) -> Decided:
    """Return the recorded undoing of an earlier decision (which may itself be an undo)."""
    with deciding.register.asking() as connection:
        refuse_undo(connection, decision)
    return record_all(deciding, [Undo(decision)], check=lambda writing: refuse_undo(over(writing), decision))[0]


def refuse_undo(connection: Asking, decision: str) -> None:
    """Refuse to undo what is no decision, what is undone already, or what erased words.

    Raises:
        NotFoundError: There is no such decision.
        DecisionError: It is undone already, or cannot be undone.
    """
    known = decisions_with(connection, [decision]).get(decision)
    if known is None:
        raise NotFoundError("there is no decision '%(id)s'", hint="they are listed by: accord history", id=decision)
    if known["kind"] == "purge":
        raise DecisionError("%(id)s cannot be undone: the words it erased are nowhere any more", id=decision)
    if known["state"] == "undone":
        by = decided_by(connection, decision)
        raise DecisionError(
            "%(id)s is undone already; to have it again, undo the decision that undid it",
            (by,) if by else (),
            id=decision,
        )


def record(deciding: Deciding, decision: Decision) -> Decided:
    """Return the decision as recorded, with the register folded under it.

    Raises:
        DecisionError: It holds on to nothing, or contradicts decisions that stand; nothing is kept.
    """
    return record_all(deciding, [decision])[0]


def record_all(
    deciding: Deciding, decisions: Sequence[Decision], *, check: Callable[[log.Connection], None] = lambda _: None
) -> list[Decided]:
    """Return decisions as recorded, all or none of them, with the register folded under them.

    Args:
        deciding: Where they are recorded, and under whose name.
        decisions: In the order in which they are taken.
        check: What must hold while nobody else writes; it raises where it does not.

    Raises:
        DecisionError: One holds on to nothing, or contradicts decisions that stand; nothing is kept.
    """
    with deciding.register.writing() as connection:
        check(connection)
        before = conflict(connection)
        added = [
            log.add_decision(connection, one, by=deciding.by, at=deciding.clock(), why=deciding.why)
            for one in decisions
        ]
        fold(connection, sorted({unit for one in added for unit in _units(connection, one)}), deciding.identity)
        states = decisions_with(over(connection), [one.id for one in added])
        for one in added:
            if states[one.id]["state"] == "orphaned":
                raise DecisionError(states[one.id]["reason"])
        if before is None:
            _refuse_conflict(over(connection), conflict(connection), added[-1])
    return added


def _refuse_conflict(connection: Asking, found: Conflict | None, decided: Decided) -> None:
    """Refuse a decision under which not all can stand, and name those that stand against it."""
    if found is None:
        return
    ids = [f"d{seq}" for seq in dict.fromkeys((found.different, *found.same))]
    states = decisions_with(connection, ids)
    told = [_claim(states[one]["decision"], "different" if one == ids[0] else "same") for one in ids]
    against = [
        Message("%(id)s, by %(by)s: %(claim)s", id=one, by=states[one]["by"], claim=claim)
        for one, claim in zip(ids, told, strict=True)
        if one != decided.id
    ]
    others = tuple(one for one in ids if one != decided.id)
    raise DecisionError(
        "this contradicts what was decided (%(against)s); not all of it can hold",
        others,
        hint=f"undo what is wrong first: accord decide undo {others[0]}",
        against=against,
    )


def _claim(decision: Mapping[str, Any], kind: str) -> Message:
    left, right = (decision[side].get("key") or decision[side]["quote"][:60] for side in ("left", "right"))
    if kind == "same":
        return Message("'%(left)s' is '%(right)s'", left=left, right=right)
    return Message("'%(left)s' is not '%(right)s'", left=left, right=right)


def _anchor(deciding: Deciding, fact: str) -> tuple[str, Any]:
    with deciding.register.reading() as connection:
        what, whole = find_id(over(connection), fact)
        if what != "fact":
            raise DecisionError(
                "%(id)s is a %(what)s; a decision of this kind is about a fact", id=fact, what=Listed("Thing", what)
            )
        return whole, anchor_of(connection, whole)


def _units(connection: log.Connection, decided: Decided) -> list[str]:
    """Return the units that a decision concerns; of an undo, those of what it undoes, to any depth."""
    decision = decided.decision
    if isinstance(decision, Undo):
        return _units(connection, log.decisions(connection, [int(decision.decision[1:])])[0])
    if isinstance(decision, Enter) and decision.words is None:
        return [decided.id]
    held = sorted(log.texts_of(decision))
    rows = [row for row in (log.row_of(connection, text) for text in held) if row is not None]
    return sorted({*held, *(newer for row in rows for newer in log.versions_of(connection, row))})
