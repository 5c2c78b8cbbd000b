"""Project descriptions whose last state researchers know, in two halves.

In:  a JSON Lines file (id, title, text, year, state), `data/states-sample.jsonl` of the sample.
Out: descriptions; those that words and weights were made on, and those that were kept unseen.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from accord.follow.states import last_state
from accord.model.terms import State

__all__ = ["COMMON", "Description", "Score", "is_seen", "load", "said_of", "score"]

COMMON: tuple[State, ...] = (
    "announced",
    "agreed",
    "under_way",
    "delivered",
)  # the most frequent of the sample, in their order
_RESAMPLES = 1_000


class Description(msgspec.Struct, frozen=True):
    """A project as somebody described it, and the state that researchers gave it."""

    id: str
    title: str
    text: str
    year: str
    state: State


class Score(msgspec.Struct, frozen=True):
    """How well the states were said: shares, with 90 % bootstrap intervals over descriptions."""

    name: str
    count: int
    accuracy: float
    accuracy_interval: tuple[float, float]
    macro_f1: float
    macro_f1_interval: tuple[float, float]
    f1: Mapping[str, float]


def load(file: Path) -> tuple[Description, ...]:
    """Return the descriptions of a file."""
    lines = file.read_bytes().splitlines()
    return tuple(msgspec.json.decode(line, type=Description) for line in lines if line.strip())


def is_seen(identity: str) -> bool:
    """Return whether a description may be looked at: the last hexadecimal digit of its id's sha256 is odd.

    Of the other half nothing but these shares is ever looked at.
    """
    return int(hashlib.sha256(identity.encode()).hexdigest()[-1], 16) % 2 == 1


def said_of(description: Description) -> State:
    """Return the state that accord says."""
    return last_state(description.title, description.text, description.year).state


def score(name: str, true: Sequence[str], said: Sequence[str]) -> Score:
    """Return how well states were said."""
    import numpy as np

    pairs = np.array([(_number(a), _number(b)) for a, b in zip(true, said, strict=True)])
    drawn = np.random.default_rng(0).integers(0, len(pairs), (_RESAMPLES, len(pairs)))
    shares = [_shares(pairs[rows]) for rows in drawn]
    low, high = (np.percentile([(a, sum(f) / len(f)) for a, f in shares], q, axis=0) for q in (5, 95))
    accuracy, f1 = _shares(pairs)
    return Score(
        name=name,
        count=len(pairs),
        accuracy=accuracy,
        accuracy_interval=(float(low[0]), float(high[0])),
        macro_f1=sum(f1) / len(f1),
        macro_f1_interval=(float(low[1]), float(high[1])),
        f1=dict(zip(COMMON, f1, strict=True)),
    )


def _number(state: str) -> int:
    return COMMON.index(state) if state in COMMON else len(COMMON) + (state == "dropped")  # type: ignore[arg-type]


def _shares(pairs: "object") -> tuple[float, list[float]]:
    import numpy as np

    true, said = np.asarray(pairs).T
    f1 = []
    for state in range(len(COMMON)):
        hit = int(((true == state) & (said == state)).sum())
        f1.append(2 * hit / max(1, int((true == state).sum() + (said == state).sum())))
    return float((true == said).mean()), f1
