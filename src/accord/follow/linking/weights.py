"""What counts for a link (`data/weights.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

__all__ = ["Points", "Weights", "weights"]


class Points(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points for each thing that speaks for a link, or against it; what each is stands in the file."""

    own: float
    title: float
    names: float
    names_title: float
    around: float
    body: float
    thing: float
    other_thing: float
    elsewhere: float
    signing: float


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How points make a score, and from which score on a link is proposed."""

    even: float
    least: float
    restated_least: float
    shown: int
    points: Points


@cache
def weights() -> Weights:
    """Return the weights, once read."""
    return msgspec.convert(
        tomllib.loads((files("accord.follow.linking") / "data/weights.toml").read_text("utf-8")), Weights
    )
