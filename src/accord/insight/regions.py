"""Draw which regions agree: each as one point, and what flows between them.

In:  `Ties`, a mask over its agreements, a level (provinces, or cities).
Out: `Atlas`: places and how many agreements bodies there have, and in how many two places come together.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

from accord.gazetteer.points import points
from accord.insight.ties import Ties

__all__ = ["Atlas", "Flow", "Place", "atlas"]


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
        places: Those that have a point, most agreements first.
        abroad: Those that have none: countries, and the whole country for bodies of which no more is known.
        flows: Between any two places, most agreements first.
        nowhere: Agreements of which no body's place is known.
        years: Year -> agreements.
    """

    places: list[Place]
    abroad: list[Place]
    flows: list[Flow]
    nowhere: int
    years: dict[int, int]

    def partners(self, code: str) -> list[tuple[str, int]]:
        """Return with which places one agrees, most often first."""
        return [
            (one.right if one.left == code else one.left, one.agreements)
            for one in self.flows
            if code in (one.left, one.right)
        ]


def atlas(ties: Ties, mask: NDArray[np.bool_], level: str) -> Atlas:
    """Return where the masked agreements are; equal counts in the order of codes."""
    there, flows, names = ties.there[level], ties.flows[level], ties.places
    counted = zip(there.left.tolist(), there.counts(mask).tolist(), strict=True)
    places = [Place(names[place], many, points().get(names[place])) for place, many in counted if many]
    places.sort(key=lambda one: (-one.agreements, one.code))
    between = zip(flows.left.tolist(), flows.right.tolist(), flows.counts(mask).tolist(), strict=True)
    flowing = [
        Flow(min(names[left], names[right]), max(names[left], names[right]), many)
        for left, right, many in between
        if many
    ]
    flowing.sort(key=lambda one: (-one.agreements, one.left, one.right))
    somewhere = np.zeros(len(mask), np.bool_)
    somewhere[there.at] = True
    found, times = np.unique(ties.year[mask], return_counts=True)
    return Atlas(
        places=[one for one in places if one.at],
        abroad=[one for one in places if not one.at],
        flows=flowing,
        nowhere=int((mask & ~somewhere).sum()),
        years={int(year): int(many) for year, many in zip(found, times, strict=True) if year},
    )
