"""Rates of a part, in numbers: over all, and by the groups of one dimension, counted of what the fold keeps.

In:  one state of the register, a part (bodies, sectors, places, quarters), a dimension.
Out: `Shares`, small enough to be kept; the items behind a number are asked page by page.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from accord.follow.counting import RATES
from accord.follow.counting.rates import Kind, Share, share_of
from accord.insight.cases import QUARTER
from accord.insight.rates import BY, PROJECTS
from accord.register import Asking
from accord.register.asking.rated import Behind, Few, Part, behind, ids_of_bodies, tallied
from accord.register.ventures.marking import BITS

__all__ = ["BY", "PROJECTS", "QUARTER", "Shares", "items_behind", "shares"]

_KINDS: tuple[Kind, ...] = tuple(RATES)
_WHICH = ("reached", "cases", "silent")
_MARKS = tuple((BITS[base], BITS[goal]) for base, goal in RATES.values())

Keys = tuple[str, ...]


class Shares:
    """Rates of a part by the keys of one dimension, those with most cases first (quarters: in order); and over all."""

    def __init__(self, over: Mapping[Kind, Share], keys: Keys, numbers: NDArray[np.int32]) -> None:
        """Keep the numbers: a row for each key, with reached, cases and silent of each kind."""
        self.over, self._keys, self._numbers = over, keys, numbers

    def __len__(self) -> int:
        """Return how many groups there are."""
        return len(self._keys)

    def groups(self, start: int = 0, end: int | None = None) -> list[tuple[str, Mapping[Kind, Share]]]:
        """Return groups in their order, each with its rates of which there are cases."""
        rows = self._numbers[start:end].tolist()
        return [(key, _shares(key, row)) for key, row in zip(self._keys[start:end], rows, strict=True)]

    def group(self, key: str) -> Mapping[Kind, Share]:
        """Return the rates of one group; nothing where there is none."""
        at = self._keys.index(key) if key in self._keys else None
        return {} if at is None else _shares(key, self._numbers[at].tolist())


def shares(asking: Asking, part: Part, by: str, bodies: Mapping[int, str] | None = None) -> Shares:
    """Return the rates of a part, over all and by one dimension; `bodies` are the ids of all bodies, where they are known."""
    quarters = tallied(asking, part, QUARTER)
    told = quarters if by == QUARTER else tallied(asking, part, by)
    every = _numbers(quarters)
    over = {kind: _share(kind, None, every, at) for at, kind in enumerate(_KINDS)}
    found = [(key, _numbers(of)) for key, of in groupby(sorted(told, key=itemgetter(0)), key=itemgetter(0))]
    found = [(key, row) for key, row in found if any(_cases(row)) and (key or by != QUARTER)]
    if by == "partner":
        ids = ids_of_bodies(asking) if bodies is None else bodies
        found = sorted((ids[int(key)], row) for key, row in found)
    if by != QUARTER:
        found.sort(key=lambda pair: -sum(_cases(pair[1])))
    numbers = np.array([row for _, row in found], np.int32).reshape(len(found), len(_KINDS) * len(_WHICH))
    return Shares(over, tuple(key for key, _ in found), numbers)


def items_behind(
    asking: Asking, part: Part, share: Share, which: str, group: tuple[str, Keys] | None, page: tuple[int, int]
) -> list[tuple[str, int]]:
    """Return ids and rows of one page (`limit`, `offset`) of what is behind a number: `reached`, `cases` or `silent`."""
    base, goal = (BITS[mark] for mark in RATES[share.kind])
    marks, lacks = (base | goal, 0) if which == "reached" else (base, goal if which == "silent" else 0)
    of = Behind(share.kind in PROJECTS, marks, lacks, silent=which == "silent", group=group)
    return behind(asking, part, of, total=getattr(share, which), limit=page[0], offset=page[1])


def _numbers(told: Iterable[Few]) -> list[int]:
    """Return reached, cases and silent of each kind."""
    numbers = [0] * (len(_KINDS) * len(_WHICH))
    for _, marks, count, silent in told:
        for at, (base, goal) in enumerate(_MARKS):
            if marks & base:
                numbers[3 * at + 1] += count
                if marks & goal:
                    numbers[3 * at] += count
                else:
                    numbers[3 * at + 2] += silent
    return numbers


def _cases(row: Sequence[int]) -> Sequence[int]:
    return row[1 :: len(_WHICH)]


def _shares(key: str, row: Sequence[int]) -> dict[Kind, Share]:
    return {kind: _share(kind, key, row, at) for at, kind in enumerate(_KINDS) if _cases(row)[at]}


def _share(kind: Kind, key: str | None, row: Sequence[int], at: int) -> Share:
    reached, cases, silent = row[3 * at : 3 * at + 3]
    return share_of(kind, key, reached=reached, cases=cases, silent=silent)
