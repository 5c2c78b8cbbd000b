"""Fit what marks of a sentence weigh for each state: `python -m evals.told.fit`.

In:  sentences of later news with their promise and its state (`cases`).
Out: `src/accord/follow/linking/data/told_*.tsv`; printed: which share is right of each voice by weights of the others, of the
     links of open chains by weights without them, and of what never teaches, the kept half.

Minutes. The model is a multinomial logistic regression over marks that are there or not, with a Gaussian prior around nothing.
A mark of signs is drawn to nothing more strongly than a wording, so that wordings say what they can: rules were made of
sentences like these. Source: Bishop, Pattern Recognition and Machine Learning (2006), 4.3.4; accelerated gradient after
Nesterov (1983).
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accord.follow.linking.marks import WORD
from accord.follow.linking.verdicts import ALWAYS, FILES, STATES, share_of
from evals.states.fit import shares
from evals.told.cases import Case, cases

__all__ = ["Rows", "fit", "main", "marks_that_tell", "rows_of", "said_by"]

Floats = NDArray[np.float64]

DATA = Path(__file__).parents[2] / "src/accord/follow/linking/data"
MOST = (
    8_000  # wordings that are weighed: more add a half per cent, fewer lose one (of 3,000, 6,000, 8,000, 12,000, all)
)
FEWEST = {True: 3, False: 2}  # sentences that must show a wording of ideographs, or of letters
VARIANCE = 20.0  # of the prior on a wording's weight: as good as 10 and 30 on the first voices
OF_SIGNS = (
    0.15  # share of that deviation that the prior leaves to signs: most right of .1, .15, .2, .3, .5 on voices left out
)
STEPS, QUICK = 800, 300
FOLDS = 6  # in which chains are judged
_HEAD = """# What each mark of a sentence of later news weighs for each state of the promise that it speaks of; `always` before anything is read.
# Source: made by `python -m evals.told.fit` of our own sentences in evals/told and evals/follow/open; do not edit.
"""


class Rows(NamedTuple):
    """Cases by marks, without what is nothing: for each number its case, its mark (columns) and how much of it there is."""

    cases: int
    case: NDArray[np.int64]
    mark: NDArray[np.int64]
    share: Floats


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, tell, and write unless asked not to; return 0."""
    ask = argparse.ArgumentParser(
        "python -m evals.told.fit", description="Fit what words of later news weigh for each state."
    )
    ask.add_argument("--dry-run", action="store_true", help="tell the figures, leave the files as they are")
    asked = ask.parse_args(arguments)
    every = cases()
    for of_han in (False, True):
        some = [case for case in every if case.of_han is of_han]
        taught = [case for case in some if case.teaches]
        name = "ideographs" if of_han else "letters"
        for group, left in sorted(_left_out(taught).items()):
            rest = [case for case in taught if case not in left]
            _tell(name, group, left, _said(left, rest, QUICK, of_han=of_han))
        names, weights = _fitted(taught, STEPS, of_han=of_han)
        left = [case for case in some if case.group == "kept"]
        _tell(name, "kept", left, said_by(rows_of(left, names), weights))
        if not asked.dry_run:
            _write(DATA / FILES[of_han], names, weights)
    return 0


def marks_that_tell(cases_: Sequence[Case], fewest: int) -> list[str]:
    """Return the marks that are weighed, `always` first: all of signs and counts that two cases show, of wordings those whose
    cases' states differ most from all (by chi squared).
    """
    shown = Counter(mark for case in cases_ for mark in case.marks)
    states = Counter(case.state for case in cases_)
    by_state: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases_:
        for mark in case.marks:
            by_state[mark][case.state] += 1
    share = {state: count / len(cases_) for state, count in states.items()}

    def away(mark: str) -> float:
        return sum((by_state[mark][s] - part * shown[mark]) ** 2 / (part * shown[mark]) for s, part in share.items())

    words = [mark for mark, count in shown.items() if mark.startswith(WORD) and count >= fewest]
    others = sorted(mark for mark, count in shown.items() if not mark.startswith(WORD) and count > 1)
    return [ALWAYS, *others, *sorted(sorted(words, key=lambda mark: (-away(mark), mark))[:MOST])]


def rows_of(cases_: Sequence[Case], names: Sequence[str]) -> Rows:
    """Return cases by the numbers of their marks, `always` (0) in each."""
    at = {name: number for number, name in enumerate(names)}
    found = [
        (row, at[mark], share)
        for row, case in enumerate(cases_)
        for mark, share in ((ALWAYS, 1.0), *share_of(case.marks, at).items())
    ]
    case, mark, share = zip(*found, strict=True) if found else ((), (), ())
    return Rows(len(cases_), np.array(case, np.int64), np.array(mark, np.int64), np.array(share))


def fit(rows: Rows, states: NDArray[np.int64], scale: Floats, steps: int) -> Floats:
    """Return weights, a row a mark and a column a state.

    Args:
        rows: Cases by marks.
        states: The number of each case's state.
        scale: Of each mark, by how much its share is multiplied while it is fitted: the smaller, the more it is drawn to nothing.
        steps: How many.
    """
    scaled = rows._replace(share=rows.share * scale[rows.mark])
    penalty = np.full((len(scale), 1), 1 / VARIANCE)
    penalty[0] = 0.0
    wanted, step = np.eye(len(STATES))[states], 1 / (0.5 * _norm(scaled, len(scale)) + 1 / VARIANCE)
    weights = np.zeros((len(scale), len(STATES)))
    before = weights.copy()
    by_mark = np.argsort(scaled.mark, kind="stable")
    for turn in range(steps):
        ahead = weights + turn / (turn + 3) * (weights - before)
        slope = _back(scaled, shares(_sums(scaled, ahead)) - wanted, by_mark, len(scale)) + penalty * ahead
        before, weights = weights, ahead - step * slope
    return weights * scale[:, None]


def said_by(rows: Rows, weights: Floats) -> list[str]:
    """Return the state that weights say of each case."""
    return [STATES[number] for number in _sums(rows, weights).argmax(axis=1)]


def _fitted(taught: Sequence[Case], steps: int, *, of_han: bool) -> tuple[list[str], Floats]:
    names = marks_that_tell(taught, FEWEST[of_han])
    states = np.array([STATES.index(case.state) for case in taught])
    scale = np.array([1.0 if name == ALWAYS or name.startswith(WORD) else OF_SIGNS for name in names])
    return names, fit(rows_of(taught, names), states, scale, steps)


def _said(left: Sequence[Case], rest: Sequence[Case], steps: int, *, of_han: bool) -> list[str]:
    names, weights = _fitted(rest, steps, of_han=of_han)
    return said_by(rows_of(left, names), weights)


def _left_out(taught: Iterable[Case]) -> dict[str, list[Case]]:
    """Return cases by the group that is judged by the weights of the others: each voice, and chains in folds."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in taught:
        number = case.group.partition("-")[0]
        found[f"chains, part {int(number) % FOLDS}" if number.isdecimal() else case.group].append(case)
    return found


def _tell(script: str, group: str, left: Sequence[Case], said: Sequence[str]) -> None:
    right = sum(case.state == state for case, state in zip(left, said, strict=True))
    by_signs = sum(any(mark.startswith(f"told:{case.state}:") for mark in case.marks) for case in left)
    total = max(len(left), 1)
    print(f"{script}, {group}: {right / total:.3f} of {len(left)}; by signs alone {by_signs / total:.3f}", flush=True)


def _sums(rows: Rows, weights: Floats) -> Floats:
    """Return the sums of weights, a row a case; cases stand in order."""
    begins = np.searchsorted(rows.case, np.arange(rows.cases))
    return np.add.reduceat(weights[rows.mark] * rows.share[:, None], begins, axis=0)


def _back(rows: Rows, amounts: Floats, by_mark: NDArray[np.int64], marks: int) -> Floats:
    """Return for each mark the sum of its cases' amounts, each times its share; every mark has a case."""
    begins = np.searchsorted(rows.mark[by_mark], np.arange(marks))
    return np.add.reduceat(amounts[rows.case[by_mark]] * rows.share[by_mark][:, None], begins, axis=0)


def _norm(rows: Rows, marks: int) -> float:
    """Return the square of the largest singular value, by powers."""
    by_mark = np.argsort(rows.mark, kind="stable")
    vector, size = np.ones((marks, 1)), 1.0
    for _ in range(30):
        vector = _back(rows, _sums(rows, vector), by_mark, marks)
        size = float(np.linalg.norm(vector))
        vector /= size
    return size


def _write(file: Path, names: Sequence[str], weights: Floats) -> None:
    digits = 2
    lines = ["\t".join(["mark", *STATES])]
    for name, row in zip(names, weights, strict=True):
        told = [f"{weight:.{digits}f}".rstrip("0").rstrip(".") for weight in row]
        cells = ["" if one in ("0", "-0") else one for one in told]
        if any(cells):
            lines.append("\t".join([name, *cells]).rstrip("\t"))
    file.write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
