"""Count how often two things come together in agreements, under any filter.

In:  pairs of things, each with the agreement in which they come together.
Out: `Groups`: every two things once, with the agreements behind them laid end to end, so that a count is one sum.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

__all__ = ["Groups", "grouped", "pairs_within"]

Numbers = NDArray[np.int64]


class Groups(msgspec.Struct, frozen=True):
    """Two things a group, or one thing twice.

    Attributes:
        left: The first thing of each group.
        right: The second.
        starts: Where in `at` its agreements begin.
        at: Agreements, group after group.
    """

    left: Numbers
    right: Numbers
    starts: Numbers
    at: Numbers

    @property
    def sizes(self) -> Numbers:
        """Return how many agreements each group has in all."""
        return np.diff(self.starts, append=len(self.at))

    def counts(self, mask: NDArray[np.bool_]) -> Numbers:
        """Return how many of the masked agreements each group has."""
        if not len(self.starts):
            return np.zeros(0, np.int64)
        return np.add.reduceat(mask[self.at].astype(np.int64), self.starts)


def grouped(left: Numbers, right: Numbers, at: Numbers) -> Groups:
    """Return every two things once, with their agreements.

    >>> made = grouped(np.array([1, 0, 1]), np.array([2, 2, 2]), np.array([5, 6, 7]))
    >>> made.left.tolist(), made.right.tolist(), made.at.tolist(), made.sizes.tolist()
    ([0, 1], [2, 2], [6, 5, 7], [1, 2])
    """
    order = np.lexsort((at, right, left))
    left, right, at = left[order], right[order], at[order]
    first = np.ones(len(at), np.bool_)
    first[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
    starts = np.flatnonzero(first)
    return Groups(left[starts], right[starts], starts, at)


def pairs_within(at: Numbers, things: Numbers) -> Groups:
    """Return every two different things that come together, given each agreement's things; an agreement counts once.

    >>> made = pairs_within(np.array([0, 0, 0, 1]), np.array([3, 1, 3, 1]))
    >>> made.left.tolist(), made.right.tolist(), made.at.tolist()
    ([1], [3], [0])
    """
    order = np.lexsort((things, at))
    at, things = at[order], things[order]
    new = np.ones(len(at), np.bool_)
    new[1:] = (at[1:] != at[:-1]) | (things[1:] != things[:-1])
    at, things = at[new], things[new]
    lefts, rights, ats = [], [], []
    step = 1
    while step < len(at):  # each thing with the next, then the one after it, while they are of one agreement
        same = at[step:] == at[:-step]
        if not same.any():
            break
        lefts.append(things[:-step][same])
        rights.append(things[step:][same])
        ats.append(at[step:][same])
        step += 1
    empty = [np.zeros(0, np.int64)]
    return grouped(np.concatenate(lefts or empty), np.concatenate(rights or empty), np.concatenate(ats or empty))
