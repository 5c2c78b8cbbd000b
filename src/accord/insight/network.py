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
MOST_TIES = 700  # between them; more is a tangle
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
        return int((self.weight > 0).sum())


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
    strength = weight[left] + weight[right]
    order = np.argsort(
        -(counts * (int(strength.max(initial=0)) + 1) + strength), kind="stable"
    )  # pairs are in order of ids
    found, times = np.unique(ties.year[together], return_counts=True)
    years = {int(year): int(many) for year, many in zip(found, times, strict=True) if year}
    return Network(left[order], right[order], counts[order], weight, years)


def strongest(of: Network, most: int = MOST_BODIES) -> Graph:
    """Return the bodies of the strongest ties, and all ties between them."""
    first = 4 * most
    while True:
        bodies = _in_turn(np.stack((of.left[:first], of.right[:first]), axis=1).reshape(-1))
        if len(bodies) >= most or first >= len(of.left):
            return among(of, bodies[:most])
        first *= 4


def around(of: Network, body: int, *, steps: int = 2, most: int = MOST_BODIES) -> Graph:
    """Return a body, its strongest partners, and with two steps theirs, as far as there is room."""
    found = [np.array([body], np.int64), partners(of, body)[0][:NEAREST]]
    if steps > 1:
        inside = _marked(of, found[1])
        near = inside[of.left] | inside[of.right]
        found.append(np.stack((of.left[near], of.right[near]), axis=1).reshape(-1))
    return among(of, _in_turn(np.concatenate(found))[:most], kept=body)


def among(of: Network, bodies: Numbers, kept: int | None = None) -> Graph:
    """Return bodies and the strongest ties between them; who has none is left out, but for the one that is to be kept."""
    marked = _marked(of, bodies)
    inside = marked[of.left] & marked[of.right]
    left, right, counts = (one[inside][:MOST_TIES] for one in (of.left, of.right, of.counts))
    tied = np.unique(np.concatenate((left, right)))
    ranked = tied[np.argsort(-of.weight[tied], kind="stable")].tolist()
    if kept is not None and kept not in ranked:
        ranked.insert(0, kept)
    return Graph(ranked, list(zip(left.tolist(), right.tolist(), counts.tolist(), strict=True)))


def brought_in(of: Network, body: int, *, most: int = NEAREST) -> Graph:
    """Return a body with its strongest partners, and every tie of these: a picture that shows others already needs them."""
    bodies = np.concatenate((np.array([body], np.int64), partners(of, body)[0][:most]))
    inside = _marked(of, bodies)
    near = inside[of.left] | inside[of.right]
    left, right, counts = (one[near][: 4 * MOST_TIES].tolist() for one in (of.left, of.right, of.counts))
    return Graph(bodies.tolist(), list(zip(left, right, counts, strict=True)))


def partners(of: Network, body: int) -> tuple[Numbers, Numbers]:
    """Return with whom a body agrees, most often first, and how often."""
    first, second = of.left == body, of.right == body
    either = first | second
    return np.where(first, of.right, of.left)[either], of.counts[either]


def _in_turn(bodies: Numbers) -> Numbers:
    """Return each body once, in the order in which it comes first."""
    _, first = np.unique(bodies, return_index=True)
    return bodies[np.sort(first)]


def _marked(of: Network, bodies: Numbers) -> Mask:
    marked = np.zeros(len(of.weight), np.bool_)
    marked[bodies] = True
    return marked
