"""Group what is the same, without ever joining what is known to be different.

In:  nodes, pairs said to be the same with how sure, pairs known to be different.
Out: clusters that depend on the sets alone, not on the order in which they came.
"""

from collections.abc import Iterable

__all__ = ["cluster"]


def cluster(
    nodes: Iterable[str],
    same: Iterable[tuple[str, str, float]],
    different: Iterable[tuple[str, str]] = (),
) -> list[tuple[str, ...]]:
    """Return the connected components, cut at contradictions at their weakest edge; members and clusters in key order.

    Edges are taken from the surest to the weakest, ties by key, and an edge that would bring together two nodes known
    to be different is left out (Kruskal's maximum spanning forest under cannot-link constraints).

    >>> cluster("abcd", [("a", "b", 0.9), ("b", "c", 0.8)], [("a", "c")])
    [('a', 'b'), ('c',), ('d',)]
    """
    members = {node: {node} for node in nodes}
    home = {node: node for node in members}
    enemies: dict[str, set[str]] = {node: set() for node in members}
    for left, right in different:
        enemies[left].add(right)
        enemies[right].add(left)
    edges = sorted((-score, min(left, right), max(left, right)) for left, right, score in same)
    for _, left, right in edges:
        a, b = sorted((home[left], home[right]), key=lambda root: (-len(members[root]), root))
        if a == b or any(enemies[node] & members[a] for node in members[b]):
            continue
        for node in members[b]:
            home[node] = a
        members[a] |= members.pop(b)
    return sorted(tuple(sorted(group)) for group in members.values())
