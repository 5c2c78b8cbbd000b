"""What cases teach: the points of signs, and of the numbers of vectors beside them.

In:  cases: how much each has of each sign, whether it is right, to which group it belongs.
Out: points that all cases teach, and for each group those that the others teach.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from accord.follow.linking.vectors import Vectors
from evals.follow.logistic import Floats, apart, points_of

__all__ = ["Cases", "Taught", "as_floats", "taught", "taught_numbers"]

FOLDS = 8


class Taught(NamedTuple):
    """The points that all cases teach, and for each group those that others teach."""

    all: Floats
    without: dict[str, Floats]

    def of(self, group: str) -> Floats:
        """Return what others teach; what all teach, of a group that taught nothing."""
        return self.without.get(group, self.all)


class Cases(NamedTuple):
    """How much each case has of each sign, whether it is right (1 or 0), and its group."""

    shown: Sequence[Mapping[str, float]]
    right: Floats
    groups: Sequence[str]

    def matrix(self, names: Iterable[str]) -> Floats:
        """Return a row a case and a column a sign."""
        columns = list(names)
        return np.array([[one.get(name, 0.0) for name in columns] for one in self.shown])

    def points(self, names: Iterable[str], found: Taught) -> Floats:
        """Return the points of each case, by what the other groups teach."""
        return points_of(self.matrix(names), self.groups, found.without)

    def saying(self, sign: str, numbers: Vectors, found: Taught) -> "Cases":
        """Return them with a sign more: what numbers come to, by what the other groups teach."""
        sums = (float(row @ found.of(group)) for row, group in zip(numbers, self.groups, strict=True))
        return self._replace(shown=[{**one, sign: value} for one, value in zip(self.shown, sums, strict=True)])


def taught(cases: Cases, names: Iterable[str], way: Callable[..., Floats]) -> Taught:
    """Return the points of nothing and of each sign."""
    return _taught(cases, cases.matrix(names), way)


def taught_numbers(
    cases: Cases, numbers: Vectors, names: Sequence[str], way: Callable[..., Floats], wide: Floats
) -> Taught:
    """Return the points of each number of vectors, learnt beside signs, so that they say what signs do not.

    Args:
        cases: With `numbers`, a row each.
        numbers: A column a number.
        names: Of the signs.
        way: How points are fitted.
        wide: How much wider the prior on the points of each number is than that on a sign's.
    """
    every = np.concatenate([np.ones(len(names)), wide])
    found = _taught(cases, np.hstack([cases.matrix(names), numbers]), partial(way, wide=every))
    cut = len(names) + 1
    return Taught(found.all[cut:], {group: one[cut:] for group, one in found.without.items()})


def as_floats(values: Iterable[float]) -> Floats:
    """Return 1 for what holds, 0 for what does not."""
    return np.array([float(value) for value in values])


def _taught(cases: Cases, matrix: Floats, way: Callable[..., Floats]) -> Taught:
    return Taught(way(matrix, cases.right), apart((matrix, cases.right), cases.groups, way, FOLDS))
