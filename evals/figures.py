"""The figures: what of a document is measured, and what the figures of many documents come to.

In:  gold documents and what was read from each.
Out: marks by document; the mean over nine figures with its bootstrap interval.

Every figure is micro-averaged: hits, gold and read are summed over documents before F1 is taken.
"""

import random
from collections.abc import Mapping, Sequence

import msgspec

from accord.model import Facts
from evals.agreements import agreement_marks
from evals.facts import (
    NEAR_MISSES,
    alias_marks,
    commitment_marks,
    evidence_marks,
    meeting_marks,
    post_marks,
    relevance_marks,
)
from evals.gold import Item
from evals.tally import Marks, Tally, merge, total

__all__ = ["AVERAGE", "BESIDE", "EVIDENCE", "MEAN", "NEAR_MISSES", "Heard", "figures_of", "intervals", "score"]

MEAN = ("relevance", "parties", "slots", "sectors", "meetings", "posts", "commitments", "modality", "aliases")
BESIDE = ("date", "place", "kind", "status", "signatories", "actors")
EVIDENCE = "evidence"
AVERAGE = "mean"
_ROUNDS, _SEED = 400, 1  # bootstrap resamples and their seed: the same documents give the same interval
_TAIL = 0.05  # of either side, so that 90 % lie between

Tallies = Mapping[str, Tally]


class Heard(msgspec.Struct, frozen=True):
    """What the product made of a document: the facts, and the text that their spans index."""

    facts: Facts = Facts()
    text: str = ""


def score(item: Item, heard: Heard) -> Marks:
    """Return the marks of one document; nothing heard is an empty reading."""
    gold, facts = item.gold, heard.facts
    return merge(
        [
            relevance_marks(gold, facts),
            agreement_marks(gold, facts),
            meeting_marks(gold, facts),
            post_marks(gold, facts),
            commitment_marks(gold, facts, text=heard.text, words=item.words),
            alias_marks(gold, facts),
            evidence_marks(facts, text=heard.text),
        ]
    )


def figures_of(documents: Sequence[Tallies]) -> dict[str, float]:
    """Return the F1 of every figure over documents, and their `mean` over the nine."""
    sums = total(documents)
    found = {figure: sums.get(figure, Tally()).f1 for figure in (*MEAN, *BESIDE)}
    return found | {AVERAGE: sum(found[figure] for figure in MEAN) / len(MEAN)}


def intervals(documents: Sequence[Tallies]) -> dict[str, tuple[float, float]]:
    """Return the 90 % bootstrap interval of every figure and of the mean, over documents (percentile method).

    Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
    """
    chance = random.Random(_SEED)
    drawn = [figures_of(chance.choices(documents, k=len(documents))) for _ in range(_ROUNDS)]
    low, high = int(_ROUNDS * _TAIL), int(_ROUNDS * (1 - _TAIL))
    ordered = {figure: sorted(one[figure] for one in drawn) for figure in (*MEAN, *BESIDE, AVERAGE)}
    return {figure: (values[low], values[high]) for figure, values in ordered.items()}
