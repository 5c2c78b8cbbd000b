"""What a sentence of later news tells of one promise: which of its states, where, and whether as progress, claim or plan.

In:  a statement, a promise with what its words are about.
Out: a `Told`.

Of several states in one sentence one counts. What somebody gave up, stopped or put off comes first, then what has been done,
then what was agreed (in passing, where anything was done), then what is planned; among these the words that stand nearest to
the promise's own. A guess by verbs and tenses counts where nothing but plans is said.
"""

from typing import TypeGuard

import msgspec

from accord.follow.linking.dues import is_put_off
from accord.follow.linking.parts import (
    counts_so_far,
    is_a_reason,
    is_a_step,
    is_one_of_many,
    is_the_last,
    is_the_leave,
    is_the_phase,
    is_whole,
)
from accord.follow.linking.scoring import Known
from accord.follow.linking.statements import Statement
from accord.follow.linking.weak import tells_of_a_rest
from accord.follow.linking.words import weighty
from accord.follow.states import Said, comes_up_to, falls_short
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["Told", "is_sure", "told_by_signs"]

_GIVEN_UP = {
    "superseded": 4,
    "dropped": 3,
    "stalled": 2,
    "delayed": 1,
}  # the last word on a thing, the weightiest first
_CAME = ("delivered", "partly_delivered")
_MAY_BE_LATE = ("announced", "under_way")
_WORDS_GIVEN = ("announced", "agreed")
_COUNTED = ("paid", "funded", "sent", "serving")  # signs of people and money on their way: how many tells how far it is
_GOING_ON = "going_on"
_AT_WORK = (_GOING_ON, "began")
_SO_MANY = "so_many"  # the sign of a count up to now, which a number in the promise makes a part or all
_IN_USE = ("opened", "handed_over", "arrived")  # signs of a thing itself, not of works on it
_TELLING = 0.5  # share of the most that a term can weigh, from which on it tells that a clause is of the promise
_NAMED = "completion"  # a sign that names an end rather than tells that it came
_IN_PASSING = ("pact", "terms")  # signs that name an agreement rather than tell that it was made


class Told(msgspec.Struct, frozen=True):
    """What a statement says of a promise: a state, as progress, claim or plan; where; whether a sign says so."""

    state: State
    kind: str
    cue: Span
    sure: bool


def told_by_signs(statement: Statement, one: Known) -> Told:
    """Return what a statement says of a promise; `under_way` where its words tell nothing of how far it is."""
    said = _said(statement, one)
    told = _told(statement, one, said)
    late = not told.sure and told.state in _MAY_BE_LATE and is_put_off(statement, one.promise)
    return msgspec.structs.replace(told, state="delayed", kind="progress") if late else told


def is_sure(statement: Statement, one: Known) -> bool:
    """Return whether a sign in a statement says what became of a promise, so that nothing has to be guessed."""
    return _says(_said(statement, one))


def _says(said: Said | None) -> TypeGuard[Said]:
    return said is not None and not (said.restated or said.mood == "plan" or said.state == "announced")


def _told(statement: Statement, one: Known, said: Said | None) -> Told:
    if not _says(said):
        return _guessed(statement, one, said)
    kind = "claim" if said.claim_by else "progress"
    return Told(_reached(statement, said, one), kind, (said.start, said.end), sure=True)


def _guessed(statement: Statement, one: Known, said: Said | None) -> Told:
    """Return what verbs and tenses let one guess, where no sign says that anything was done."""
    cue = (said.start, said.end) if said else statement.span
    plan = bool(statement.said) or statement.plan
    if (said and said.restated) or (plan and not statement.weak):
        return Told("announced", "restated", cue, sure=False)
    state = statement.weak or "under_way"
    if state == "announced":
        return Told("announced", "restated", cue, sure=False)
    return Told(_counted(statement, one, state), "progress", statement.span, sure=False)


def _counted(statement: Statement, one: Known, state: State) -> State:
    """Return a guessed state, or what the sentence counts of it: fewer than were promised, as many, one of several."""
    told, promised = statement.quote, one.promise.quote
    if state not in (*_CAME, "under_way"):
        return state
    if falls_short(told, promised):
        return "partly_delivered"
    if not statement.said and comes_up_to(told, promised):
        return "delivered"
    if is_one_of_many(told, promised):
        return "partly_delivered"
    return "under_way" if is_a_step(told, promised) else state


def _said(statement: Statement, one: Known) -> Said | None:
    """Return the sign that says what is told of the promise; None where there is none."""
    if not statement.said:
        return None
    late = any(each.holds and each.state in _CAME and each.sign != _NAMED for each in statement.said)

    def fit(at: int) -> tuple[bool, int, bool, float, int]:
        said = statement.said[at]
        near = sum(weight for term, weight in statement.clauses[at].items() if term in one.own)
        passed = (late and said.state == "delayed") or is_a_reason(statement.quote[: said.start - statement.span[0]])
        given_up = _GIVEN_UP.get(said.state, 0) if said.holds and not passed else 0
        reached = said.holds and said.state != "announced" and said.sign not in _IN_PASSING
        return reached, given_up, reached and said.state not in _WORDS_GIVEN, near, -said.start

    best = statement.said[max(range(len(statement.said)), key=fit)]
    plans = any(each.mood == "plan" or each.state == "announced" for each in statement.said)
    return None if best.sign in _IN_PASSING and best.holds and plans and not statement.weak else best


def _reached(statement: Statement, said: Said, one: Known) -> State:
    """Return the state that a sign gives, as far as it is one of the promise: a part or a step of it may be told."""
    if said.state in _CAME:
        return _come(statement, said, one)
    if said.state == "agreed" and is_the_leave(one.promise.quote):
        return "delivered"
    return _by_number(statement, said, one) or said.state


def _by_number(statement: Statement, said: Said, one: Known) -> State | None:
    """Return how much of a thing has come where the sign itself is only of works, people, money or words on their way."""
    told, promised = statement.quote, one.promise.quote
    counted = said.sign in _COUNTED
    short = falls_short(told, promised)
    if counted and (is_the_last(told) if short else comes_up_to(told, promised)):
        return "delivered"
    part = (
        ((counted or (said.sign == _GOING_ON and counts_so_far(told))) and short)
        or ((counted or said.sign in _IN_PASSING) and is_one_of_many(told, promised))
        or (said.sign in _AT_WORK and is_one_of_many(told[: said.clause[0] - statement.span[0]], promised))
        or (said.sign == _GOING_ON and _came_beside(statement, one))
    )
    return "partly_delivered" if part else None


def _come(statement: Statement, said: Said, one: Known) -> State:
    """Return how far a thing is that has come: all of it, a part of it (by number or share), or only a step towards it."""
    told, promised, clause = statement.quote, one.promise.quote, _words(statement, said.clause)
    if falls_short(told, promised):
        return "delivered" if is_the_last(clause) else "partly_delivered"
    if said.sign not in _IN_USE and is_a_step(clause, promised):
        return "under_way"
    if said.state == "partly_delivered":
        as_many = said.sign == _SO_MANY and comes_up_to(told, promised)
        return "delivered" if as_many or is_the_phase(clause, promised) else said.state
    part = _a_part_beside(statement, said, one, whole=is_whole(clause))
    one_of = is_one_of_many(told, promised) and not comes_up_to(told, promised)
    return "partly_delivered" if part or one_of else said.state


def _a_part_beside(statement: Statement, said: Said, one: Known, *, whole: bool) -> bool:
    """Return whether another part is told of after what has come: it goes on, or a part of it is there.

    Args:
        statement: What is told.
        said: The sign of what has come.
        one: The promise: a count that shares no word with it is of something else.
        whole: Whether that is all of something: then only what goes on, or a rest, makes it a part.
    """
    after = [at for at, each in enumerate(statement.said) if each.holds and each.start >= said.start]
    if any(statement.said[at].sign == _GOING_ON for at in after) or _is_lacking(statement, said, one):
        return True
    if whole:
        return tells_of_a_rest(statement.quote)
    return any(statement.said[at].state == "partly_delivered" and _is_of(statement, at, one) for at in after)


def _is_lacking(statement: Statement, said: Said, one: Known) -> bool:
    """Return whether another clause denies that something of the promise has come."""
    here = weighty(statement.clauses[statement.said.index(said)], _TELLING)
    return any(
        term in one.own and term not in here for clause in statement.lacking for term in weighty(clause, _TELLING)
    )


def _is_of(statement: Statement, at: int, one: Known) -> bool:
    """Return whether a part is one of the promise: a count up to now that shares no word with it is of something else."""
    return statement.said[at].sign != _SO_MANY or any(term in one.own for term in statement.clauses[at])


def _words(statement: Statement, span: Span) -> str:
    start = statement.span[0]
    return statement.quote[span[0] - start : span[1] - start]


def _came_beside(statement: Statement, one: Known) -> bool:
    """Return whether another part of the promise has come: the sentence tells of it, or of what goes on as the rest."""
    rest = tells_of_a_rest(statement.quote) and statement.weak != "announced"
    return rest or any(
        each.holds and each.state == "delivered" and any(term in one.own for term in weighty(clause, _TELLING))
        for each, clause in zip(statement.said, statement.clauses, strict=True)
    )
