"""Draw which regions agree: each as one point, and what flows between them.

In:  `Ties`, a mask over its agreements, a level (provinces, or cities).
Out: `Atlas`: places and how many agreements bodies there have, and in how many two places come together.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

from accord.gazetteer import within
from accord.gazetteer.points import points
from accord.insight.ties import Ties

__all__ = ["Atlas", "Flow", "Place", "atlas"]

_HOME = "CN"


class Place(msgspec.Struct, frozen=True):
    """A place: its code, agreements of bodies there, and where it lies; None for what has no point (countries)."""

    code: str
    agreements: int
    at: tuple[float, float] | None


class Flow(msgspec.Struct, frozen=True):
    """Two places by their codes, and agreements in which bodies of both take part."""

    left: str
    right: str
    agreements: int


class Atlas(msgspec.Struct, frozen=True):
    """All places and flows under some filters.

    Attributes:
        places: Those that are drawn, most agreements first.
        abroad: Those that have no point: countries, and the whole country for bodies of which no more is known; and those that
            lie outside what is drawn.
        codes: Of every place, as the arrays below number them.
        left: One place of each flow, most agreements first.
        right: The other.
        counts: Agreements in which bodies of both take part.
        nowhere: Agreements of which no body's place is known.
        years: Year -> agreements.
    """

    places: list[Place]
    abroad: list[Place]
    codes: tuple[str, ...]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    counts: NDArray[np.int64]
    nowhere: int
    years: dict[int, int]

    def flows(self, begin: int = 0, many: int | None = None) -> list[Flow]:
        """Return flows, the strongest first; equal ones in the order of codes."""
        end = len(self.counts) if many is None else begin + many
        shown = zip(*(one[begin:end].tolist() for one in (self.left, self.right, self.counts)), strict=True)
        return [Flow(self.codes[left], self.codes[right], agreements) for left, right, agreements in shown]

    def at_home(self) -> "Atlas":
        """Return the atlas with the places of China alone to be drawn; itself where no other or none of them is there."""
        home = [one for one in self.places if within(one.code, _HOME)]
        if len(home) in (0, len(self.places)):
            return self
        others = [one for one in self.places if not within(one.code, _HOME)]
        others = sorted((*others, *self.abroad), key=lambda one: (-one.agreements, one.code))
        return msgspec.structs.replace(self, places=home, abroad=others)

    def partners(self, code: str) -> list[tuple[str, int]]:
        """Return with which places one agrees, most often first."""
        if code not in self.codes:
            return []
        own = self.codes.index(code)
        other = np.where(self.left == own, self.right, np.where(self.right == own, self.left, -1))
        at = np.flatnonzero(other >= 0)
        return [
            (self.codes[place], many) for place, many in zip(other[at].tolist(), self.counts[at].tolist(), strict=True)
        ]


def atlas(ties: Ties, mask: NDArray[np.bool_], level: str) -> Atlas:
    """Return where the masked agreements are; equal counts in the order of codes."""
    there, flows, names = ties.there[level], ties.flows[level], ties.places
    counted = zip(there.left.tolist(), there.counts(mask).tolist(), strict=True)
    places = [Place(names[place], many, points().get(names[place])) for place, many in counted if many]
    places.sort(key=lambda one: (-one.agreements, one.code))
    counts = flows.counts(mask)
    order = np.argsort(-counts, kind="stable")[: int((counts > 0).sum())]
    somewhere = np.zeros(len(mask), np.bool_)
    somewhere[there.at] = True
    found, times = np.unique(ties.year[mask], return_counts=True)
    return Atlas(
        places=[one for one in places if one.at],
        abroad=[one for one in places if not one.at],
        codes=names,
        left=flows.left[order],
        right=flows.right[order],
        counts=counts[order],
        nowhere=int((mask & ~somewhere).sum()),
        years={int(year): int(many) for year, many in zip(found, times, strict=True) if year},
    )
