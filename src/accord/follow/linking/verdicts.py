"""In which state a sentence of later news tells a promise: what its signs say, weighed with how it is worded.

In:  a statement, a promise with what its words are about; `data/told_<script>.tsv` (made by `python -m evals.told.fit`).
Out: a `Told`, with the words that weighed most.

Signs name words; news says the same in ever new ones. So each mark of a sentence, signs, counts and wordings, weighs so much
for each state, as thousands of labelled sentences of ours have taught, and the heaviest state is told. Of wordings, each
weighs one over the root of how many are known: a long sentence says no more than a short one.
Source: multinomial logistic regression; Bishop, Pattern Recognition and Machine Learning (2006), 4.3.4.
"""

from collections.abc import Container, Iterable, Mapping
from functools import cache
from importlib import resources
from typing import get_args

import msgspec

from accord.errors import ConfigError
from accord.follow.linking.marks import WORD, Marks, marks_of
from accord.follow.linking.scoring import Known
from accord.follow.linking.statements import Statement
from accord.follow.linking.telling import Told, told_by_signs
from accord.follow.linking.wording import share
from accord.follow.linking.words import ideographic
from accord.model.reading import Span
from accord.model.terms import State
from accord.tsv import read_table

__all__ = ["ALWAYS", "FILES", "STATES", "Weights", "share_of", "told_of", "weighed", "weights_of"]

ALWAYS = "always"  # the row of what a state weighs before anything is read
STATES: tuple[State, ...] = get_args(State)
FILES = {True: "told_han.tsv", False: "told_letters.tsv"}  # by whether a sentence is written in ideographs
Weights = Mapping[str, tuple[float, ...]]  # by mark, a number a state in the order of `STATES`

_MET = "met"  # the sign of a session
_DATA = resources.files("accord.follow.linking") / "data"


def told_of(statement: Statement, one: Known) -> Told:
    """Return what a statement says of a promise."""
    return weighed(statement, one, told_by_signs(statement, one))


def weighed(statement: Statement, one: Known, told: Told) -> Told:
    """Return what a statement says of a promise: the state that its marks weigh most for, what its signs tell among them.

    That a body met, or is to meet, is what its signs say: it is asked of the body, which no session delivers.
    """
    if one.promise.kind == "mechanism" or (
        told.sure and any(each.sign == _MET and each.holds for each in statement.said)
    ):
        return told
    weights, marks = weights_of(ideographic(statement.quote)), marks_of(statement, one.promise.quote, told)
    sums = _sums(weights, marks)
    state = max(STATES, key=lambda each: sums[STATES.index(each)])
    if state == told.state:
        return told
    kind = "restated" if state == "announced" else "claim" if told.kind == "claim" else "progress"
    return msgspec.structs.replace(told, state=state, kind=kind, cue=_heaviest(weights, marks, state) or told.cue)


@cache
def weights_of(of_han: bool) -> Weights:
    """Return what each mark of a sentence weighs, if it is written in ideographs or not; read once.

    Raises:
        ConfigError: The table has other columns.
    """
    rows = read_table(_DATA / FILES[of_han]).rows
    for row in rows:
        if set(row) != {"mark", *STATES}:
            raise ConfigError(f"{FILES[of_han]}: columns {sorted(row)}; expected mark, {', '.join(STATES)}")
    return {row["mark"]: tuple(float(row[state] or 0) for state in STATES) for row in rows}


def share_of(marks: Iterable[str], known: Container[str]) -> dict[str, float]:
    """Return how much of itself each mark that is known adds: a wording one over the root of how many are, others one."""
    found = [mark for mark in marks if mark in known]
    each = share(sum(mark.startswith(WORD) for mark in found))
    return {mark: each if mark.startswith(WORD) else 1.0 for mark in found}


def _sums(weights: Weights, marks: Marks) -> list[float]:
    sums = list(weights[ALWAYS])
    for mark, part in share_of(marks, weights).items():
        for at, weight in enumerate(weights[mark]):
            sums[at] += part * weight
    return sums


def _heaviest(weights: Weights, marks: Marks, state: State) -> Span | None:
    """Return where the wording stands that draws most towards a state; None where none does."""
    at, words = STATES.index(state), [mark for mark in marks if mark.startswith(WORD) and mark in weights]
    best = max(words, key=lambda mark: (weights[mark][at], -marks[mark][0]), default=None)
    return marks[best] if best and weights[best][at] > 0 else None
