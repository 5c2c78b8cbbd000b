"""Say what lies within a stretch of a text, and where its words stand without the white space around them.

In:  a text and a stretch of it; things that stand in the text, in its order.
Out: the stretch, as narrow as its words; the things within it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

__all__ = ["Spanned", "overlapping", "trimmed", "within"]

_START, _END = attrgetter("start"), attrgetter("end")  # some ten thousand times a page


class Spanned(Protocol):
    """What stands at `[start, end)` of a text."""

    @property
    def start(self) -> int:
        """Return where it begins."""

    @property
    def end(self) -> int:
        """Return where it ends."""


_T = TypeVar("_T", bound=Spanned)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without white space at its ends.

    >>> trimmed(" two cities ", 0, 12)
    (1, 11)
    """
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def overlapping(things: Sequence[_T], start: int, end: int) -> Sequence[_T]:
    """Return the things, in text order and apart from each other, of which a part lies in `[start, end)`."""
    first = bisect_right(things, start, key=_END)
    return things[first : bisect_left(things, end, lo=first, key=_START)]


def within(things: Sequence[_T], start: int, end: int) -> list[_T]:
    """Return the things, in text order, that lie within `[start, end)`."""
    first = bisect_left(things, start, key=_START)
    last = bisect_left(things, end, lo=first, key=_START)
    return [one for one in things[first:last] if one.end <= end]
