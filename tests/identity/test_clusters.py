"""Clusters: connected components, cut where it is known to be different."""

from hypothesis import given
from hypothesis import strategies as st

from accord.identity import cluster

NODES = "abcdef"
PAIRS = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1])
EDGES = st.lists(st.tuples(PAIRS, st.sampled_from((0.7, 0.8, 0.9))).map(lambda e: (*e[0], e[1])), max_size=10)


def test_what_hangs_together_is_one_cluster() -> None:
    assert cluster("abcd", [("a", "b", 0.9), ("b", "c", 0.9)]) == [("a", "b", "c"), ("d",)]


def test_a_contradiction_cuts_the_weakest_edge_between_the_two() -> None:
    assert cluster("abc", [("a", "b", 0.7), ("b", "c", 0.9)], [("a", "c")]) == [("a",), ("b", "c")]


@given(EDGES, st.lists(PAIRS, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_edges_and_their_direction_do_not_matter(edges, apart, chance) -> None:
    turned = [(b, a, score) if chance.random() < 0.5 else (a, b, score) for a, b, score in edges]
    chance.shuffle(turned)
    assert cluster(NODES, edges, apart) == cluster(NODES, turned, [(b, a) for a, b in apart])


@given(EDGES, st.lists(PAIRS, max_size=4))
def test_what_is_known_to_be_different_is_never_in_one_cluster(edges, apart) -> None:
    for group in cluster(NODES, edges, apart):
        assert not any(a in group and b in group for a, b in apart)


@given(EDGES)
def test_every_node_is_in_exactly_one_cluster(edges) -> None:
    assert sorted(node for group in cluster(NODES, edges) for node in group) == sorted(NODES)
