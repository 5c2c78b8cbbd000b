"""What a sentence of later news tells of one promise: which of its states, where, and whether as progress, claim or plan.

In:  a statement, a promise with what its words are about.
Out: a `Told`.

Of several states in one sentence one counts. What somebody gave up, stopped or put off comes first, then what has been done,
then what was agreed (in passing, where anything was done), then what is planned; among these the words that stand nearest to
the promise's own. A guess by verbs and tenses counts where nothing but plans is said.
"""

import msgspec

from accord.follow.linking.scoring import Known
from accord.follow.linking.statements import Statement
from accord.follow.linking.weak import tells_of_a_rest
from accord.follow.linking.words import weighty
from accord.follow.states import Said, comes_up_to, falls_short
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["Told", "told_of"]

_GIVEN_UP = {
    "superseded": 4,
    "dropped": 3,
    "stalled": 2,
    "delayed": 1,
}  # the last word on a thing, the weightiest first
_CAME = ("delivered", "partly_delivered")
_WORDS_GIVEN = ("announced", "agreed")
_COUNTED = ("paid", "funded", "sent", "serving")  # signs of people and money on their way: how many tells how far it is
_GOING_ON = "going_on"
_TELLING = 0.5  # share of the most that a term can weigh, from which on it tells that a clause is of the promise
_NAMED = "completion"  # a sign that names an end rather than tells that it came
_IN_PASSING = ("pact", "terms")  # signs that name an agreement rather than tell that it was made


class Told(msgspec.Struct, frozen=True):
    """What a statement says of a promise: a state, as progress, claim or plan; where; whether a sign says so."""

    state: State
    kind: str
    cue: Span
    sure: bool


def told_of(statement: Statement, one: Known) -> Told:
    """Return what a statement says of a promise; `under_way` where its words tell nothing of how far it is."""
    said = _said(statement, one)
    if said is None or said.restated or said.mood == "plan" or said.state == "announced":
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
    """Return a guessed state, or what the count of the sentence says of it: fewer than were promised, or as many."""
    if state not in (*_CAME, "under_way"):
        return state
    if falls_short(statement.quote, one.promise.quote):
        return "partly_delivered"
    return "delivered" if comes_up_to(statement.quote, one.promise.quote) else state


def _said(statement: Statement, one: Known) -> Said | None:
    """Return the sign that says what is told of the promise; None where there is none."""
    if not statement.said:
        return None
    late = any(each.holds and each.state in _CAME and each.sign != _NAMED for each in statement.said)

    def fit(at: int) -> tuple[bool, int, bool, float, int]:
        said = statement.said[at]
        near = sum(weight for term, weight in statement.clauses[at].items() if term in one.own)
        given_up = _GIVEN_UP.get(said.state, 0) if said.holds and not (late and said.state == "delayed") else 0
        reached = said.holds and said.state != "announced" and said.sign not in _IN_PASSING
        return reached, given_up, reached and said.state not in _WORDS_GIVEN, near, -said.start

    best = statement.said[max(range(len(statement.said)), key=fit)]
    plans = any(each.mood == "plan" or each.state == "announced" for each in statement.said)
    return None if best.sign in _IN_PASSING and best.holds and plans and not statement.weak else best


def _reached(statement: Statement, said: Said, one: Known) -> State:
    """Return the state that a sign gives: what is delivered while a part goes on, or less of it, is partly delivered."""
    counted = said.state == "delivered" or said.sign in _COUNTED
    if counted and falls_short(statement.quote, one.promise.quote):
        return "partly_delivered"
    if said.sign in _COUNTED and comes_up_to(statement.quote, one.promise.quote):
        return "delivered"
    after = [each for each in statement.said if each.holds and each.start >= said.start]
    part = any(each.state == "partly_delivered" or each.sign == _GOING_ON for each in after)
    part = part if said.state == "delivered" else said.sign == _GOING_ON and _came_beside(statement, one)
    return "partly_delivered" if part else said.state


def _came_beside(statement: Statement, one: Known) -> bool:
    """Return whether another part of the promise has come: the sentence tells of it, or of what goes on as the rest."""
    rest = tells_of_a_rest(statement.quote) and statement.weak != "announced"
    return rest or any(
        each.holds and each.state == "delivered" and any(term in one.own for term in weighty(clause, _TELLING))
        for each, clause in zip(statement.said, statement.clauses, strict=True)
    )
