"""Trees of questions, grown on documents that follow up an earlier one and on others; and as their table.

In:  how much each pair of documents has of each sign, and whether the one follows up the other.
Out: `Trees`; the text of `trees.tsv`.

The trees are scikit-learn's: each asks a third of the signs of half the documents, so that none leans on a few of them.
Source of the numbers: on 265 chains, each judged by others, as good as any of 100 to 400 trees of 5 to 16 leaves (decision 0052).
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.tree import DecisionTreeRegressor

from accord.follow.linking.trees import Node, Trees
from evals.follow.learning import FOLDS, Cases
from evals.follow.logistic import Floats, apart

__all__ = ["Grove", "grove", "grown", "table"]

_TREES, _RATE, _LEAVES, _LEAST = 200, 0.04, 8, 20  # the last: documents of a leaf
_DOCUMENTS, _SIGNS, _SEED = 0.5, 0.3, 1
_POINTS, _AMOUNTS = 4, 6  # digits of points; of amounts, those that count
_HEAD = """# Questions about the signs of a later and an earlier document, tree by tree: is there at most so much (`most`) of a sign? If so, `upto`
# is the next node, else `above`; a node without a question gives its points. `even`: points to begin with.
# Source: made by `python -m evals.follow.fit` of our own chains in evals/follow/open; do not edit."""


class Grove(NamedTuple):
    """The trees that all cases grow, and for each group those that others grow."""

    all: Trees
    without: dict[str, Trees]

    def of(self, group: str) -> Trees:
        """Return what others grow; what all grow, of a group that taught nothing."""
        return self.without.get(group, self.all)

    def points(self, cases: Cases) -> Floats:
        """Return the points of each case, by what the other groups grow."""
        told = zip(cases.shown, cases.groups, strict=True)
        return np.array([self.of(group).points(shown) for shown, group in told])


def grove(cases: Cases) -> Grove:
    """Return the trees of cases, that may ask for every sign which one of them has."""
    names = sorted({name for shown in cases.shown for name in shown})
    matrix, way = cases.matrix(names), partial(grown, names=names)
    return Grove(way(matrix, cases.right), apart((matrix, cases.right), cases.groups, way, FOLDS))


def grown(shown: Floats, right: Floats, names: Sequence[str]) -> Trees:
    """Return the trees that tell right cases from wrong ones.

    Args:
        shown: How much there is of each sign, a row a case.
        right: 1 or 0 of each case.
        names: Of the signs.
    """
    model = GradientBoostingClassifier(
        n_estimators=_TREES,
        learning_rate=_RATE,
        max_leaf_nodes=_LEAVES,
        max_depth=None,
        min_samples_leaf=min(_LEAST, max(1, len(right) // 4)),
        subsample=_DOCUMENTS,
        max_features=_SIGNS,
        random_state=_SEED,
    )
    model.fit(shown, right)
    share = right.mean()
    roots = tuple(_node(one, 0, names) for one in model.estimators_[:, 0])
    return Trees(round(float(np.log(share / (1 - share))), _POINTS), roots)


def table(known: Trees) -> str:
    """Return the text of `trees.tsv`."""
    rows = [f"even\t0\t\t\t\t\t{known.even}"]
    for number, root in enumerate(known.roots):
        rows += _rows(str(number), root)
    return "\n".join((_HEAD, "tree\tnode\tsign\tmost\tupto\tabove\tpoints", *rows)) + "\n"


def _node(one: DecisionTreeRegressor, at: int, names: Sequence[str]) -> Node:
    tree = one.tree_
    if tree.children_left[at] < 0:
        return round(float(tree.value[at].item()) * _RATE, _POINTS)
    upto, above = (_node(one, int(side[at]), names) for side in (tree.children_left, tree.children_right))
    return names[tree.feature[at]], float(f"{tree.threshold[at]:.{_AMOUNTS}g}"), upto, above


def _rows(tree: str, root: Node) -> Iterator[str]:
    """Yield the nodes of a tree, row by row, each question before what it leads to."""
    waiting, last = [(0, root)], 0
    while waiting:
        at, node = waiting.pop(0)
        if isinstance(node, float):
            yield f"{tree}\t{at}\t\t\t\t\t{node}"
            continue
        sign, most, *sides = node
        yield f"{tree}\t{at}\t{sign}\t{most:.{_AMOUNTS}g}\t{last + 1}\t{last + 2}"
        waiting += zip((last + 1, last + 2), sides, strict=True)
        last += 2
