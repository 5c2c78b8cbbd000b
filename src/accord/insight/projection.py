"""Lay degrees out on a plane, so that areas keep their size: Albers' equal-area conic, as atlases of China use it.

In:  degrees east and north.
Out: `Frame`: what is shown, in its own units, x to the right and y downwards; lines of the graticule.

Source: Snyder, Map Projections, USGS Professional Paper 1395 (1987), equations 14-1 to 14-6 for the sphere; standard parallels
25 and 47 degrees north, middle 105 degrees east, as usual for the whole country.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Frame", "frame_around", "projected"]

WIDTH, HEIGHT = 1000.0, 640.0  # units of a frame
_LOWER, _UPPER, _MIDDLE = np.radians((25.0, 47.0, 105.0))
_N = (np.sin(_LOWER) + np.sin(_UPPER)) / 2
_C = np.cos(_LOWER) ** 2 + 2 * _N * np.sin(_LOWER)
_WEST, _EAST, _SOUTH, _NORTH = 60, 150, 0, 60  # degrees of the graticule
_MARGIN = 0.14  # of what is shown, on each side
_LEAST = 0.12  # radians: one town alone is shown with the country around it
_STEPS = ((0.25, 2), (0.5, 5), (9.0, 10))  # radians that are shown -> degrees between two lines


class Frame(msgspec.Struct, frozen=True):
    """What of the plane is shown: its left and upper edge, and units a radian; `shown` is its width in radians."""

    left: float
    top: float
    scale: float
    shown: float

    def at(self, degrees: ArrayLike) -> NDArray[np.float64]:
        """Return where points lie in the frame, given as (east, north) rows."""
        x, y = projected(degrees)
        return np.stack(((x - self.left) * self.scale, (y - self.top) * self.scale), axis=1)

    def graticule(self) -> list[NDArray[np.float64]]:
        """Return the lines of whole degrees that are near what is shown, each as points of the frame."""
        step = next(degrees for most, degrees in _STEPS if self.shown <= most)
        fine = np.arange(_SOUTH, _NORTH + 1, 1.0)
        long = np.arange(_WEST, _EAST + 1, 1.0)
        meridians = [np.stack((np.full_like(fine, one), fine), axis=1) for one in range(_WEST, _EAST + 1, step)]
        parallels = [np.stack((long, np.full_like(long, one)), axis=1) for one in range(_SOUTH, _NORTH + 1, step)]
        lines = [self.at(one) for one in meridians + parallels]
        return [one for one in lines if _near(one)]


def projected(degrees: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y of (east, north) rows on the plane, in radians.

    >>> x, y = projected([[105.0, 35.0], [105.0, 36.0]])
    >>> x.tolist(), bool(y[1] < y[0])
    ([0.0, 0.0], True)
    """
    east, north = np.radians(np.asarray(degrees, np.float64).reshape(-1, 2)).T
    far = np.sqrt(np.maximum(_C - 2 * _N * np.sin(north), 0)) / _N
    turn = _N * (east - _MIDDLE)
    return far * np.sin(turn), far * np.cos(turn)


def frame_around(degrees: Sequence[tuple[float, float]]) -> Frame:
    """Return the frame that shows all these points with room around them; the whole country where there are none."""
    x, y = projected(degrees or [(75.0, 47.0), (134.0, 47.0), (110.0, 18.0)])
    wide, high = (max(_LEAST, float(one.max() - one.min())) * (1 + 2 * _MARGIN) for one in (x, y))
    shown = max(wide, high * WIDTH / HEIGHT)
    scale = WIDTH / shown
    middle_x, middle_y = (float(one.max() + one.min()) / 2 for one in (x, y))
    return Frame(middle_x - shown / 2, middle_y - HEIGHT / scale / 2, scale, shown)


def _near(line: NDArray[np.float64]) -> bool:
    inside = (line > (-WIDTH, -HEIGHT)) & (line < (2 * WIDTH, 2 * HEIGHT))
    return bool(inside.all(axis=1).any())
