"""Fit the weights of marks on the whole sample: `python -m evals.states.fit FILE`.

In:  descriptions; `judged.tsv`, what marks weigh by judgement.
Out: `src/accord/follow/states/data/weights.tsv`; printed: accuracy and macro F1 of both halves, cross-validated.

Rules and marks were made by who saw one half only; weights are fitted on both, and judged where they were not fitted: each
description by weights of the nine tenths without it.

The model is a multinomial logistic regression over marks that are there or not, whose penalty draws each weight towards what
was judged rather than towards nothing: what 400 descriptions cannot teach stays as a person judged it.
Source: Bishop, Pattern Recognition and Machine Learning (2006), 4.3.4, with a Gaussian prior whose mean is not zero.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from accord.follow.states.last import AS_OF
from accord.follow.states.marks import marks_of
from accord.follow.states.weights import ALWAYS, outcomes
from accord.tsv import read_table
from evals.states.sample import Description, is_seen, load, score

__all__ = ["cross_validated", "fit", "main", "shares"]

Floats = NDArray[np.float64]

JUDGED = Path(__file__).with_name("judged.tsv")
WEIGHTS = Path(__file__).parents[2] / "src/accord/follow/states/data/weights.tsv"
PENALTY = 16.0  # how strongly weights are drawn towards what was judged: most right, cross-validated, of 4, 8, 16, 32
FEWEST = 2  # descriptions that must show a mark before its weight is fitted
STEPS = 600
FOLDS = 10
REPEATS = 5
_HEAD = """# What each mark of a description weighs for each state; `always` before anything is read. Made by `python -m evals.states.fit` from
# a sample of AidData's Global Chinese Official Finance dataset v1.0 and evals/states/judged.tsv; do not edit.
"""


def fit(shown: Floats, states: NDArray[np.int64], judged: Floats) -> Floats:
    """Return weights, a row a mark (the first is `always`) and a column a state.

    Args:
        shown: A row a description, a column a mark: 1 where it is there; the first column is 1 throughout.
        states: The number of each description's state.
        judged: What the weights are drawn towards, of the same shape as they.
    """
    wanted = np.eye(judged.shape[1])[states]
    penalty = np.full((judged.shape[0], 1), PENALTY)
    penalty[0] = 1.0
    step = 1.0 / (0.5 * np.linalg.norm(shown, 2) ** 2 + PENALTY)
    weights, before = judged.copy(), judged.copy()
    for turn in range(STEPS):  # Nesterov's accelerated gradient
        ahead = weights + turn / (turn + 3) * (weights - before)
        slope = shown.T @ (shares(shown @ ahead) - wanted) + penalty * (ahead - judged)
        before, weights = weights, ahead - step * slope
    return weights


def cross_validated(shown: Floats, states: NDArray[np.int64], judged: Floats, seed: int) -> NDArray[np.int64]:
    """Return for each description the state that weights fitted on the other folds say."""
    order = np.random.default_rng(seed).permutation(len(states))
    said = np.zeros(len(states), dtype=np.int64)
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        rest = np.setdiff1d(order, out)
        said[out] = (shown[out] @ fit(shown[rest], states[rest], judged)).argmax(axis=1)
    return said


def main(arguments: list[str]) -> int:
    """Fit, write and tell."""
    known = list(load(Path(arguments[0])))
    marks = [set(marks_of(one.title, one.text, one.year, as_of=AS_OF)) for one in known]
    counted = Counter(mark for one in marks for mark in one)
    table = _judged()
    names = [ALWAYS, *sorted({mark for mark, count in counted.items() if count >= FEWEST} | set(table))]
    shown = np.array([[float(name == ALWAYS or name in one) for name in names] for one in marks])
    states = np.array([outcomes().index(one.state) for one in known])
    judged = np.array([table.get(name, [0.0] * len(outcomes())) for name in names])
    judged[0] = np.log(np.bincount(states, minlength=len(outcomes())) / len(states))
    for seed in range(REPEATS):
        said = cross_validated(shown, states, judged, seed)
        for half, wanted in (("developed on", True), ("kept unseen", False)):
            at = [row for row, one in enumerate(known) if is_seen(one.id) is wanted]
            _tell(f"{half}, cross-validated {seed}", [known[row] for row in at], [outcomes()[said[row]] for row in at])
    _write(names, fit(shown, states, judged))
    return 0


def _tell(name: str, described: list[Description], said: list[str]) -> None:
    found = score(name, [one.state for one in described], said)
    print(f"{found.name}: accuracy {found.accuracy:.3f}, macro F1 {found.macro_f1:.3f}")


def shares(sums: Floats) -> Floats:
    """Return how likely each state is by the sums of its weights: a row a case, whose shares make one."""
    raised = np.exp(sums - sums.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _judged() -> dict[str, list[float]]:
    rows = read_table(JUDGED).rows
    return {row["mark"]: [float(row[state] or 0) for state in outcomes()] for row in rows}


def _write(names: list[str], weights: Floats) -> None:
    lines = ["\t".join(["mark", *outcomes()])]
    lines += ["\t".join([name, *(f"{weight:.3f}" for weight in row)]) for name, row in zip(names, weights, strict=True)]
    WEIGHTS.write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
