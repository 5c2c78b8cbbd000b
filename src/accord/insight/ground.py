"""Read the map that an office has approval to show, to be drawn under the points as plain lines. We ship none.

In:  GeoJSON, as bytes.
Out: `Ground`: its lines in degrees, and the number of its approval, where it says one.

Source: RFC 7946 (GeoJSON). Published maps of China need a number of approval (Regulations on Map Management, article 15);
it stands in the file's own member `approval`, and beside the map.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from accord.errors import RefusedError

__all__ = ["MOST_BYTES", "Ground", "read_ground"]

MOST_BYTES = 8 * 1024 * 1024
_MOST_POINTS = 150_000
_DEEPEST = 6  # collections within collections
_LINES = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}  # lists around a line
_ADVICE = (
    "Give a GeoJSON file with lines or areas in degrees (WGS 84 or CGCS2000), simplified to 150,000 points at most."
)


class Ground(msgspec.Struct, frozen=True):
    """Lines, each as rows of (east, north); `approval` is "" where none is told."""

    lines: tuple[NDArray[np.float64], ...]
    approval: str = ""


def read_ground(content: bytes) -> Ground:
    """Return what a GeoJSON file draws.

    Raises:
        RefusedError: It is too large, is no GeoJSON, or draws nothing.
    """
    if len(content) > MOST_BYTES:
        raise RefusedError("too_large", f"the map has more than {MOST_BYTES // 1024 // 1024} MB", _ADVICE)
    try:
        told = msgspec.json.decode(content)
        lines = [_line(one) for one in _lines(told, 0)]
    except (msgspec.DecodeError, RecursionError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise RefusedError("not_geojson", "the file is no GeoJSON that can be drawn", _ADVICE) from error
    if sum(map(len, lines)) > _MOST_POINTS:
        raise RefusedError("too_large", f"the map has more than {_MOST_POINTS} points", _ADVICE)
    if not lines:
        raise RefusedError("empty", "the map holds no lines and no areas", _ADVICE)
    approval = told.get("approval")
    return Ground(tuple(lines), approval[:100] if isinstance(approval, str) else "")


def _lines(told: Any, depth: int) -> Iterator[Any]:  # noqa: ANN401 - JSON of others
    """Yield the lists of points, whatever holds them."""
    if depth > _DEEPEST:
        raise ValueError("collections within collections")
    kind = told["type"]
    if kind in _LINES:
        yield from _unpacked(told["coordinates"], _LINES[kind])
    for part in (*(told.get("features") or ()), *(told.get("geometries") or ())):
        yield from _lines(part, depth + 1)
    if kind == "Feature" and told.get("geometry"):
        yield from _lines(told["geometry"], depth + 1)


def _unpacked(lists: Any, around: int) -> Iterator[Any]:  # noqa: ANN401 - JSON of others
    if not around:
        yield lists
        return
    for one in lists:
        yield from _unpacked(one, around - 1)


def _line(points: Any) -> NDArray[np.float64]:  # noqa: ANN401 - JSON of others
    made = np.array([point[:2] for point in points], np.float64)
    if made.ndim != 2 or made.shape[1] != 2 or not (np.abs(made) <= (180, 90)).all():
        raise ValueError("points are (east, north), in degrees")
    return made
