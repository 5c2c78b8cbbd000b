"""Promises known so far, found by what they are about.

In:  promises, as they become known.
Out: those that a document can follow up, and those of them that share most with it.

Only promises that share something telling with a document are looked at, so that the work grows with what the document speaks
of, not with the register: terms where both are of one script; stems of meanings, codes of well-known names and the sound of
others where they are of two. What of two scripts is found by is made when the first such document comes.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from accord.follow.linking.meanings import stems_in, telling_stems
from accord.follow.linking.naming import named_in
from accord.follow.linking.promises import Later, Promise
from accord.follow.linking.scoring import Known, known
from accord.follow.linking.sounding import heard_in
from accord.follow.linking.words import ideographic, terms_of

__all__ = ["Promises"]

_NEAR = 60  # promises that are compared with a document: those that share most with it, each term by how few promises have it
_NEAR_ABROAD = 20  # ... of those in the other script, of which fewer can be sure
_NEXT_TO = 0.4  # ... and at least so much of what the nearest of them shares
_OFTEN = 0.02  # share of all promises above which a term no longer tells any of them from the others
_TELLING = 0.5  # weight from which on a term brings a promise and a document together

_Index = dict[str, set[str]]  # ids of promises by what they are found by


class Promises:
    """Promises, found by what they are about."""

    def __init__(self, promises: Iterable[Promise]) -> None:
        """Know these promises."""
        self._known: dict[str, Known] = {}
        self._by_term: _Index = defaultdict(set)
        self._abroad: dict[bool, _Index] = {True: defaultdict(set), False: defaultdict(set)}
        self._waiting: dict[bool, list[str]] = {True: [], False: []}
        for promise in promises:
            self.add(promise)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._known)

    def __iter__(self) -> Iterator[Known]:
        """Yield them in the order of their ids."""
        return (self._known[one] for one in sorted(self._known))

    def add(self, promise: Promise) -> None:
        """Know one more promise, or know it anew."""
        made = known(promise)
        self._known[promise.id] = made
        self._waiting[made.ideographic].append(promise.id)
        for term, weight in made.everything.items():
            if weight >= _TELLING:
                self._by_term[term].add(promise.id)

    def change(self, how: Callable[[Known], Known]) -> None:
        """Know each promise as `how` tells it, its words left as they are."""
        self._known = {id_: how(one) for id_, one in self._known.items()}

    def earlier(self, later: Later) -> list[Known]:
        """Return the promises that a document can follow up, in the order of their ids: told before, and elsewhere."""
        return [one for one in self if _earlier(one.promise, later)]

    def near(self, later: Later) -> list[Known]:
        """Return the promises that share most with the document, so many of each script, in the order of their ids."""
        said = f"{later.title}\n{later.text}"
        found = {*self._most(self._by_term, terms_of(said), later)[:_NEAR]}
        index = self._across(not ideographic(later.text))
        if index:
            found |= {*self._most(index, stems_in(said) | _names(said), later)[:_NEAR_ABROAD]}
        return [self._known[one] for one in sorted(found)]

    def _most(self, index: _Index, terms: Iterable[str], later: Later) -> list[str]:
        """Return the promises that share some of the terms, those first that share most."""
        weighed: dict[str, float] = defaultdict(float)
        for term in sorted(terms):
            holding = index.get(term, set())
            if len(holding) <= max(_NEAR, len(self) * _OFTEN):
                for one in holding:
                    weighed[one] += math.log1p(len(self) / len(holding))
        earlier = [one for one in weighed if _earlier(self._known[one].promise, later)]
        least = max((weighed[one] for one in earlier), default=0.0) * _NEXT_TO
        earlier = [one for one in earlier if weighed[one] >= least]
        return sorted(earlier, key=lambda one: (-weighed[one], one))

    def _across(self, script: bool) -> _Index:
        """Return the promises of a script by what documents of the other find them by."""
        index, waiting = self._abroad[script], self._waiting[script]
        while waiting:
            one = self._known[waiting.pop()]
            for key in telling_stems(one.told, _TELLING) | _names(one.told):
                index[key].add(one.promise.id)
        return index


def _names(text: str) -> frozenset[str]:
    """Return the codes of the well-known places and bodies that a text names, and how its other names sound."""
    named = named_in(text)
    codes = (f"@{code}" for name in named.places | named.bodies for code in name)
    return frozenset((*codes, *(f"~{way}" for way in heard_in(text))))


def _earlier(promise: Promise, later: Later) -> bool:
    if promise.document == later.document or promise.agreement in later.agreements:
        return False
    return promise.said is None or later.published is None or promise.said <= later.published
