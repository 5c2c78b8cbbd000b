"""Count hits, and what follows from counts.

In:  hits, how many facts gold has, how many were read.
Out: precision, recall, F1; sums over documents, figure by figure.
"""

from collections.abc import Iterable, Mapping

import msgspec

__all__ = ["Marks", "Miss", "Tally", "merge", "total"]


class Tally(msgspec.Struct, frozen=True):
    """Counts of one figure; `hit` may hold halves, for dates that are right but coarser."""

    hit: float = 0
    gold: int = 0
    read: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the counts of both together."""
        return Tally(self.hit + other.hit, self.gold + other.gold, self.read + other.read)

    @property
    def precision(self) -> float:
        """Share of what was read that is right; where nothing was read, 1 if nothing was to be read, else 0."""
        return self.hit / self.read if self.read else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of gold that was read; where gold has nothing, 1 if nothing was read, else 0."""
        return self.hit / self.gold if self.gold else float(not self.read)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Miss(msgspec.Struct, frozen=True):
    """One error: which figure, whether it was `missed`, `extra` or `differs`, and the words that show it."""

    figure: str
    side: str
    what: str


class Marks(msgspec.Struct, frozen=True):
    """What scoring some facts of a document gives: a tally for each figure, and the errors."""

    tallies: Mapping[str, Tally] = {}
    misses: tuple[Miss, ...] = ()


def merge(parts: Iterable[Marks]) -> Marks:
    """Return the marks of all parts together, errors in order."""
    known = list(parts)
    return Marks(total(part.tallies for part in known), tuple(miss for part in known for miss in part.misses))


def total(tallies: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Return the sum of the tallies of each figure."""
    sums: dict[str, Tally] = {}
    for one in tallies:
        for figure, tally in one.items():
            sums[figure] = sums.get(figure, Tally()) + tally
    return sums
