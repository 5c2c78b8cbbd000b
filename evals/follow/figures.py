"""The figures of chains: shares with their counts, and 90 % bootstrap intervals over chains.

In:  the marks of chains.
Out: hits and cases of each figure; intervals; what was missed.
"""

import random
from collections.abc import Iterable, Mapping, Sequence

from evals.follow.asked import Proposal
from evals.follow.chains import Chain
from evals.follow.marks import ChainMarks, LinkMark, state_is_right

__all__ = ["FIGURES", "Counts", "add", "as_rows", "by_trap", "changed", "counts", "intervals", "misses", "share"]

FIGURES = {
    "known": "promises of first documents that the register knows",
    "in_three": "links whose right promise is among the first three",
    "first": "links whose right promise is the first",
    "state": "states right, of links found in the first three",
    "state_all": "states right, of all links",
    "restated": "plans told again that are not made progress",
    "quiet": "unrelated later documents with no link to a promise of the chain",
    "precision": "first-ranked proposals that are right",
}
_ROUNDS, _SEED, _TAIL = 400, 1, 0.05  # as in evals/figures.py
_THREE = 3

Counts = Mapping[str, tuple[int, int]]  # figure -> hits, cases


def counts(marks: ChainMarks) -> Counts:
    """Return hits and cases of each figure for a chain."""
    links = marks.links
    near = [mark for mark in links if mark.rank is not None and mark.rank <= _THREE]
    again = [mark for mark in links if mark.link.kind == "restated"]
    right = sum(map(_state_right, near))
    return {
        "known": marks.known,
        "in_three": (len(near), len(links)),
        "first": (sum(mark.rank == 1 for mark in links), len(links)),
        "state": (right, len(near)),
        "state_all": (right, len(links)),
        "restated": (sum(mark.rank is None or _state_right(mark) for mark in again), len(again)),
        "quiet": (sum(not rows for _, rows in marks.quiet), len(marks.quiet)),
        "precision": (marks.firsts[1], marks.firsts[0]),
    }


def add(many: Iterable[Counts]) -> Counts:
    """Return the sums of counts."""
    sums = dict.fromkeys(FIGURES, (0, 0))
    for one in many:
        sums = {name: (hits + one[name][0], cases + one[name][1]) for name, (hits, cases) in sums.items()}
    return sums


def share(pair: tuple[int, int]) -> float | None:
    """Return hits of cases, or None where there is no case."""
    return pair[0] / pair[1] if pair[1] else None


def intervals(many: Sequence[Counts]) -> dict[str, tuple[float, float]]:
    """Return the 90 % bootstrap interval of each figure over chains (percentile method, as `evals/figures.py`)."""
    chance = random.Random(_SEED)
    drawn = [add(chance.choices(many, k=len(many))) for _ in range(_ROUNDS)]
    found = {}
    for name in FIGURES:
        values = sorted(value for one in drawn if (value := share(one[name])) is not None)
        if values:
            found[name] = (
                values[int(len(values) * _TAIL)],
                values[min(len(values) - 1, int(len(values) * (1 - _TAIL)))],
            )
    return found


def changed(many: Iterable[ChainMarks]) -> int | None:
    """Return how many states changed though nobody decided; None where the product shows no states."""
    told = [marks.changed for marks in many if marks.changed is not None]
    return sum(told) if told else None


def as_rows(marks: Sequence[ChainMarks]) -> list[tuple[str, tuple[int, int], tuple[float, float] | None]]:
    """Return each figure with its counts and its interval."""
    many = [counts(one) for one in marks]
    sums, ranges = add(many), intervals(many) if many else {}
    return [(name, sums[name], ranges.get(name)) for name in FIGURES]


def misses(marks: Iterable[ChainMarks]) -> list[str]:
    """Return a line on each link that was missed, ranked low or given a wrong state, and on each document wrongly linked."""
    lines = []
    for one in marks:
        lines += [f"{one.chain}/{mark.file}: {said}" for mark in one.links if (said := _miss(mark))]
        lines += [f"{one.chain}/{file}: false link {_false(rows)}" for file, rows in one.quiet if rows]
    return lines


def by_trap(chains: Iterable[Chain], marks: Iterable[ChainMarks]) -> dict[str, tuple[int, int]]:
    """Return of each kind of trap how many documents that speak of no promise were left alone, of how many."""
    traps = {(chain.id, document.file): document.trap or "none" for chain in chains for document in chain.later}
    told: dict[str, tuple[int, int]] = {}
    for one in marks:
        for file, rows in one.quiet:
            hits, cases = told.get(traps[one.chain, file], (0, 0))
            told[traps[one.chain, file]] = (hits + (not rows), cases + 1)
    return dict(sorted(told.items(), key=lambda item: -item[1][1]))


def _false(rows: Sequence[Proposal]) -> str:
    best = max(rows, key=lambda row: row.score)
    return f"{best.state} ({best.score:.2f}, 1 of {len(rows)}): {best.quote[:70]!r} -> {best.target_quote[:70]!r}"


def _miss(mark: LinkMark) -> str | None:
    link = mark.link
    what = f"{link.promise} {link.state} ({link.kind}): {link.quote[:90]!r}"
    if mark.rank is None:
        return f"{mark.lost or 'not proposed'} {what}"
    if mark.rank > _THREE:
        return f"rank {mark.rank} {what}"
    if not _state_right(mark):
        return f"state {mark.state} for {what}"
    return f"rank {mark.rank} {what}" if mark.rank > 1 else None


def _state_right(mark: LinkMark) -> bool:
    return state_is_right(mark.link, mark.state)
