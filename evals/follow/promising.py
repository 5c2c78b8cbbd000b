"""Fit what words of a sentence say of whether it promises something: `python -m evals.follow.promising`.

In:  the first documents of the open chains, each read into a register of its own; which of their sentences hold a promise.
Out: `src/accord/follow/linking/data/promising_*.tsv`; printed: of each script, which share of the promises that the register does not
     know would be found, each chain judged by the others, and how many other sentences with them.

A tenth of the sentences that the register knows no promise in are taken for one (`_TAKEN`): where words begin to say that is so many
points, found on chains that were not fitted on. The fit is scikit-learn's.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from accord.follow.linking.promising import ALWAYS, FILES, share_of, weighed, words_of
from accord.follow.linking.scoring import Known
from accord.follow.linking.weak import plans_in
from accord.follow.linking.words import ideographic
from accord.follow.states.words import sentences
from evals.follow.chains import OPEN, load_chains
from evals.follow.logistic import Floats
from evals.follow.pairs import Telling, tell

__all__ = ["Sentence", "by_others", "main", "sentences_of"]

DATA = Path(__file__).parents[2] / "src/accord/follow/linking/data"
_TAKEN = 0.1  # share of sentences without a known promise that are taken for one
_FEWEST = 3  # sentences that must show a wording
_VARIANCE = 5.0  # of the prior on a wording's weight: as good as 2 and 10
_FOLDS, _STEPS = 8, 3000
_HEAD = """# What each wording of a sentence of news of an agreement says of whether it promises something; "" before anything is read.
# Source: made by `python -m evals.follow.promising` of our own chains in evals/follow/open; do not edit.
"""


class Sentence(NamedTuple):
    """A sentence of a first document: its wordings; whether it holds a promise, and whether the register knows one in it."""

    chain: str
    of_han: bool
    words: frozenset[str]
    promises: bool
    known: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, tell, and write unless asked not to; return 0."""
    ask = argparse.ArgumentParser("python -m evals.follow.promising", description=__doc__.partition(":")[0] + ".")
    ask.add_argument("--dry-run", action="store_true", help="tell the figures, leave the files as they are")
    asked = ask.parse_args(arguments)
    every = [one for chain in load_chains((OPEN,)) for one in sentences_of(tell(chain))]
    for of_han, name in FILES.items():
        some = [one for one in every if one.of_han is of_han]
        points, left = _points(some, _without(some)), np.array([not one.known for one in some])
        promises = np.array([one.promises for one in some])
        cut = _cut(some, points)
        found = points[left & promises] > cut
        print(f"{name}: {found.sum()} of {len(found)} promises found that were not known, in {left.sum()} sentences")
        if not asked.dry_run:
            (DATA / name).write_text(_HEAD + _table(_from(cut, _fitted(some))), "utf-8")
    return 0


def sentences_of(told: Telling) -> Iterator[Sentence]:
    """Yield the sentences of a chain's first document."""
    text = told.texts[str(told.chain.first)]
    plans = plans_in(text)
    known = [one.span for one in told.first() if one.kind != "plan" or one.span in plans]  # not by its wording alone
    places = [(text.find(one.quote), text.find(one.quote) + len(one.quote)) for one in told.chain.promise]
    for start, end in sentences(text):
        promises, is_known = (any(a < end and start < b for a, b in spans) for spans in (places, known))
        yield Sentence(told.chain.id, ideographic(text), words_of(text[start:end]), promises, is_known)


def by_others(told: Iterable[Telling]) -> None:
    """Know the promises of chains by what the words of other chains say of them, so that none is judged by itself."""
    chains = {one.chain.id: one for one in told}
    for of_han in FILES:
        some = [one for chain in chains.values() for one in sentences_of(chain) if one.of_han is of_han]
        if not any(one.promises for one in some):
            continue
        without = _without(some)
        cut = _cut(some, _points(some, without))
        for id_, weights in without.items():
            chains[id_].promises.change(partial(_as_told, weights=_from(cut, weights), of_han=of_han))


def _as_told(one: Known, weights: Mapping[str, float], *, of_han: bool) -> Known:
    if one.ideographic is not of_han:
        return one
    return msgspec.structs.replace(one, promising=weighed(words_of(one.promise.quote), weights))


def _cut(some: Sequence[Sentence], points: Floats) -> float:
    """Return the points from which on a sentence is taken for a promise."""
    left = points[[not one.known for one in some]]
    return float(np.quantile(left, 1 - _TAKEN)) if len(left) else 0.0


def _from(cut: float, weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights by which a sentence that is taken for a promise has more than nothing."""
    return {**weights, ALWAYS: weights[ALWAYS] - cut}


def _points(some: Sequence[Sentence], without: Mapping[str, Mapping[str, float]]) -> Floats:
    """Return the points of each sentence by the words of other chains."""
    return np.array([weighed(one.words, without[one.chain]) for one in some])


def _without(some: Sequence[Sentence]) -> dict[str, dict[str, float]]:
    """Return of each chain what wordings of the others weigh."""
    chains, found = sorted({one.chain for one in some}), {}
    for number in range(min(_FOLDS, len(chains))):
        left = chains[number::_FOLDS]
        found |= dict.fromkeys(left, _fitted([one for one in some if one.chain not in left]))
    return found


def _fitted(some: Sequence[Sentence]) -> dict[str, float]:
    """Return what wordings weigh, `always` first."""
    shown = Counter(word for one in some for word in one.words)
    names = sorted(word for word, count in shown.items() if count >= _FEWEST)
    model = LogisticRegression(C=_VARIANCE, max_iter=_STEPS)
    model.fit(_rows(some, names), [one.promises for one in some])
    return {ALWAYS: float(model.intercept_[0]), **dict(zip(names, model.coef_[0].tolist(), strict=True))}


def _rows(some: Sequence[Sentence], names: Sequence[str]) -> csr_matrix:
    at = {name: number for number, name in enumerate(names)}
    shares = [share_of(one.words, at) for one in some]
    found = [(row, at[word], shares[row]) for row, one in enumerate(some) for word in sorted(one.words) if word in at]
    row, column, share = zip(*found, strict=True)
    return csr_matrix((share, (row, column)), shape=(len(some), len(names)))


def _table(weights: Mapping[str, float]) -> str:
    told = [(word, f"{weight:.2f}") for word, weight in weights.items()]
    return "words\tpoints\n" + "".join(f"{word}\t{weight}\n" for word, weight in told if float(weight))


if __name__ == "__main__":
    sys.exit(main())
