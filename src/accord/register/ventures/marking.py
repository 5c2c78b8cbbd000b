"""Of which groups promises and ventures are, with what rates ask of them. Pure.

In:  what is known of a promise or of a venture, the bodies and sectors that make its groups.
Out: rows of `rated`, one for each group.

A promise is of the groups of its agreement, and of its own sectors; without an agreement of those who are to keep it. A
venture is of the groups of its agreements. One that is only named is of places and bodies too, with no mark: no rate asks
of it, but lists do.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from accord.follow.counting.rates import Mark
from accord.model.terms import members

__all__ = ["BITS", "Groups", "marks_of", "rated_rows"]

BITS: Mapping[Mark, int] = {mark: 1 << at for at, mark in enumerate(members(Mark))}  # type: ignore[misc]


class Groups(msgspec.Struct, frozen=True):
    """Of which groups something is: rows of bodies, and of those that only name it; sectors; codes of places."""

    partners: frozenset[int]
    sectors: frozenset[str]
    districts: frozenset[str]
    named: frozenset[int] = frozenset()


def marks_of(marks: Iterable[Mark]) -> int:
    """Return marks as they are kept.

    >>> marks_of(["signed", "started"]), marks_of([])
    (3, 0)
    """
    return sum(BITS[mark] for mark in marks)


def rated_rows(item: int, marks: int, groups: Groups, what: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a promise, or of a venture (`item` negated); `what` has `quarter`, `told`, `silent_from`."""
    plain = {
        "item": item, "marks": marks, "quarter": what["quarter"], "told": what["told"], "silent_from": what["silent_from"],
    }  # fmt: skip
    return [
        {"dimension": dimension, "key": key, **plain} for dimension, key in _keys(item, marks, groups, what["quarter"])
    ]


def _keys(item: int, marks: int, groups: Groups, quarter: str | None) -> Iterator[tuple[str, str]]:
    yield from (("partner", str(row)) for row in groups.partners)
    yield from (("sector", key) for key in groups.sectors)
    yield from (("district", key) for key in groups.districts)
    yield from (("party", str(row)) for row in groups.named - groups.partners)
    if item > 0 or marks:
        yield "quarter", quarter or ""
