"""Where the moments of an agreement's course stand in its picture.

In:  moments in order, the day.
Out: `Drawn`: the years as ticks, each moment as a point; points that would cover each other stand above each other.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from accord.insight.course import Moment

__all__ = ["HEIGHT", "WIDTH", "Drawn", "Point", "drawn"]

WIDTH, HEIGHT = 1000, 150  # units of the picture
_LEFT, _RIGHT, _LINE, _STEP = 30, 970, 110, 20  # where the line begins and ends, its height, how far points stand apart
_HIGHEST = 4  # points above each other; more cover each other, the list tells them all
_MOST_TICKS = 12


class Point(msgspec.Struct, frozen=True):
    """A moment at its place; `number` is that of its line in the list."""

    x: int
    y: int
    number: int
    moment: Moment


class Drawn(msgspec.Struct, frozen=True):
    """A picture of a course: ticks as (x, year), where today is, the points; None of each where there is nothing to draw."""

    ticks: tuple[tuple[int, int], ...]
    today: int
    points: tuple[Point, ...]


def drawn(moments: Sequence[Moment], as_of: date) -> Drawn | None:
    """Return the picture of a course; None where fewer than two days are known: there is no line between them."""
    days = [one.at for one in moments if one.at]
    if len(set(days)) < 2:
        return None
    first, last = min(*days, as_of), max(*days, as_of)
    span = max((last - first).days, 1)

    def x_of(day: date) -> int:
        return _LEFT + round((_RIGHT - _LEFT) * (day - first).days / span)

    points: list[Point] = []
    for number, one in enumerate(moments, 1):
        if one.at:
            x = x_of(one.at)
            near = sum(abs(other.x - x) < _STEP for other in points[-_HIGHEST:])
            points.append(Point(x, _LINE - _STEP * min(near, _HIGHEST), number, one))
    every = range(first.year + 1, last.year + 1)
    step = -(-len(every) // _MOST_TICKS) or 1
    ticks = tuple((x_of(date(year, 1, 1)), year) for year in every[::step])
    return Drawn(ticks, x_of(as_of), tuple(points))
