"""What a sentence of later news shows of how far a promise is: marks, each with the words that show it.

In:  a statement, the promise, what its signs tell of it.
Out: marks by name: of its signs `told:STATE:sure`, `told:STATE:guess`, `kind:KIND`, `sign:SIGN:MOOD`, `said:STATE:MOOD`,
     `weak:STATE`, `plan`, `denied`; of its numbers and parts `short`, `enough`, `both count`, `counts`, and those of `_SHOWN`;
     `word:WORDS`, how it is worded (`wording`).
"""

from collections.abc import Callable, Iterator

from accord.follow.linking.parts import (
    counts_so_far,
    is_a_step,
    is_of_the_next,
    is_one_of_many,
    is_the_last,
    is_the_leave,
    is_the_phase,
    is_whole,
)
from accord.follow.linking.statements import Statement
from accord.follow.linking.telling import Told
from accord.follow.linking.weak import tells_a_plan, tells_of_a_rest
from accord.follow.linking.wording import words_in
from accord.follow.states import comes_up_to, falls_short
from accord.follow.states.counts import counts_in
from accord.model.reading import Span

__all__ = ["SIGNS", "WORD", "Marks", "marks_of"]

Marks = dict[str, Span]  # a mark, and where it stands first: the whole sentence, if no words of it alone show it

WORD = "word:"
SIGNS = ("told:", "kind:", "sign:", "said:", "weak:")  # beginnings of marks of what rules made of it
_SHOWN: dict[str, Callable[[str, str], bool]] = {  # of the sentence and the promise
    "short": falls_short,
    "enough": comes_up_to,
    "one of many": is_one_of_many,
    "the phase": is_the_phase,
    "the next": is_of_the_next,
    "a step": is_a_step,
    "the last": lambda told, _: is_the_last(told),
    "whole": lambda told, _: is_whole(told),
    "so far": lambda told, _: counts_so_far(told),
    "a rest": lambda told, _: tells_of_a_rest(told),
    "a plan": lambda told, _: tells_a_plan(told),
    "the leave": lambda _, promised: is_the_leave(promised),
    "counts": lambda _, promised: bool(counts_in(promised)),
    "both count": lambda told, promised: bool(counts_in(promised) and counts_in(told)),
}


def marks_of(statement: Statement, promise: str, told: Told) -> Marks:
    """Return what a statement shows of a promise, whose words are given; `told` is what its signs tell."""
    found: Marks = {}
    for name, where in (*_signs(statement, told), *_shown(statement, promise), *_worded(statement, promise)):
        found.setdefault(name, where)
    return found


def _signs(statement: Statement, told: Told) -> Iterator[tuple[str, Span]]:
    yield f"told:{told.state}:{'sure' if told.sure else 'guess'}", told.cue
    yield f"kind:{told.kind}", told.cue
    for one in statement.said:
        yield f"sign:{one.sign}:{one.mood}", (one.start, one.end)
        yield f"said:{one.state}:{one.mood}", (one.start, one.end)
    yield f"weak:{statement.weak or 'nothing'}", statement.span
    if statement.plan:
        yield "plan", statement.span
    if statement.lacking:
        yield "denied", statement.span


def _shown(statement: Statement, promise: str) -> Iterator[tuple[str, Span]]:
    for name, shows in _SHOWN.items():
        if shows(statement.quote, promise):
            yield name, statement.span


def _worded(statement: Statement, promise: str) -> Iterator[tuple[str, Span]]:
    start = statement.span[0]
    for words, (first, last) in words_in(statement.quote, promise):
        yield WORD + words, (start + first, start + last)
