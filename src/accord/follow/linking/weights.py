"""What counts for a link (`data/weights.toml`, `data/meaning.tsv`, `data/trees.tsv`)."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from accord.follow.linking.meaning import Meaning, meaning
from accord.follow.linking.trees import Trees, trees

__all__ = ["Points", "Weights", "weights"]


class Points(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How points make a chance, and from which one on a link is proposed.

    Attributes:
        least: Chance that a document follows up an earlier one, from which on its sentences are linked to promises of that.
        likely: Chance that a sentence of such a document speaks of a promise, from which on it is proposed; the likeliest always is.
        even, points: Of a sentence and a promise: what to begin with, and for one of each sign (`comparing.signs`).
        document_even, document: Of two documents (`fits.whole_signs`).
        pair_even, pair: Of a sentence and a promise among the others of two documents (`standing`).
    """

    least: float
    likely: float
    even: float
    document_even: float
    pair_even: float
    points: dict[str, float]
    document: dict[str, float]
    pair: dict[str, float]


class Weights(msgspec.Struct, frozen=True):
    """What counts for a link.

    Attributes:
        shown: How many targets of a sentence are shown.
        alike, abroad: What counts where both documents are of one script, and where they are of two.
        meaning: What each number of sentence vectors counts.
        together: What the signs of two documents of one script say together.
    """

    shown: int
    alike: Points
    abroad: Points
    meaning: Meaning
    together: Trees

    def of(self, *, abroad: bool) -> Points:
        """Return what counts for documents of one script or of two."""
        return self.abroad if abroad else self.alike


class _Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file says."""

    shown: int
    alike: Points
    abroad: Points


@cache
def weights() -> Weights:
    """Return the weights, once read."""
    told = tomllib.loads((files("accord.follow.linking") / "data/weights.toml").read_text("utf-8"))
    read = msgspec.convert(told, _Told)
    return Weights(shown=read.shown, alike=read.alike, abroad=read.abroad, meaning=meaning(), together=trees())
