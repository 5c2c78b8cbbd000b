"""Find the fact or the party that a decision's anchor holds on to, in a reading that may have been made anew.

In:  an anchor, the text's words, the facts of the present reading with their keys, or its parties.
Out: the position of the fact or party; None where none fits, and the decision is then an orphan.
"""

from collections.abc import Sequence
from typing import Any

from accord.model.anchor import Anchor, locate
from accord.model.reading import Party, Span
from accord.register.tables.kinds import spans

__all__ = ["LEAST_OVERLAP", "find_fact", "find_party", "overlap_of"]

LEAST_OVERLAP = 0.3  # intersection over union below which two spans are not the same words re-cut


def find_fact(sought: Anchor, content: str, facts: Sequence[tuple[str, Any, str]]) -> int | None:
    """Return the position of the (kind, value, key) that the anchor means: the nearest key, then the best overlap.

    Where several facts stand on the words, one must share a part of the key; a single fact on them is meant even
    where better rules have named it otherwise, except that a post stays with its person.
    """
    place = locate(sought, content)
    if place is None:
        return None
    fits = []
    for at, (kind, value, key) in enumerate(facts):
        overlap = max((overlap_of(place, span) for span in spans(value)), default=0.0)
        if kind == sought.kind and overlap >= LEAST_OVERLAP:
            fits.append((_likeness(sought.key, key), overlap, -at))
    if not fits:
        return None
    likeness, _, position = max(fits)
    if likeness == 0 and (len(fits) > 1 or sought.kind == "post"):
        return None
    return -position


def find_party(sought: Anchor, content: str, parties: Sequence[Party]) -> int | None:
    """Return the position of the party that the anchor means: of its fullest name, else best on the anchor's words."""
    place = locate(sought, content)
    fits = []
    for at, party in enumerate(parties):
        overlap = max((overlap_of(place, span) for span in party.mentions), default=0.0) if place else 0.0
        if party.name == sought.key or overlap >= LEAST_OVERLAP:
            fits.append((party.name == sought.key, overlap, -at))
    return -max(fits)[2] if fits else None


def _likeness(sought: str, found: str) -> float:
    left, right = set(sought.split(" | ")), set(found.split(" | "))
    return len(left & right) / len(left | right)


def overlap_of(left: Span, right: Span) -> float:
    """Return how much of two spans they share: intersection over union.

    >>> overlap_of((0, 10), (0, 9)), overlap_of((0, 2), (5, 9))
    (0.9, 0.0)
    """
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return max(0, shared) / (max(left[1], right[1]) - min(left[0], right[0]) or 1)
