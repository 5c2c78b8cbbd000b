"""How near a sentence and a promise mean, and two documents: what each number of their vectors counts.

In:  vectors of promises and of later sentences; of two documents.
Out: points.

Nearness as such proposes the other project of the same sort. So each number of the vectors has its own weight, learnt from
which sentences did speak of which promise: of the product of both numbers, where the two agree in what matters; and of the
number of the later text alone, which tells what news of a promise is like. Source: `data/meaning.tsv`, made by `python -m evals.follow.fit`.
"""

from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from accord.errors import ConfigError
from accord.follow.linking.vectors import SIZE, Vectors
from accord.tsv import read_table

__all__ = ["FILE", "Meaning", "meaning"]

FILE = "meaning.tsv"
_PARTS = ("pair", "sentence", "papers", "later")


class Meaning(msgspec.Struct, frozen=True):
    """What each number of a vector counts, `SIZE` numbers each.

    Attributes:
        pair, sentence: Of the product of a promise's and a sentence's, and of the sentence's.
        papers, later: Of the product of those of two documents, and of the later document's.
    """

    pair: Vectors
    sentence: Vectors
    papers: Vectors
    later: Vectors

    def of_pairs(self, sentences: Vectors, promises: Vectors) -> Vectors:
        """Return the points of each sentence (a row) with each promise (a column)."""
        return np.asarray((sentences * self.pair) @ promises.T + (sentences @ self.sentence)[:, None])

    def of_papers(self, later: Vectors, earlier: Vectors) -> float:
        """Return the points of a later document with an earlier one, each given by one vector."""
        return float((later * earlier) @ self.papers + later @ self.later)


@cache
def meaning() -> Meaning:
    """Return the weights, once read.

    Raises:
        ConfigError: The table has other columns, or not a row for each number.
    """
    rows = read_table(files("accord.follow.linking") / "data" / FILE).rows
    if len(rows) != SIZE or any(set(row) != {"number", *_PARTS} for row in rows):
        raise ConfigError(f"{FILE}: expected {SIZE} rows of number, {', '.join(_PARTS)}")
    return Meaning(**{part: np.array([float(row[part]) for row in rows], np.float32) for part in _PARTS})
