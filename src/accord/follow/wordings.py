"""Which commitments of several reports are one promise: those of one agreement whose words are nearly the same.

In:  commitments as the register tells them.
Out: groups of them; the earliest of each tells the promise.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["gathered"]

_ALIKE = 0.6  # share of the pairs of characters that two wordings of one promise have in common at least

Record = dict[str, Any]


def gathered(promises: Iterable[Record]) -> list[list[Record]]:
    """Return promises, each as all commitments that word it, the earliest first; a document words it once."""
    agreements: dict[Any, list[Record]] = defaultdict(list)
    for one in sorted(promises, key=lambda one: (one["published"] or "9999", one["id"])):
        agreements[one["agreement"] or one["id"]].append(one)
    return [group for records in agreements.values() for group in _groups(records)]


def _groups(records: Sequence[Record]) -> list[list[Record]]:
    if len({one["document"] for one in records}) == 1:
        return [[one] for one in records]
    found: list[tuple[list[Record], set[str], set[str]]] = []
    for one in records:
        pairs = _pairs(one["quote"] or "")
        same = next((each for each in found if one["document"] not in each[2] and _like(each[1], pairs)), None)
        if same:
            same[0].append(one)
            same[2].add(one["document"])
        else:
            found.append(([one], pairs, {one["document"]}))
    return [group for group, _, _ in found]


def _pairs(words: str) -> set[str]:
    plain = "".join(one for one in words.casefold() if one.isalnum())
    return {plain[at : at + 2] for at in range(len(plain) - 1)}


def _like(left: set[str], right: set[str]) -> bool:
    return bool(left and right) and len(left & right) / len(left | right) >= _ALIKE
