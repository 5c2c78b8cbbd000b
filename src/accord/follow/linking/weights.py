"""What counts for a link (`data/weights.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

__all__ = ["Points", "Weights", "weights"]


class Points(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How points make a score, and from which score on a link is proposed.

    Attributes:
        least: Score of a document from which on its sentences are linked to the promises of an earlier one.
        spread: Points by which a sentence may fit worse than the best one of its document, where it has a sign of a state;
            `weak_spread` where it has none or tells a plan. `own_spread` more for the sentence that fits a promise best,
            and any from `own_least` points on if no more than one other promise fits that sentence better.
        even, points: Of a sentence and a promise: what to begin with, and for one of each sign (`comparing.signs`).
        document_even, document: Of two documents (`comparing.document_signs`, and `best`, `all`: see the file).
    """

    least: float
    spread: float
    weak_spread: float
    own_spread: float
    own_least: float
    even: float
    document_even: float
    points: dict[str, float]
    document: dict[str, float]


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts where both documents are of one script, and where they are of two; how many targets of a sentence are shown."""

    shown: int
    alike: Points
    abroad: Points

    def of(self, *, abroad: bool) -> Points:
        """Return what counts for documents of one script or of two."""
        return self.abroad if abroad else self.alike


@cache
def weights() -> Weights:
    """Return the weights, once read."""
    return msgspec.convert(
        tomllib.loads((files("accord.follow.linking") / "data/weights.toml").read_text("utf-8")), Weights
    )
