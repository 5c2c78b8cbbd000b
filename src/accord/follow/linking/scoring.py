"""Signs that a sentence speaks of a promise that was made in the same script; `abroad` knows those of two scripts.

In:  a promise with what its words are about (`Known`), a statement.
Out: `Sign`s: how much of each there is, and its words; in points, `LinkReason`s, the weightiest first.

What each sign is worth stands in `data/weights.toml`.
"""

from collections.abc import Iterable, Iterator

import msgspec

from accord.follow.linking.amounts import numbers_in
from accord.follow.linking.kinds import acts_of, things_of
from accord.follow.linking.promises import Promise
from accord.follow.linking.promising import points_of
from accord.follow.linking.statements import Statement
from accord.follow.linking.words import Terms, ideographic, strangers_in, terms_of, weighty

__all__ = [
    "RARE",
    "Known",
    "LinkReason",
    "Sign",
    "amounts_of",
    "count",
    "known",
    "reasons_of",
    "share",
    "signs",
    "some",
    "total",
]

RARE = 0.75  # weight from which on a term is likely the name of something
_MOST = 2  # of a kind that count
_TOLD = 6  # terms that a reason names


class LinkReason(msgspec.Struct, frozen=True):
    """One sign for a link, or against it: what it is, the words, how many points it gives."""

    code: str
    words: str
    points: float


class Sign(msgspec.Struct, frozen=True):
    """How much of a sign there is, before it is weighed."""

    code: str
    words: str
    amount: float


class Known(msgspec.Struct, frozen=True):
    """A promise, with what its words are about.

    Attributes:
        own: Its terms, and rare ones of news that a person has found to be of it; `names`: its terms that stand for bodies;
            `total`: the weight of its others.
        title: Terms of its document's title; `titled` the share of them that it says itself.
        everything: All terms that its document says of it, and later news that a person has found to be of it.
        refused: Terms of later news of which a person has said that it is not of the promise, and of nothing else.
        things, acts, numbers: That it names.
        promising: Whether its words promise anything, in points.
        told: Its document's title, its own words and those around it; `strangers`: words of it that are written like names;
            `ideographic`: whether its own are written in ideographs.
    """

    promise: Promise
    own: Terms
    names: Terms
    total: float
    title: Terms
    titled: float
    everything: Terms
    refused: Terms
    things: frozenset[str]
    acts: frozenset[str]
    numbers: frozenset[str]
    promising: float
    told: str
    strangers: frozenset[str]
    ideographic: bool

    def always(self, statement: Statement) -> Iterator[Sign]:
        """Yield the signs that no words give: what kind of promise it is and how likely, whether the sentence has a sign of a state."""
        yield Sign("promising", "", self.promising)
        if self.promise.kind != "commitment":
            yield Sign(f"kind_{self.promise.kind}", "", 1)
        if not statement.said:
            yield Sign("plan" if statement.plan else "weak", "", 1)


def known(promise: Promise) -> Known:
    """Return a promise with what its words are about."""
    whole = f"{promise.title}\n{promise.around}\n{promise.quote}"
    called, told, title = terms_of(promise.names), terms_of(promise.quote), terms_of(promise.title)
    own = {term: weight for term, weight in told.items() if term not in called}
    learnt = {term: w for term, w in weighty(terms_of(promise.confirmed), RARE).items() if term not in called}
    everything = {**terms_of(f"{promise.around}\n{promise.confirmed}"), **title, **told}
    return Known(
        promise=promise,
        own=learnt | own,
        names={term: weight for term, weight in told.items() if term in called},
        total=sum(own.values()) or 1.0,
        title=title,
        titled=share(title, told),
        everything=everything,
        refused={term: weight for term, weight in terms_of(promise.refused).items() if term not in everything},
        things=things_of(promise.quote),
        acts=acts_of(promise.quote),
        numbers=numbers_in(promise.quote),
        promising=points_of(promise.quote),
        told=whole,
        strangers=strangers_in(whole),
        ideographic=ideographic(promise.quote),
    )


def reasons_of(found: Iterable[Sign], points: dict[str, float]) -> tuple[LinkReason, ...]:
    """Return what signs give in points, the weightiest first; signs that have no points do not count."""
    given = [
        LinkReason(s.code, s.words, round(s.amount * points[s.code], 3)) for s in found if s.code in points and s.amount
    ]
    return tuple(sorted(given, key=lambda reason: (-abs(reason.points), reason.code)))


def amounts_of(found: Iterable[Sign]) -> dict[str, float]:
    """Return how much there is of each sign that there is anything of."""
    return {sign.code: float(sign.amount) for sign in found if sign.amount}


def signs(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield every sign that a sentence speaks of a promise, or does not, with how much of it there is."""
    yield from _words(one, statement)
    yield from _kinds(one, statement)
    yield total("refused", {term: weight for term, weight in one.refused.items() if term in statement.own})
    yield count("same_name", {term for term in statement.strangers if term in one.everything})
    yield from one.always(statement)


def _words(one: Known, statement: Statement) -> Iterator[Sign]:
    shared = {term: weight for term, weight in one.own.items() if term in statement.own}
    if shared:
        yield total("rare", {t: w for t, w in shared.items() if w >= RARE})
        yield total("words", {t: w for t, w in shared.items() if w < RARE})
        yield Sign("cover", "", sum(shared.values()) / one.total)
    yield total("names", {t: w for t, w in one.names.items() if t in statement.own})
    yield total("title", {t: w for t, w in one.own.items() if t not in shared and t in statement.whole.title})
    yield Sign("known", "", share(statement.own, one.everything))
    yield Sign("titled", "", one.titled)


def _kinds(one: Known, statement: Statement) -> Iterator[Sign]:
    if one.things and statement.things:
        yield count("thing", one.things & statement.things)
        yield count("other_thing", frozenset() if one.things & statement.things else statement.things, most=1)
    yield count("act", one.acts & statement.acts)
    yield count("number", one.numbers & statement.numbers)


def share(terms: Terms, said: Terms) -> float:
    """Return which share of the terms is said, by weight; 0 of none."""
    return sum(weight for term, weight in terms.items() if term in said) / (sum(terms.values()) or 1.0)


def some(terms: Terms) -> str:
    """Return the weightiest terms, for a reason to name."""
    return " ".join(sorted(terms, key=lambda term: (-terms[term], term))[:_TOLD])


def count(code: str, found: set[str] | frozenset[str], *, most: int = _MOST) -> Sign:
    """Return a sign of which there is as much as was found, at most so many."""
    return Sign(code, " ".join(sorted(found)), min(len(found), most))


def total(code: str, terms: Terms) -> Sign:
    """Return a sign of which there is as much as the terms weigh."""
    return Sign(code, some(terms), sum(terms.values()))
