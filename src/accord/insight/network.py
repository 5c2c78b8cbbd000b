"""Draw who agrees with whom: the strongest ties, or what is around one body.

In:  `Ties`, a mask over its agreements.
Out: `Network`: bodies and how often each two of them agree, never more than can be looked at.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

from accord.insight.ties import Ties

__all__ = ["MOST_BODIES", "Graph", "Network", "network", "partners"]

MOST_BODIES = 300  # more cannot be told apart on a screen
MOST_TIES = 1_500  # between them
NEAREST = 60  # partners of a body, before theirs come in
Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Network(msgspec.Struct, frozen=True):
    """All ties under some filters.

    Attributes:
        left: One body of each tie, strongest tie first.
        right: The other.
        counts: In how many agreements they are together.
        weight: Of each body of the register, how many agreements it has with others.
        years: Year -> agreements between two or more bodies.
    """

    left: Numbers
    right: Numbers
    counts: Numbers
    weight: Numbers
    years: dict[int, int]

    @property
    def bodies(self) -> int:
        """Return how many bodies have a tie."""
        return len(np.unique(np.concatenate((self.left, self.right))))


class Graph(msgspec.Struct, frozen=True):
    """What is drawn: bodies, strongest first, and ties between them as (body, body, agreements)."""

    bodies: list[int]
    ties: list[tuple[int, int, int]]


def network(ties: Ties, mask: Mask) -> Network:
    """Return all ties that the masked agreements make, strongest first; equal ones by the strength of their bodies, then by id."""
    counts = ties.pairs.counts(mask)
    kept = counts > 0
    left, right, counts = ties.pairs.left[kept], ties.pairs.right[kept], counts[kept]
    together = np.zeros(len(ties.year), np.bool_)
    together[ties.pairs.at] = True
    together &= mask
    weight = np.zeros(len(ties.rows), np.int64)
    weight[ties.party.left] = ties.party.counts(together)
    order = np.lexsort((right, left, -(weight[left] + weight[right]), -counts))
    found, times = np.unique(ties.year[together], return_counts=True)
    years = {int(year): int(many) for year, many in zip(found, times, strict=True) if year}
    return Network(left[order], right[order], counts[order], weight, years)


def strongest(of: Network, most: int = MOST_BODIES) -> Graph:
    """Return the bodies of the strongest ties, and all ties between them."""
    ends = np.stack((of.left, of.right), axis=1).reshape(-1)
    _, first = np.unique(ends, return_index=True)
    return among(of, ends[np.sort(first)[:most]])


def around(of: Network, body: int, *, steps: int = 2, most: int = MOST_BODIES) -> Graph:
    """Return a body, its strongest partners, and with two steps theirs, as far as there is room."""
    found = [np.array([body], np.int64), partners(of, body)[0][:NEAREST]]
    if steps > 1:
        near = np.isin(of.left, found[1]) | np.isin(of.right, found[1])
        found.append(np.stack((of.left[near], of.right[near]), axis=1).reshape(-1))
    whole = np.concatenate(found)
    _, first = np.unique(whole, return_index=True)
    return among(of, whole[np.sort(first)[:most]], kept=body)


def among(of: Network, bodies: Numbers, kept: int | None = None) -> Graph:
    """Return bodies and the strongest ties between them; who has none is left out, but for the one that is to be kept."""
    inside = np.isin(of.left, bodies) & np.isin(of.right, bodies)
    left, right, counts = (one[inside][:MOST_TIES] for one in (of.left, of.right, of.counts))
    tied = np.unique(np.concatenate((left, right)))
    ranked = tied[np.argsort(-of.weight[tied], kind="stable")].tolist()
    if kept is not None and kept not in ranked:
        ranked.insert(0, kept)
    return Graph(ranked, list(zip(left.tolist(), right.tolist(), counts.tolist(), strict=True)))


def brought_in(of: Network, body: int, *, most: int = NEAREST) -> Graph:
    """Return a body with its strongest partners, and every tie of these: a picture that shows others already needs them."""
    bodies = np.concatenate((np.array([body], np.int64), partners(of, body)[0][:most]))
    near = np.isin(of.left, bodies) | np.isin(of.right, bodies)
    left, right, counts = (one[near][: 2 * MOST_TIES].tolist() for one in (of.left, of.right, of.counts))
    return Graph(bodies.tolist(), list(zip(left, right, counts, strict=True)))


def partners(of: Network, body: int) -> tuple[Numbers, Numbers]:
    """Return with whom a body agrees, most often first, and how often."""
    first, second = of.left == body, of.right == body
    either = first | second
    return np.where(first, of.right, of.left)[either], of.counts[either]
