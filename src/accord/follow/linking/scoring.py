"""How well a statement fits a promise, in points with reasons.

In:  a promise with its terms, a statement with its own.
Out: a score from 0 to 1 and `Reason`s, the weightiest first.

A score is 1 / (1 + exp(even - points)), as logistic regression gives it.
"""

import math

import msgspec

from accord.follow.linking.promises import Later, Promise
from accord.follow.linking.statements import Statement
from accord.follow.linking.weights import weights
from accord.follow.linking.words import Terms, rare, terms_of, things_of

__all__ = ["Known", "LinkReason", "known", "score"]

_MOST_BODIES = 2
_WHERE = ("", "_title")
_TOLD = 6  # terms that a reason names


class LinkReason(msgspec.Struct, frozen=True):
    """One sign for a link, or against it: what it is, the words, how many points it gives."""

    code: str
    words: str
    points: float


class Known(msgspec.Struct, frozen=True):
    """A promise, with what its words are about."""

    promise: Promise
    own: Terms
    names: Terms
    around: Terms
    things: frozenset[str]


def known(promise: Promise) -> Known:
    """Return a promise with what its words are about."""
    called = terms_of(promise.names)
    told = terms_of(promise.quote)
    own = {term: weight for term, weight in told.items() if term not in called}
    names = {term: weight for term, weight in told.items() if term in called}
    around = {term: weight for term, weight in rare(terms_of(promise.around)).items() if term not in told}
    return Known(promise, own, names, around, things_of(promise.quote))


def score(one: Known, statement: Statement, later: Later) -> tuple[float, tuple[LinkReason, ...]]:
    """Return how well the statement fits the promise, and why."""
    points = weights().points
    levels = (statement.own, statement.title)
    signs = [
        *_terms("words", one.own, levels, (points.own, points.title)),
        *_terms("names", one.names, levels, (points.names, points.names_title)),
        *_terms("around", one.around, levels[:1], (points.around,)),
    ]
    if shared := one.promise.parties & statement.bodies:
        signs.append(LinkReason("bodies", " ".join(sorted(shared)), points.body * min(len(shared), _MOST_BODIES)))
    if one.things and statement.things:
        common = one.things & statement.things
        signs.append(
            LinkReason("thing", " ".join(sorted(common)), points.thing)
            if common
            else LinkReason("other_thing", " ".join(sorted(statement.things)), points.other_thing)
        )
    if statement.signing:
        signs.append(LinkReason("signing", "", points.signing))
    if statement.elsewhere:
        signs.append(LinkReason("elsewhere", "", points.elsewhere))
    total = sum(sign.points for sign in signs)
    return 1 / (1 + math.exp(weights().even - total)), tuple(sorted(signs, key=lambda sign: -abs(sign.points)))


def _terms(code: str, own: Terms, levels: tuple[Terms, ...], points: tuple[float, ...]) -> list[LinkReason]:
    """Return what the terms of a promise give; each counts once, where it counts most."""
    left, signs = dict(own), []
    for where, level, value in zip(_WHERE, levels, points, strict=False):
        shared = [term for term in left if term in level]
        if shared:
            gained = sum(left.pop(term) for term in shared) * value
            told = sorted(shared, key=lambda term: -own[term])[:_TOLD]
            signs.append(LinkReason(code + where, " ".join(told), round(gained, 3)))
    return signs
