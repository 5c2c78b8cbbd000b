"""Put an atlas on paper: points, curves, names that do not cover each other, the graticule, an office's own ground.

In:  an `Atlas`, names by code, a `Ground`.
Out: `Plot`: shapes with their numbers, in the units of a frame; the template writes them as SVG.
"""

from functools import lru_cache
from math import sqrt

import msgspec
import numpy as np
from numpy.typing import NDArray

from accord.insight import Atlas
from accord.insight.projection import HEIGHT, WIDTH, Frame, frame_around
from accord.web.pages.ground import Laid

__all__ = ["Curve", "Dot", "Plot", "plotted"]

CURVES, DOTS = 60, 400  # the strongest that are drawn; the tables and the file have all
_ROOMY, _CROWDED, _CROWD = (
    (5.0, 28.0),
    (3.0, 22.0),
    60,
)  # radii of the smallest and the largest place; from how many on it is a crowd
_THIN, _THICK = 1.2, 6.3  # width of the weakest flow, and what the strongest has more
_BULGE = 0.16  # how far a curve leaves the straight line, of its length
_LETTER, _LINE = 8.0, 17.0  # width of a letter and height of a line; a Han character is two letters wide
_NAMED = 150  # places whose names are tried; there is no room for more
_STEP = 0.5  # units between two points of a ground that are worth a line


class Dot(msgspec.Struct, frozen=True):
    """A place: where it is, its radius; `named` says where its name stands, None where there is no room."""

    code: str
    name: str
    agreements: int
    x: float
    y: float
    r: float
    named: tuple[float, float] | None


class Curve(msgspec.Struct, frozen=True):
    """A flow: the path, and how wide its line is."""

    left: str
    right: str
    agreements: int
    path: str
    wide: float


class Plot(msgspec.Struct, frozen=True):
    """Everything that is drawn."""

    width: float
    height: float
    dots: list[Dot]
    curves: list[Curve]
    graticule: str
    ground: str


def plotted(found: Atlas, names: dict[str, str], laid: Laid | None) -> Plot:
    """Return the drawing of an atlas."""
    places = [one for one in found.places if one.at][:DOTS]
    degrees = [one.at for one in places if one.at]
    frame = frame_around(degrees)
    where = frame.at(degrees)
    most = max((one.agreements for one in places), default=1)
    small, large = _CROWDED if len(places) > _CROWD else _ROOMY
    radii = [small + (large - small) * sqrt(one.agreements / most) if most > 1 else 12.0 for one in places]
    spots = {one.code: (float(x), float(y)) for one, (x, y) in zip(places, where, strict=True)}
    labels = _labels(
        [(*spots[one.code], r, names.get(one.code, one.code)) for one, r in zip(places, radii, strict=True)]
    )
    dots = [
        Dot(one.code, names.get(one.code, one.code), one.agreements, *_round(*spots[one.code]), round(r, 1), label)
        for one, r, label in zip(places, radii, labels, strict=True)
    ]
    flows = [one for one in found.flows(many=4 * CURVES) if one.left in spots and one.right in spots][:CURVES]
    least, widest = (flows[-1].agreements, flows[0].agreements) if flows else (1, 1)
    curves = [
        Curve(
            one.left,
            one.right,
            one.agreements,
            _path(spots[one.left], spots[one.right]),
            _wide(one.agreements, least, widest),
        )
        for one in flows
    ]
    return Plot(WIDTH, HEIGHT, dots, curves, _drawn(frame.graticule()), _under(laid, frame) if laid else "")


def _path(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return a curve between two points that bulges to the same side, whichever of them comes first."""
    (x, y), (to_x, to_y) = sorted((start, end))
    across, down = to_x - x, to_y - y
    middle = ((x + to_x) / 2 + _BULGE * down, (y + to_y) / 2 - _BULGE * across)
    return "M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}".format(x, y, *middle, to_x, to_y)


def _wide(agreements: int, least: int, most: int) -> float:
    """Return how wide a flow is drawn: between the weakest and the strongest that are."""
    return round(_THIN + _THICK * ((agreements - least) / (most - least)) ** 1.5, 1) if most > least else 2 * _THIN


def _labels(spots: list[tuple[float, float, float, str]]) -> list[tuple[float, float] | None]:
    """Return where the names stand, the largest places first; a name that would cover another or a larger point is left out."""
    dots = np.array([one[:3] for one in spots], np.float64).reshape(-1, 3)
    taken = np.zeros((0, 4))
    found: list[tuple[float, float] | None] = []
    for number, (x, y, r, name) in enumerate(spots[:_NAMED]):
        wide = sum(_LETTER if one.isascii() else 2 * _LETTER for one in name)
        others = np.delete(dots, number, axis=0)
        box = next((one for one in _around(x, y, r, wide) if _free(one, taken, others)), None)
        if box:
            taken = np.vstack((taken, box))
        found.append(_round((box[0] + box[2]) / 2, box[3] - 4) if box else None)
    return found + [None] * (len(spots) - len(found))


def _around(x: float, y: float, r: float, wide: float) -> list[tuple[float, float, float, float]]:
    """Return the boxes in which a name may stand: below, above, right, left of its point."""
    half = wide / 2
    return [
        (x - half, y + r + 1, x + half, y + r + 1 + _LINE),
        (x - half, y - r - 1 - _LINE, x + half, y - r - 1),
        (x + r + 3, y - _LINE / 2, x + r + 3 + wide, y + _LINE / 2),
        (x - r - 3 - wide, y - _LINE / 2, x - r - 3, y + _LINE / 2),
    ]


def _free(box: tuple[float, float, float, float], taken: NDArray[np.float64], others: NDArray[np.float64]) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > WIDTH or bottom > HEIGHT:
        return False
    if ((left < taken[:, 2]) & (taken[:, 0] < right) & (top < taken[:, 3]) & (taken[:, 1] < bottom)).any():
        return False
    across = others[:, 0] - np.clip(others[:, 0], left, right)
    down = others[:, 1] - np.clip(others[:, 1], top, bottom)
    return bool((np.hypot(across, down) >= others[:, 2]).all())


@lru_cache(maxsize=8)
def _under(laid: Laid, frame: Frame) -> str:
    """Return an office's ground as one path of a frame; it takes a while, so the last ones are kept."""
    return _drawn([_thinned(frame.at(one)) for one in laid.ground.lines])


def _drawn(lines: list[NDArray[np.float64]]) -> str:
    """Return lines as one path."""
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line.tolist()) for line in lines if len(line) > 1)


def _thinned(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a line without the points that cannot be seen apart."""
    cells = np.round(line / _STEP)
    kept = np.ones(len(line), np.bool_)
    kept[1:] = (cells[1:] != cells[:-1]).any(axis=1)
    return line[kept]


def _round(x: float, y: float) -> tuple[float, float]:
    return round(x, 1), round(y, 1)
