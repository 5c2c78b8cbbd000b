"""Confirm what became of a plan that no fact holds: the sentence is entered as a promise, and the state with it, in one step.

In:  the sentence of the plan, a state, the words of a later document; who decides (`Deciding`).
Out: the decisions as recorded, both or none: `Enter` with the sentence as its words, then `Reached` or `Unrelated` of it.
"""

from collections.abc import Callable, Iterable

from accord.errors import ConflictError, DecisionError, NotFoundError
from accord.flows.decide import Deciding, record_all
from accord.flows.follow import plan_called
from accord.flows.reached import Words, day_passed, held_words, reached, unrelated
from accord.model.anchor import Anchor, locate
from accord.model.dates import PartialDate
from accord.model.decision import Decided, Enter, Reached, Unrelated
from accord.model.reading import Party, Span
from accord.model.terms import State
from accord.register import over
from accord.register.log.log import Connection
from accord.register.pages.nowadays import facts_on, text_now
from accord.register.units.anchors import entry_anchor
from accord.register.units.units import load

__all__ = ["PLAN", "follow_plan", "follow_promise"]

PLAN = "w-"  # how the id of a plan begins


def follow_promise(
    deciding: Deciding,
    promise: str,
    state: State | None,
    words: Words | None = None,
    *,
    claim: bool = False,
    day: PartialDate | None = None,
) -> Decided:
    """Return the recorded decision on a promise or a plan: its state; with None, that the words are of something else.

    Raises:
        ConflictError: Somebody has answered the same question in between.
        DecisionError: The words do not stand there, or a plan is to be followed without words.
        NotFoundError: There is no such promise, plan or document.
    """
    if promise.startswith(PLAN):
        if words is None:
            raise DecisionError("a plan is followed by the words of a later document; name the document and its words")
        return follow_plan(deciding, _plan(deciding, promise), state, words, claim=claim, day=day)[-1]
    if state is None:
        assert words is not None
        return unrelated(deciding, promise, words)
    return reached(deciding, promise, state, words, claim=claim, day=day)


def follow_plan(
    deciding: Deciding,
    plan: Words,
    state: State | None,
    words: Words,
    *,
    claim: bool = False,
    day: PartialDate | None = None,
) -> list[Decided]:
    """Return the recorded decisions: that a sentence is a promise, and what became of it.

    Who is to act are the bodies that the sentence names; all of it can be corrected later, as of any promise.

    Args:
        deciding: Where they are recorded, and under whose name.
        plan: The sentence.
        state: In which state the promise is; None where the later words are of something else.
        words: The later words.
        claim: One side says so of itself.
        day: On which it was so; the document's day, if none is given.

    Raises:
        DecisionError: The words do not stand there, or stand in the document of the plan; the day is none, or still to come.
        NotFoundError: There is no such document.
    """
    day_passed(day, deciding.clock()[:10])
    with deciding.register.reading() as connection:
        said, _ = held_words(connection, plan)
        held, published = held_words(connection, words)
        if held.document == said.document:
            raise DecisionError(
                "these words stand in the document that tells the promise; later words say what became of it"
            )
        [unit] = load(connection, [said.document])
        fields = {
            "actors": _named(unit.facts.parties, locate(said, unit.content)),
            "modality": "pledged",
            "instrument": "other",
        }
        enter = Enter("commitment", fields, said)
        target = entry_anchor(unit.id, unit.content, unit.facts.parties, enter)
    after = Unrelated(target, held) if state is None else Reached(target, state, held, claim, day or published)
    return record_all(deciding, [enter, after], check=_still_a_plan(said))


def _plan(deciding: Deciding, id_: str) -> Words:
    """Return the sentence of a plan by its id."""
    with deciding.register.asking() as asking:
        found = plan_called(asking, id_)
    if found is None:
        raise NotFoundError("there is no plan '%(id)s'", hint="plans are named by: accord proposals", id=id_)
    return Words(found.document, span=found.span)


def _still_a_plan(said: Anchor) -> Callable[[Connection], None]:
    """Return what refuses where somebody has made a promise of the sentence in between."""

    def check(connection: Connection) -> None:
        asking = over(connection)
        now = text_now(asking, said)
        place = locate(said, now[1]) if now else None
        made = facts_on(asking, now[0], "commitment", place) if now and place else []
        if made:
            raise ConflictError("this sentence is a promise already: %(id)s", (made[0],), id=made[0])

    return check


def _named(parties: Iterable[Party], span: Span | None) -> list[str]:
    """Return the names of the bodies that are named within a span."""
    if span is None:
        return []
    return [one.name for one in parties if any(span[0] <= at[0] and at[1] <= span[1] for at in one.mentions)]
