"""Count how often two things come together in agreements, under any filter.

In:  pairs of things, each with the agreement in which they come together.
Out: `Groups`: every two things once, with the agreements behind them laid end to end, so that a count is one sum.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

__all__ = ["Groups", "distinct", "grouped", "pairs_within"]

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
    many, most = (int(one.max(initial=0)) + 1 for one in (np.concatenate((left, right)), at))
    whole = np.sort((left * many + right) * most + at)  # one number each: far quicker than three keys
    groups, at = np.divmod(whole, most)
    first = np.ones(len(at), np.bool_)
    first[1:] = groups[1:] != groups[:-1]
    starts = np.flatnonzero(first)
    left, right = np.divmod(groups[starts], many)
    return Groups(left, right, starts, at)


def pairs_within(at: Numbers, things: Numbers) -> Groups:
    """Return every two different things that come together, given each agreement's things; an agreement counts once.

    >>> made = pairs_within(np.array([0, 0, 0, 1]), np.array([3, 1, 3, 1]))
    >>> made.left.tolist(), made.right.tolist(), made.at.tolist()
    ([1], [3], [0])
    """
    at, things = distinct(at, things)
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


def distinct(first: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
    """Return every two numbers that stand together once, in order.

    >>> [one.tolist() for one in distinct(np.array([1, 0, 1]), np.array([2, 5, 2]))]
    [[0, 1], [5, 2]]
    """
    many = int(second.max(initial=0)) + 1
    whole = np.sort(first * many + second)
    new = np.ones(len(whole), np.bool_)
    new[1:] = whole[1:] != whole[:-1]
    left, right = np.divmod(whole[new], many)
    return left, right
