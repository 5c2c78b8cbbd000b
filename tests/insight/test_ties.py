"""Who agrees with whom, and which regions do, counted from a world that one can hold in one's head."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.gazetteer.tables import entries
from accord.insight import Asked, Network, Ties, around, atlas, brought_in, load_ties, network, partners, strongest
from accord.insight.groups import grouped, pairs_within
from accord.insight.ties import _place_of
from tests.insight.towns import AGREEMENTS, BODIES, the_towns

IDS = [id_ for _, id_, *_ in BODIES]


@pytest.fixture(scope="module")
def ties() -> Ties:
    return load_ties(the_towns())


def asked(ties: Ties, **words: object) -> Network:
    return network(ties, ties.among(the_towns(), Asked(**words)))


def told(found: Network) -> list[tuple[str, str, int]]:
    return [
        (IDS[left], IDS[right], many)
        for left, right, many in zip(found.left.tolist(), found.right.tolist(), found.counts.tolist(), strict=True)
    ]


def test_ties_come_strongest_first_and_count_agreements(ties: Ties) -> None:
    assert told(asked(ties)) == [
        ("p-a", "p-b", 2),
        ("p-b", "p-c", 2),
        ("p-a", "p-c", 1),
        ("p-d", "p-e", 1),
    ]


@pytest.mark.parametrize(
    ("words", "agreements", "why"),
    [
        ({}, [1, 2, 3, 4, 5], "nothing is left out"),
        (
            {"since": 2021},
            [2, 3, 5],
            "a day without a year is as old as its report; one never reported is of no period",
        ),
        ({"until": 2021}, [1, 2], "a year alone counts"),
        ({"sector": "finance"}, [2], "one sector of several"),
        ({"kind": "contract"}, [3, 4], "kind of agreement"),
        ({"body": "university"}, [4], "somebody of this kind takes part"),
        ({"region": "330000"}, [2, 3, 4], "somebody from a town of this province takes part"),
        ({"region": "320000", "kind": "contract"}, [3], "all filters hold together"),
        ({"sector": "no such"}, [], "what is no word of the list is never meant"),
        ({"kind": "no such"}, [], "nor is a kind"),
        ({"body": "no such"}, [], "nor is a kind of body"),
        ({"region": "Nowhere"}, [], "nor is a place that nobody knows"),
    ],
)
def test_a_filter_means_what_the_list_of_agreements_means(
    ties: Ties, words: dict[str, object], agreements: list[int], why: str
) -> None:
    mask = ties.among(the_towns(), Asked(**words))
    assert [AGREEMENTS[at][0] for at in np.flatnonzero(mask)] == agreements, why


def test_who_has_no_partner_is_in_no_picture(ties: Ties) -> None:
    found = asked(ties)
    assert found.bodies == 5
    assert "p-f" not in {IDS[one] for one in strongest(found).bodies}
    assert found.years == {2019: 1, 2021: 1, 2022: 1}


def test_a_picture_has_no_more_bodies_than_it_may_and_nobody_without_a_tie(ties: Ties) -> None:
    graph = strongest(asked(ties), most=3)
    assert {IDS[one] for one in graph.bodies} == {"p-a", "p-b", "p-c"}
    assert len(graph.ties) == 3


def test_around_a_body_are_its_partners_and_theirs(ties: Ties) -> None:
    found = asked(ties, kind="contract")
    assert {IDS[one] for one in around(found, 1).bodies} == {"p-b", "p-c"}
    assert {IDS[one] for one in around(asked(ties), 0).bodies} == {"p-a", "p-b", "p-c"}
    alone = around(asked(ties, kind="intent"), 5)
    assert (alone.bodies, alone.ties) == ([5], [])


def test_a_body_brought_in_comes_with_every_tie_of_its_partners(ties: Ties) -> None:
    graph = brought_in(asked(ties), 0)
    assert IDS[graph.bodies[0]] == "p-a"
    assert {(IDS[left], IDS[right]) for left, right, _ in graph.ties} == {
        ("p-a", "p-b"),
        ("p-a", "p-c"),
        ("p-b", "p-c"),
    }


def test_partners_come_most_often_first(ties: Ties) -> None:
    who, counts = partners(asked(ties), 1)
    assert (sorted(IDS[one] for one in who), counts.tolist()) == (["p-a", "p-c"], [2, 2])


def test_regions_count_an_agreement_once_and_flows_are_between_two_of_them(ties: Ties) -> None:
    found = atlas(ties, ties.among(the_towns(), Asked()), "prefecture")
    assert {one.code: one.agreements for one in found.places} == {"320100": 2, "320200": 3, "330200": 3}
    assert [(one.left, one.right, one.agreements) for one in found.flows()] == [
        ("320100", "320200", 2),
        ("320200", "330200", 2),
        ("320100", "330200", 1),
        ("330200", "US", 1),
    ]
    assert [(one.code, one.at) for one in found.abroad] == [("US", None)]
    assert found.nowhere == 1
    assert found.partners("US") == [("330200", 1)]
    assert found.partners("no such place") == []


def test_towns_of_one_province_are_one_point_of_provinces(ties: Ties) -> None:
    found = atlas(ties, ties.among(the_towns(), Asked()), "province")
    assert {one.code: one.agreements for one in found.places} == {"320000": 3, "330000": 3}
    assert [(one.left, one.right, one.agreements) for one in found.flows()] == [
        ("320000", "330000", 2),
        ("330000", "US", 1),
    ]


@pytest.mark.parametrize(
    ("code", "level", "place"),
    [
        ("NLRTM", "province", "NL-ZH"),
        ("NLRTM", "prefecture", "NLRTM"),
        ("GETBS", "province", "GETBS"),
        ("GE", "prefecture", "GE"),
        ("320100", "province", "320000"),
        ("320106", "prefecture", "320100"),
    ],
)
def test_a_city_abroad_stands_in_its_province_or_for_itself(code: str, level: str, place: str) -> None:
    known = {one.code: (one.level, one.parent) for one in entries().values() if one.level}
    assert _place_of(code, level, known) == place


def test_nothing_at_all_is_no_picture(ties: Ties) -> None:
    nothing = np.zeros(len(ties.year), np.bool_)
    assert strongest(network(ties, nothing)).bodies == []
    found = atlas(ties, nothing, "province")
    assert (found.places, found.flows(), found.years) == ([], [], {})


TAKING_PART = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 9)), max_size=40)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TAKING_PART, st.lists(st.booleans(), min_size=13, max_size=13))
def test_pairs_are_those_that_one_counts_by_hand(part: list[tuple[int, int]], among: list[bool]) -> None:
    made = pairs_within(np.array([at for at, _ in part], np.int64), np.array([who for _, who in part], np.int64))
    by_hand: Counter[tuple[int, int]] = Counter()
    for at in range(13):
        things = sorted({who for place, who in part if place == at})
        by_hand.update({pair: int(among[at]) for pair in combinations(things, 2)})
    counts = made.counts(np.array(among, np.bool_))
    assert dict(zip(zip(made.left.tolist(), made.right.tolist(), strict=True), counts.tolist(), strict=True)) == dict(
        by_hand
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TAKING_PART, st.randoms())
def test_groups_do_not_depend_on_the_order_in_which_things_come(part: list[tuple[int, int]], random) -> None:
    def made(these: list[tuple[int, int]]) -> list[list[int]]:
        at, who = (np.array([one[side] for one in these], np.int64) for side in (0, 1))
        found = grouped(who, who, at)
        return [one.tolist() for one in (found.left, found.right, found.starts, found.at)]

    mixed = list(part)
    random.shuffle(mixed)
    assert made(part) == made(mixed)
