"""Lay degrees out on a plane, so that areas keep their size: a conic projection for China and its neighbours, one for the world.

In:  degrees east and north.
Out: `Frame`: what is shown, in its own units, x to the right and y downwards; lines of the graticule.

Sources: Albers' conic, as atlases of China use it: Snyder, Map Projections, USGS Professional Paper 1395 (1987), equations 14-1 to
14-6 for the sphere; standard parallels 25 and 47 degrees north, middle 105 degrees east, as usual for the whole country. Equal
Earth: Savric, Patterson and Jenny, International Journal of Geographical Information Science 33 (2019), 454-465; middle 150 degrees
east, as usual for the world in China, so that the cut lies in the Atlantic.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Frame", "around_the_world", "frame_around", "projected"]

WIDTH, HEIGHT = 1000.0, 640.0  # units of a frame
_LOWER, _UPPER, _MIDDLE = np.radians((25.0, 47.0, 105.0))
_N = (np.sin(_LOWER) + np.sin(_UPPER)) / 2
_C = np.cos(_LOWER) ** 2 + 2 * _N * np.sin(_LOWER)
_HOME = ((60, 150), (0, 60))  # degrees of the graticule, east and north; what lies in them all is drawn by Albers
_WORLD = ((-30, 330), (-60, 80))
_MIDDLE_OF_WORLD = 150.0
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_MARGIN = 0.14  # of what is shown, on each side
_LEAST = 0.12  # radians: one town alone is shown with the country around it
_STEPS = ((0.25, 2), (0.5, 5), (9.0, 10))  # radians that are shown -> degrees between two lines


class Frame(msgspec.Struct, frozen=True):
    """What of the plane is shown: its left and upper edge, units a radian, its width in radians (`shown`); and which plane it is."""

    left: float
    top: float
    scale: float
    shown: float
    world: bool = False

    def at(self, degrees: ArrayLike) -> NDArray[np.float64]:
        """Return where points lie in the frame, given as (east, north) rows."""
        x, y = (around_the_world if self.world else projected)(degrees)
        return np.stack(((x - self.left) * self.scale, (y - self.top) * self.scale), axis=1)

    def graticule(self) -> list[NDArray[np.float64]]:
        """Return the lines of whole degrees that are near what is shown, each as points of the frame."""
        step = next(degrees for most, degrees in _STEPS if self.shown <= most)
        (west, east), (south, north) = _WORLD if self.world else _HOME
        step = 3 * step if self.world else step
        fine = np.arange(south, north + 1, 1.0)
        long = np.arange(west, east + 1, 1.0)
        meridians = [np.stack((np.full_like(fine, one), fine), axis=1) for one in range(west, east + 1, step)]
        parallels = [np.stack((long, np.full_like(long, one)), axis=1) for one in range(south, north + 1, step)]
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


def around_the_world(degrees: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y of (east, north) rows on the plane of the world, in radians.

    >>> x, y = around_the_world([[150.0, 0.0], [-120.0, 45.0]])
    >>> x[0].item(), bool(x[1] > 0), bool(y[1] < y[0])
    (0.0, True, True)
    """
    east, north = np.asarray(degrees, np.float64).reshape(-1, 2).T
    turn = np.radians(east - _MIDDLE_OF_WORLD)
    turn = np.where(np.abs(turn) > np.pi, np.mod(turn + np.pi, 2 * np.pi) - np.pi, turn)
    high = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(north)))
    flat = 9 * _A4 * high**8 + 7 * _A3 * high**6 + 3 * _A2 * high**2 + _A1
    y = _A4 * high**9 + _A3 * high**7 + _A2 * high**3 + _A1 * high
    return 2 * np.sqrt(3) * turn * np.cos(high) / (3 * flat), -y


def frame_around(degrees: Sequence[tuple[float, float]]) -> Frame:
    """Return the frame that shows all these points with room around them; the whole country where there are none."""
    (west, east), (south, north) = _HOME
    world = not all(west <= lon <= east and south <= lat <= north for lon, lat in degrees)
    x, y = (around_the_world if world else projected)(degrees or [(75.0, 47.0), (134.0, 47.0), (110.0, 18.0)])
    wide, high = (max(_LEAST, float(one.max() - one.min())) * (1 + 2 * _MARGIN) for one in (x, y))
    shown = max(wide, high * WIDTH / HEIGHT)
    scale = WIDTH / shown
    middle_x, middle_y = (float(one.max() + one.min()) / 2 for one in (x, y))
    return Frame(middle_x - shown / 2, middle_y - HEIGHT / scale / 2, scale, shown, world)


def _near(line: NDArray[np.float64]) -> bool:
    inside = (line > (-WIDTH, -HEIGHT)) & (line < (2 * WIDTH, 2 * HEIGHT))
    return bool(inside.all(axis=1).any())
