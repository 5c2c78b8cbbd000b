"""What the signs of two documents say together: trees of questions, beside the points that each sign has for itself.

In:  how much there is of each sign of a later and an earlier document (`fits.whole_signs`).
Out: points.

A sign counts more beside some signs than beside others: that a later title tells of another body matters little where a rare
name of the promise stands in the text. Points cannot say that; trees can. Source: gradient boosting; Friedman, Stochastic
gradient boosting (2002); `data/trees.tsv`, made by `python -m evals.follow.fit`.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import msgspec

from accord.errors import ConfigError
from accord.tsv import read_table

__all__ = ["FILE", "Node", "Trees", "trees"]

FILE = "trees.tsv"
_COLUMNS = {"tree", "node", "sign", "most", "upto", "above", "points"}

Leaf: TypeAlias = float  # points
Question: TypeAlias = tuple[str, float, "Node", "Node"]  # a sign; whether there is at most so much of it; if so, if not
Node: TypeAlias = Leaf | Question


class Trees(msgspec.Struct, frozen=True):
    """Trees of questions.

    Attributes:
        even: Points to begin with.
        roots: The first question of each tree.
    """

    even: float
    roots: tuple[Node, ...]

    def points(self, amounts: Mapping[str, float]) -> float:
        """Return the sum of what each tree gives: the leaf that its questions lead to."""
        total = self.even
        for node in self.roots:
            while not isinstance(node, float):
                sign, most, upto, above = node
                node = upto if amounts.get(sign, 0.0) <= most else above
            total += node
        return total


@cache
def trees() -> Trees:
    """Return the trees, once read.

    Raises:
        ConfigError: The table has other columns.
    """
    rows = read_table(files("accord.follow.linking") / "data" / FILE).rows
    if any(set(row) != _COLUMNS for row in rows):
        raise ConfigError(f"{FILE}: expected columns {', '.join(sorted(_COLUMNS))}")
    nodes: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in rows:
        nodes[row["tree"]][row["node"]] = row
    even = nodes.pop("even")["0"]["points"]
    return Trees(float(even), tuple(_node(tree, "0") for tree in nodes.values()))


def _node(tree: Mapping[str, Mapping[str, str]], at: str) -> Node:
    row = tree[at]
    if not row["sign"]:
        return float(row["points"])
    return row["sign"], float(row["most"]), _node(tree, row["upto"]), _node(tree, row["above"])
