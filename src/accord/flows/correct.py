"""Correct, reject or enter what a document says, by a person who has it before the eyes.

In:  the fact and the decisions that the person saw on it; new values, or the words that say a new fact.
Out: the decisions as recorded, all or none. Where somebody else decided on that fact in between, nothing is kept: the
     person looks at it again and decides then, so that of ten who decide at once nobody overwrites another unseen.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from accord.errors import ConflictError, DecisionError
from accord.flows.decide import Deciding, record_all
from accord.flows.decide import undo as undo_one
from accord.model.anchor import anchor
from accord.model.decision import Decided, Enter, Reject, SetValue
from accord.model.reading import Span
from accord.model.terms import FactKind
from accord.register import anchor_of, over
from accord.register.decisions.decided import decisions_about
from accord.register.log.log import Connection
from accord.register.pages.documents import document, edits_of

__all__ = ["correct_fact", "enter_words", "reject_seen", "undo_all"]


def correct_fact(
    deciding: Deciding, document: str, fact: str, fields: Mapping[str, Any], *, seen: Collection[str]
) -> list[Decided]:
    """Return the recorded corrections of a fact's fields.

    Args:
        deciding: Where they are recorded, and under whose name.
        document: The document that says the fact.
        fact: The fact's whole id.
        fields: New values by field.
        seen: Ids of the decisions on the fact that the person saw.

    Raises:
        ConflictError: Somebody else has decided on the fact in between.
        DecisionError: A field cannot have such a value.
    """
    _still(deciding, document, fact, seen)
    with deciding.register.reading() as connection:
        held = anchor_of(connection, fact)
    values = [SetValue(held, field, value) for field, value in fields.items()]
    return record_all(deciding, values, check=_unchanged(document, fact, seen))


def reject_seen(
    deciding: Deciding, document: str, fact: str, *, seen: Collection[str], only_here: bool = False
) -> list[Decided]:
    """Return the recorded rejection of a fact; of an agreement in all its reports, or with `only_here` in this one.

    Raises:
        ConflictError: Somebody else has decided on the fact in between.
    """
    _still(deciding, document, fact, seen)
    with deciding.register.reading() as connection:
        held = anchor_of(connection, fact)
    whole = held.kind == "agreement" and not only_here
    decision = Reject(held, "agreement" if whole else "fact")
    return record_all(deciding, [decision], check=_unchanged(document, fact, seen))


def enter_words(deciding: Deciding, kind: FactKind, fields: dict[str, Any], *, held: str, span: Span) -> list[Decided]:
    """Return the recorded entry of a fact, proved by the words of the document `held` at `span`, wherever else they stand.

    Raises:
        DecisionError: There are no such words, or a field is missing or of the wrong form.
    """
    with deciding.register.asking() as asking:
        content = document(asking, held)["content"]
    start, end = span
    if not 0 <= start < end <= len(content) or not content[start:end].strip():
        raise DecisionError(
            "there are no words from %(start)s to %(end)s; select the words that say it", start=start, end=end
        )
    return record_all(deciding, [Enter(kind, fields, anchor(held, content, span, kind=kind))])


def undo_all(deciding: Deciding, decisions: Collection[str]) -> list[Decided]:
    """Return the recorded undoing of decisions, the last one first."""
    return [undo_one(deciding, one) for one in sorted(decisions, key=lambda one: -int(one[1:]))]


def _still(deciding: Deciding, document: str, fact: str, seen: Collection[str]) -> None:
    """Refuse before anything is written where that can be told already."""
    with deciding.register.reading() as connection:
        _unchanged(document, fact, seen)(connection)


def _unchanged(document: str, fact: str, seen: Collection[str]) -> Callable[[Connection], None]:
    """Return what refuses where the decisions on a fact are no longer those that the person saw."""

    def check(connection: Connection) -> None:
        asking = over(connection)
        now = edits_of(asking, fact)
        if now is None:
            told = decisions_about(asking, document)
            gone = [one["id"] for one in told if one["kind"] == "reject" and one["state"] == "stands"]
            raise ConflictError("somebody has rejected %(fact)s in between; look again", tuple(gone[:1]), fact=fact)
        if set(now) != set(seen):
            new = tuple(one for one in now if one not in seen)
            if not new:
                raise ConflictError("somebody has undone a decision on %(fact)s in between", fact=fact)
            raise ConflictError("somebody has decided on %(fact)s in between (%(by)s)", new, fact=fact, by=list(new))

    return check
