"""The numbers of sentence vectors that are taught what they count: of pairs, and of documents.

In:  pairs of a sentence and a promise; of two documents.
Out: the numbers that each gives, `2 * SIZE`: products first; what they count as a `Meaning`, and as its table.
"""

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from accord.follow.linking.fits import Fit, papers_of
from accord.follow.linking.meaning import Meaning
from accord.follow.linking.vectors import SIZE, Vectors, vectors_of
from evals.follow.logistic import Floats
from evals.follow.pairs import Pair

__all__ = ["FAINT", "SPREADS", "meaning_of", "numbers_of", "pair_vectors", "paper_vectors", "table"]

# How much wider the prior is than that on a sign, of products and of a sentence's own numbers: a number of a vector is about .04,
# a product .002. Of documents, by their standard deviation: each number says little.
SPREADS = np.repeat([236.0, 0.46], SIZE)
FAINT = np.full(2 * SIZE, 0.04)
_HEAD = """# What each number of a sentence vector counts for a link, in points: of the product of a promise's and a sentence's (pair), of the
# sentence's (sentence); of the product of those of two documents (papers), of the later one's (later).
# Source: made by `python -m evals.follow.fit` of our own chains in evals/follow/open; do not edit."""


def pair_vectors(pairs: Sequence[Pair]) -> Vectors:
    """Return of each pair the products of the numbers of both, and those of the sentence."""
    sentences = vectors_of([pair.statement.quote for pair in pairs])
    return np.hstack([sentences * vectors_of([pair.one.promise.quote for pair in pairs]), sentences])


def paper_vectors(papers: Iterable[Sequence[Fit]]) -> Vectors:
    """Return of the fits of two documents the products of the numbers of both, and those of the later one."""
    both = [papers_of(fits) for fits in papers]
    return np.array([np.concatenate([later * earlier, later]) for later, earlier in both])


def meaning_of(pairs: Floats, papers: Floats) -> Meaning:
    """Return what numbers count that were taught."""
    return Meaning(*(part.astype(np.float32) for part in (*np.split(pairs, 2), *np.split(papers, 2))))


def numbers_of(known: Meaning) -> tuple[Floats, Floats]:
    """Return what numbers count, of pairs and of documents."""
    return (
        np.concatenate([known.pair, known.sentence]).astype(float),
        np.concatenate([known.papers, known.later]).astype(float),
    )


def table(known: Meaning) -> str:
    """Return the text of `meaning.tsv`."""
    parts = msgspec.structs.asdict(known)
    rows = ["\t".join((str(at), *(f"{part[at]:.3g}" for part in parts.values()))) for at in range(SIZE)]
    return "\n".join((_HEAD, "\t".join(("number", *parts)), *rows)) + "\n"
