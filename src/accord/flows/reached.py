"""Say what became of a promise: in which state later words show it, or that the words are of something else.

In:  the id of a promise, the words of a later document, what they say; who decides (`Deciding`).
Out: the decision as recorded. Nothing else ever changes the state of a promise.

Of several who answer one question at once the first is recorded; the others hear which decision it was.
"""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from accord.errors import ConflictError, DecisionError
from accord.flows.bodies import set_up_too
from accord.flows.decide import Deciding, record_all
from accord.insight.mechanisms import HELD
from accord.model.anchor import Anchor, anchor
from accord.model.dates import PartialDate, interval, is_partial_date
from accord.model.decision import Decided, Reached, Unrelated
from accord.model.reading import Span
from accord.model.terms import State
from accord.register import find_id, over, words_anchor
from accord.register.asking.states import decided_link
from accord.register.log.log import Connection
from accord.register.pages.documents import document_id
from accord.register.units.anchors import anchor_of_promise

__all__ = ["Words", "day_passed", "held_words", "reached", "unrelated"]

_DOCUMENT = "SELECT t.content, u.published FROM unit u JOIN text t ON t.row = u.text WHERE u.id = :id"
_PROMISES = ("commitment", "project", "mechanism")


class Words(msgspec.Struct, frozen=True):
    """Words of a document: by where they stand, or by a quote that stands there once."""

    document: str
    span: Span | None = None
    quote: str | None = None


def reached(
    deciding: Deciding,
    promise: str,
    state: State,
    words: Words | None = None,
    *,
    claim: bool = False,
    day: PartialDate | None = None,
) -> Decided:
    """Return the recorded decision that a promise is in this state.

    Args:
        deciding: Where it is recorded, and under whose name.
        promise: Id of a commitment, a project or a mechanism.
        state: In which it is.
        words: What says so; without, the person alone does, and `why` should tell on what ground.
        claim: One side says so of itself.
        day: On which it was so; if none is given, the document's day, and without words the day of the decision.

    Raises:
        ConflictError: Somebody has answered the same question in between.
        DecisionError: The words do not stand there, or the promise is none, or the day is still to come.
        NotFoundError: There is no such promise or document.
    """
    today = deciding.clock()[:10]
    day_passed(day, today)
    target, held, published = _anchors(deciding, promise, words)
    decision = Reached(target, state, held, claim, day or (published if words else today))
    also = [
        Reached(one, "delivered", held, claim, decision.day) for one in _set_up(deciding, promise, state) if not claim
    ]
    return record_all(deciding, [decision, *also], check=_first(promise, words))[0]


def _set_up(deciding: Deciding, promise: str, state: State) -> list[Anchor]:
    """Return the promises to set up a body that has met."""
    if state != HELD:
        return []
    with deciding.register.reading() as connection:
        asking = over(connection)
        return [anchor_of_promise(connection, id_) for id_ in set_up_too(asking, find_id(asking, promise)[1])]


def day_passed(day: PartialDate | None, today: PartialDate) -> None:
    """Let pass a day that may have come, or none; a register's clock is of UTC, so that tomorrow may be today where one lives.

    Raises:
        DecisionError: It is no day, or still to come.
    """
    if day is not None and not is_partial_date(day):
        raise DecisionError("'%(day)s' is no day; write it as YYYY-MM-DD, YYYY-MM or YYYY", day=day)
    days = interval(day) if day else None
    if days and days[0] > date.fromisoformat(today) + timedelta(days=1):
        raise DecisionError("%(day)s is still to come; say the day on which it was so", day=day)


def unrelated(deciding: Deciding, promise: str, words: Words) -> Decided:
    """Return the recorded decision that these words are of something else than the promise.

    Raises:
        ConflictError: Somebody has answered the same question in between.
        DecisionError: The words do not stand there, or the promise is none.
        NotFoundError: There is no such promise or document.
    """
    target, held, _ = _anchors(deciding, promise, words)
    assert held is not None
    return record_all(deciding, [Unrelated(target, held)], check=_first(promise, words))[0]


def _anchors(deciding: Deciding, promise: str, words: Words | None) -> tuple[Anchor, Anchor | None, PartialDate | None]:
    """Return the anchors of the promise and of the words, and the day of the document that holds them."""
    with deciding.register.reading() as connection:
        asking = over(connection)
        what, whole = find_id(asking, promise)
        kind = (
            asking.execute("SELECT kind FROM fact WHERE id = :id", {"id": whole}).scalar() if what == "fact" else None
        )
        if kind not in _PROMISES:
            raise DecisionError(
                "%(id)s is no promise; states are those of commitments, projects and mechanisms", id=promise
            )
        target = anchor_of_promise(connection, whole)
        if words is None:
            return target, None, None
        held, published = held_words(connection, words)
        if held.document == target.document:
            raise DecisionError(
                "these words stand in the document that tells the promise; later words say what became of it"
            )
        return target, held, published


def held_words(connection: Connection, words: Words) -> tuple[Anchor, PartialDate | None]:
    """Return the anchor of words, and the day of the document that holds them.

    Raises:
        DecisionError: They do not stand there.
        NotFoundError: There is no such document.
    """
    asking = over(connection)
    whole = document_id(asking, words.document)
    content, published = asking.execute(_DOCUMENT, {"id": whole}).one()
    return _held(connection, whole, content, words), published


def _held(connection: Connection, whole: str, content: str, words: Words) -> Anchor:
    if words.span is None:
        return words_anchor(connection, whole, words.quote or "", "words")
    start, end = words.span
    if not 0 <= start < end <= len(content):
        raise DecisionError("there are no words at %(start)s to %(end)s of %(id)s", start=start, end=end, id=whole)
    return anchor(whole, content, words.span, kind="words")


def _first(promise: str, words: Words | None) -> Callable[[Connection], None]:
    """Return what refuses where these words have been answered for this promise."""

    def check(connection: Connection) -> None:
        if words is not None and words.span is not None:
            found = decided_link(over(connection), promise, words.document, words.span)
            if found is not None:
                raise ConflictError("%(id)s was answered already: %(decision)s", (found,), id=promise, decision=found)

    return check
