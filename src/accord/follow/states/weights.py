"""What the marks of a description weigh for each state, and how far each state is.

In:  `data/weights.tsv` (made by `python -m evals.states.fit`), `data/outcomes.tsv`.
Out: sums by state; tables, read once.
"""

from collections.abc import Iterable
from functools import cache
from importlib import resources

import msgspec

from accord.errors import ConfigError
from accord.model.terms import State
from accord.tsv import read_table

__all__ = ["ALWAYS", "Outcome", "outcome_of", "outcomes", "pull", "weigh"]

ALWAYS = "always"  # the row of what a state weighs before anything is read

_DATA = resources.files("accord.follow.states") / "data"


class Outcome(msgspec.Struct, frozen=True):
    """How far a state is, and under which it counts as a last state."""

    rank: int
    outcome: State


@cache
def _outcomes() -> dict[str, Outcome]:
    rows = read_table(_DATA / "outcomes.tsv").rows
    return {row["state"]: msgspec.convert(row, Outcome, strict=False) for row in rows}


def outcome_of(state: State) -> Outcome:
    """Return how far a state is, and under which it counts."""
    return _outcomes()[state]


def outcomes() -> tuple[State, ...]:
    """Return the states that a last state may be, the nearest first."""
    return tuple(dict.fromkeys(one.outcome for one in sorted(_outcomes().values(), key=lambda one: one.rank)))


@cache
def _weights() -> dict[str, dict[State, float]]:
    states = outcomes()
    rows = read_table(_DATA / "weights.tsv").rows
    for row in rows:
        if set(row) != {"mark", *states}:
            raise ConfigError(f"weights.tsv: columns {sorted(row)}; expected mark, {', '.join(states)}")
    return {row["mark"]: {state: float(row[state]) for state in states} for row in rows}


def weigh(marks: Iterable[str]) -> dict[State, float]:
    """Return the sum of weights by state: marks that have no weight count nothing."""
    table = _weights()
    sums = dict(table[ALWAYS])
    for mark in marks:
        for state, weight in table.get(mark, {}).items():
            sums[state] += weight
    return sums


def pull(mark: str, state: State) -> float:
    """Return by how much a mark draws towards a state: its weight for it, less its mean weight for the others."""
    row = _weights().get(mark)
    if row is None:
        return 0.0
    others = [weight for one, weight in row.items() if one != state]
    return row[state] - sum(others) / len(others)
