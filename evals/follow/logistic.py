"""Logistic regression: from signs and what is right to points.

In:  a row a case, a column a sign; 1 where it is right, else 0; to which group each case belongs.
Out: points, that of no sign at all first; for each group those that were fitted without it.

Source: Bishop, Pattern Recognition and Machine Learning (2006), 4.3.2 and 4.3.3: Newton steps (iteratively reweighted least
squares), with a Gaussian prior around nothing on all points but the first.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Fit", "Floats", "apart", "chances", "fit", "fit_evenly", "points_of"]

Floats = NDArray[np.float64]
Fit = Callable[[Floats, Floats], Floats]  # cases by signs, what is right -> points

_STEPS = 100
_NEAR = 1e-9  # a step that moves no point further is the last


def fit(shown: Floats, right: Floats, variance: float, wide: Floats | None = None) -> Floats:
    """Return the likeliest points, that of no sign at all first.

    Args:
        shown: How much there is of each sign, a row a case.
        right: 1 or 0 of each case.
        variance: Of the prior on each sign's points (scikit-learn calls it `C`); the first may be anything.
        wide: By how much it is wider, of each sign; for all one, if it is not given.

    Raises:
        ValueError: It does not settle; with right and wrong cases both there it always did.
    """
    rows = np.column_stack([np.ones(len(shown)), shown])
    prior = np.concatenate([[0.0], np.ones(shown.shape[1]) / (variance * (1.0 if wide is None else wide))])
    points = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        said = chances(rows @ points)
        slope = rows.T @ (said - right) + prior * points
        bend = rows.T @ (rows * (said * (1 - said))[:, None]) + np.diag(prior)
        step = np.linalg.solve(bend, slope)
        points = points - step
        if np.abs(step).max() < _NEAR:
            return points
    raise ValueError(f"the points of {rows.shape[1]} signs do not settle in {_STEPS} steps")


def fit_evenly(shown: Floats, right: Floats, variance: float, wide: Floats | None = None) -> Floats:
    """Return the likeliest points where the prior is on a standard deviation of each sign, not on one of it."""
    middle, spread = shown.mean(axis=0), shown.std(axis=0)
    spread[spread == 0] = 1.0
    points = fit((shown - middle) / spread, right, variance, wide)
    each = points[1:] / spread
    return np.concatenate([[points[0] - each @ middle], each])


def apart(cases: tuple[Floats, Floats], groups: Sequence[str], way: Fit, folds: int) -> dict[str, Floats]:
    """Return for each group the points fitted on the other folds; every so-manieth group is of one fold."""
    shown, right = cases
    names, of = sorted(set(groups)), np.array(groups)
    found: dict[str, Floats] = {}
    for fold in range(min(folds, len(names))):
        rest = ~np.isin(of, names[fold::folds])
        found |= dict.fromkeys(names[fold::folds], way(shown[rest], right[rest]))
    return found


def points_of(shown: Floats, groups: Sequence[str], by: dict[str, Floats]) -> Floats:
    """Return the points of each case by those of its group."""
    return np.array([by[group][0] + row @ by[group][1:] for row, group in zip(shown, groups, strict=True)])


def chances(points: Floats) -> Floats:
    """Return the chance that each sum of points stands for: 1 / (1 + exp(-points))."""
    return np.asarray(1 / (1 + np.exp(-points)))
