"""Rank promises for every sentence of a later document that says a state.

In:  the promises known so far (`Promises`, kept while the register does not change), and a later document.
Out: `Link`s: for each sentence its best targets, those first that fit best.

Only promises that share a term which tells something with the document are looked at, so that the work grows with what the
document speaks of, not with the register. A promise is never linked to the document that tells it, nor to one that tells of
its agreement being made, nor to one that is older.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from accord.follow.linking.promises import Later, Promise
from accord.follow.linking.scoring import Known, LinkReason, known, score
from accord.follow.linking.statements import Statement, statements_of
from accord.follow.linking.weights import weights
from accord.follow.linking.words import terms_of
from accord.follow.states import Said
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["Link", "Promises", "links_of"]

_TELLING = 0.5  # weight from which on a term brings a promise and a document together


class Link(msgspec.Struct, frozen=True):
    """A sentence speaks of a promise.

    Attributes:
        promise: Of which.
        span, quote: The sentence in the later document.
        cue: Where in it the words stand that say the state.
        state: Which they say.
        kind: `progress`; `claim`: one side says so; `restated`: a plan told again, which is no progress.
        rank: 1 is the best target of its sentence.
        score: 0 to 1.
        reasons: The weightiest first.
    """

    promise: Promise
    span: Span
    quote: str
    cue: Span
    state: State
    kind: str
    rank: int
    score: float
    reasons: tuple[LinkReason, ...]


class Promises:
    """Promises, found by the terms that they are about."""

    def __init__(self, promises: Iterable[Promise]) -> None:
        """Know these promises."""
        self._known: dict[str, Known] = {}
        self._by_term: dict[str, set[str]] = defaultdict(set)
        for promise in promises:
            self.add(promise)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._known)

    def add(self, promise: Promise) -> None:
        """Know one more promise, or know it anew."""
        made = known(promise)
        self._known[promise.id] = made
        for term, weight in {**made.around, **made.own}.items():
            if weight >= _TELLING * 0.5:
                self._by_term[term].add(promise.id)

    def near(self, later: Later) -> list[Known]:
        """Return the promises that the document may speak of, in the order of their ids."""
        found: set[str] = set()
        for term in terms_of(f"{later.title}\n{later.text}"):
            found |= self._by_term.get(term, set())
        return [self._known[one] for one in sorted(found) if _earlier(self._known[one].promise, later)]


def links_of(later: Later, promises: Promises) -> list[Link]:
    """Return the links of a document, in the order of its sentences and, within one, best first."""
    candidates = promises.near(later)
    if not candidates:
        return []
    return [link for statement in statements_of(later) for link in _ranked(statement, candidates, later)]


def _earlier(promise: Promise, later: Later) -> bool:
    if promise.document == later.document or promise.agreement in later.agreements:
        return False
    return promise.said is None or later.published is None or promise.said <= later.published


def _ranked(statement: Statement, candidates: Iterable[Known], later: Later) -> Iterator[Link]:
    found = []
    for one in candidates:
        said = _of(statement, one)
        value, reasons = score(one, statement, later)
        if value >= (weights().restated_least if _kind(said) == "restated" else weights().least):
            found.append((value, one, said, reasons))
    found.sort(key=lambda each: (-each[0], each[1].promise.id))
    for rank, (value, one, said, reasons) in enumerate(found[: weights().shown], start=1):
        kind = _kind(said)
        yield Link(
            promise=one.promise,
            span=statement.span,
            quote=statement.quote,
            cue=(said.start, said.end),
            state="announced" if kind == "restated" else said.state,
            kind=kind,
            rank=rank,
            score=round(value, 3),
            reasons=reasons,
        )


def _of(statement: Statement, one: Known) -> Said:
    """Return what of the statement is said of the promise: what has happened before what is planned; else the nearest words."""

    def fit(said: Said) -> tuple[bool, float, int]:
        start, end = said.clause
        first = statement.span[0]
        words = terms_of(statement.quote[start - first : end - first])
        return said.holds, sum(weight for term, weight in words.items() if term in one.own), -said.start

    return max(statement.said, key=fit)


def _kind(said: Said) -> str:
    if said.restated or said.mood == "plan":
        return "restated"
    return "claim" if said.claim_by else "progress"
