"""Show how a set did: a table beside its floors, its errors by class, or JSON.

In:  a set's marks.
Out: lines of text; plain values for JSON.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from evals.figures import AVERAGE, BESIDE, EVIDENCE, MEAN, NEAR_MISSES, figures_of, intervals
from evals.floors import Floors
from evals.sets import GoldSet
from evals.tally import Marks, Tally, total

__all__ = ["Outcome", "as_json", "as_text", "errors", "outcome"]


class Outcome(msgspec.Struct, frozen=True):
    """How a set did.

    Attributes:
        tallies: Sums over documents, by figure.
        figures: F1 by figure, `mean` among them; intervals are their 90 % bootstrap intervals.
        marks: By document id, in order.
    """

    scored: GoldSet
    tallies: dict[str, Tally]
    figures: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    marks: dict[str, Marks]
    trouble: tuple[str, ...] = ()


def outcome(scored: GoldSet, marks: Sequence[Marks], trouble: Sequence[str] = ()) -> Outcome:
    """Return how a set did, from the marks of its documents in their order."""
    tallies = [one.tallies for one in marks]
    named = {item.gold.id: one for item, one in zip(scored.items, marks, strict=True)}
    return Outcome(scored, total(tallies), figures_of(tallies), intervals(tallies), named, tuple(trouble))


def as_text(result: Outcome, floors: Floors | None) -> list[str]:
    """Return the table of a set, a line a figure: precision, recall, F1, interval, counts, floor."""
    least = floors.figures if floors else {}
    lines = [f"{result.scored.name}: {len(result.scored.items)} documents", _HEAD]
    lines += [_row(figure, result, least) for figure in (*MEAN, *BESIDE)]
    near, proof = result.tallies.get(NEAR_MISSES, Tally()), result.tallies.get(EVIDENCE, Tally())
    low, high = result.intervals[AVERAGE]
    floor = f"   floor {least[AVERAGE]:.3f}" if AVERAGE in least else ""
    lines.append(f"near misses called relevant: {near.hit:g} of {near.gold}")
    lines.append(f"evidence: {proof.hit:g} of {proof.read} facts carry words that prove them")
    lines.append(f"mean of the first nine: {result.figures[AVERAGE]:.3f}   ({low:.3f} to {high:.3f}){floor}")
    return lines + [f"not read: {said}" for said in result.trouble]


def errors(result: Outcome, most: int) -> list[str]:
    """Return the errors by class, the most frequent class first, with at most `most` examples of each."""
    if not result.scored.shown:
        return ["errors: not listed, this half is kept unseen"]
    classes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document, marks in result.marks.items():
        for miss in marks.misses:
            classes[miss.figure, miss.side].append(f"{document}: {miss.what}")
    ordered = sorted(classes.items(), key=lambda one: (-len(one[1]), one[0]))
    lines = ["errors by class:"] + [f"{len(rows):5} {figure} {side}" for (figure, side), rows in ordered]
    for (figure, side), rows in ordered if most else ():
        lines += [f"{figure} {side}:", *(f"    {row}" for row in rows[:most])]
    return lines


def as_json(result: Outcome, floors: Floors | None, *, most: int) -> dict[str, Any]:
    """Return a set's figures as plain values; errors as `errors` lists them."""
    near, proof = result.tallies.get(NEAR_MISSES, Tally()), result.tallies.get(EVIDENCE, Tally())
    return {
        "set": result.scored.name,
        "gold": result.scored.gold,
        "documents": len(result.scored.items),
        "figures": {figure: _plain(result, figure) for figure in (*MEAN, *BESIDE)},
        "near_misses": [near.hit, near.gold],
        "evidence": round(proof.precision, 4),
        "mean": round(result.figures[AVERAGE], 4),
        "interval": [round(end, 4) for end in result.intervals[AVERAGE]],
        "floors": floors.figures if floors else {},
        "not_read": list(result.trouble),
        "errors": errors(result, most),
    }


_HEAD = f"  {'figure':14}{'P':>7}{'R':>7}{'F1':>7}   {'90 % interval':17}{'hit':>6}{'gold':>6}{'read':>6}{'floor':>8}"


def _row(figure: str, result: Outcome, floors: Mapping[str, float]) -> str:
    tally = result.tallies.get(figure, Tally())
    low, high = result.intervals[figure]
    name = figure if figure in MEAN else f"  {figure}"
    values = f"{tally.precision:7.3f}{tally.recall:7.3f}{tally.f1:7.3f}   {low:.3f} to {high:.3f}   "
    floor = f"{floors[figure]:8.3f}" if figure in floors else ""
    return f"  {name:14}{values}{tally.hit:6g}{tally.gold:6}{tally.read:6}{floor}"


def _plain(result: Outcome, figure: str) -> dict[str, Any]:
    tally = result.tallies.get(figure, Tally())
    low, high = result.intervals[figure]
    rates = {"p": round(tally.precision, 4), "r": round(tally.recall, 4), "f1": round(tally.f1, 4)}
    counts = {"hit": tally.hit, "gold": tally.gold, "read": tally.read}
    return rates | counts | {"interval": [round(low, 4), round(high, 4)]}
