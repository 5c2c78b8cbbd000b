"""Pair what gold has with what was read: names, parties, agreements, spans.

In:  gold and read values.
Out: one-to-one pairs of their indices.
"""

from collections.abc import Iterable, Sequence

from accord.model.reading import Agreement, Party
from evals.gold import GoldAgreement
from evals.names import name_key

__all__ = ["Names", "align_agreements", "align_parties", "overlap", "read_names", "widen"]

Names = frozenset[str]  # the keys of all names of one party


def widen(names: Iterable[str], clusters: Iterable[Sequence[str]]) -> Names:
    """Return the keys of a gold party's names, with those of every cluster that shares one."""
    keys = {name_key(name) for name in names}
    for cluster in clusters:
        more = {name_key(name) for name in cluster}
        if more & keys:
            keys |= more
    return frozenset(keys)


def read_names(party: Party) -> Names:
    """Return the keys of a read party's names."""
    return frozenset(name_key(name) for name in (party.name, *party.names))


def align_parties(gold: Sequence[Names], read: Sequence[Names]) -> list[tuple[int, int]]:
    """Return pairs of parties that share a name, each used once, in the order of gold."""
    used: set[int] = set()
    pairs = []
    for left, names in enumerate(gold):
        right = next((i for i, other in enumerate(read) if i not in used and names & other), None)
        if right is not None:
            used.add(right)
            pairs.append((left, right))
    return pairs


def align_agreements(
    gold: Sequence[tuple[GoldAgreement, Sequence[Names]]], read: Sequence[tuple[Agreement, Sequence[Names]]]
) -> list[tuple[int, int]]:
    """Return pairs of agreements that share a party, the most alike first.

    A shared party weighs 20; equal kind, date, place or status 2 each and a shared sector 1, to choose among agreements
    of the same parties.
    """
    candidates = []
    for left, (one, names) in enumerate(gold):
        for right, (other, others) in enumerate(read):
            shared = len(align_parties(names, others))
            if shared:
                candidates.append((-20 * shared - _alike(one, other), left, right))
    pairs: list[tuple[int, int]] = []
    for _, left, right in sorted(candidates):
        if all(left != one and right != other for one, other in pairs):
            pairs.append((left, right))
    return pairs


def overlap(left: tuple[int, int], right: tuple[int, int]) -> float:
    """Return intersection over union of two spans.

    >>> overlap((0, 10), (5, 15)), overlap((0, 1), (1, 2))
    (0.3333333333333333, 0.0)
    """
    shared = max(0, min(left[1], right[1]) - max(left[0], right[0]))
    both = max(left[1], right[1]) - min(left[0], right[0])
    return shared / both if both else 0.0


def _alike(gold: GoldAgreement, read: Agreement) -> int:
    slots = ((gold.kind, read.kind), (gold.date, read.date), (gold.place, read.place), (gold.status, read.status))
    return 2 * sum(bool(one) and one == other for one, other in slots) + len(set(gold.sectors) & set(read.sectors))
