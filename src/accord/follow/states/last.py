"""The last state that a project's description supports.

In:  a title, a text, the year of the project.
Out: a `LastState` with the words that show it best.

All that is said is weighed together: each mark (`marks.py`) has a weight for each state (`data/weights.tsv`), and the state
with the highest sum is taken that the text has words for. Why so and not by the strongest word: docs/decisions/0028.
"""

import msgspec

from accord.follow.states.marks import Marks, Place, marks_of
from accord.follow.states.weights import pull, weigh
from accord.follow.states.words import signs
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["AS_OF", "LastState", "last_state"]

AS_OF = (
    2015  # in which most of the descriptions were written that the weights were fitted on: the last years they tell of
)
_NOTHING: State = "announced"  # a description of which nothing is said is at least that somebody speaks of it
_TOLD = 3  # marks that a reason names


class LastState(msgspec.Struct, frozen=True):
    """The last state of a project as far as its description says.

    Attributes:
        state: One of `announced`, `agreed`, `under_way`, `delivered`, `stalled`, `dropped`.
        quote: The words that show it best, `text[start:end]`; None where the text has none (then it is `announced`).
        span: Where they stand in the text (the title is never quoted); None without a quote.
        why: What was weighed, the heaviest first, and how the states compare.
    """

    state: State
    quote: str | None
    span: Span | None
    why: str


def last_state(title: str, text: str, year: str | None = None, *, as_of: int = AS_OF) -> LastState:
    """Return the last state that a description supports.

    Args:
        title: Its title; weighed, never quoted.
        text: The description; the span counts in it.
        year: The year of the project: of dates that stand without one.
        as_of: The year in which it was described.
    """
    marks = marks_of(title, text, year, as_of=as_of)
    sums = weigh(marks)
    for state in sorted(sums, key=lambda one: -sums[one]):
        place = _best(marks, state)
        if place or state == _NOTHING:
            break
    span = place.around if place else None
    return LastState(state, text[slice(*span)] if span else None, span, _why(marks, state, sums, text))


def _best(marks: Marks, state: State) -> Place | None:
    """Return the place that shows a state best: of its heaviest mark that draws towards it, the last one."""
    drawn = [(pull(mark, state), places[-1].words, places[-1]) for mark, places in marks.items() if places]
    heaviest = max(drawn, key=lambda one: one[:2], default=None)
    return heaviest[2] if heaviest and heaviest[0] > 0 else None


def _why(marks: Marks, state: State, sums: dict[State, float], text: str) -> str:
    heaviest = sorted((mark for mark in marks if pull(mark, state) > 0), key=lambda mark: (-pull(mark, state), mark))
    told = "; ".join(_told(mark, marks[mark], text) for mark in heaviest[:_TOLD]) or "nothing is said"
    next_best = max((one for one in sums if one != state), key=lambda one: sums[one])
    return f"{told}. {state} {sums[state]:.1f}, {next_best} {sums[next_best]:.1f}"


def _told(mark: str, places: tuple[Place, ...], text: str) -> str:
    kind, _, what = mark.partition(":")
    about = signs()[what].about if what in signs() else what.replace("_", " ")
    words = f" {text[slice(*places[-1].words)]!r}" if places else ""
    return f"{kind}{f' {about}' if about else ''}{words}"
