"""A rate carries its numerator, its denominator and how sure it is, and says when there are too few to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.follow.counting import RATES, Case, project_case, promise_case, rates, wilson
from accord.follow.stages import StageSaid, standing
from accord.model.labels import labels


def a_project(number: int, *stages: str, groups=(), silent=False) -> Case:
    said = [StageSaid(stage, f"20{20 + at}", f"f{at}") for at, stage in enumerate(stages)]
    return project_case(f"j{number}", standing(said), groups, silent=silent)


def test_of_what_was_signed_a_rate_says_what_was_started_and_which() -> None:
    projects = [
        a_project(1, "signed"),
        a_project(2, "signed", "started"),
        a_project(3, "negotiating"),
        a_project(4, "at_capacity"),
    ]
    (rate,) = rates(projects, "started_of_signed")
    assert (rate.reached, rate.cases) == (("j2", "j4"), ("j1", "j2", "j4"))
    assert rate.share == pytest.approx(2 / 3)


def test_partly_in_production_is_started_and_not_yet_producing() -> None:
    assert a_project(1, "partly_in_production").marks == {"signed", "started"}


def test_what_stopped_after_it_started_was_started() -> None:
    assert a_project(1, "signed", "started", "terminated").marks == {"signed", "started"}


def test_declaratory_promises_are_not_scored() -> None:
    promises = [
        promise_case("c1", "measured", "delivered"),
        promise_case("c2", "checkable", "under_way"),
        promise_case("c3", "declaratory", "delivered"),
    ]
    (rate,) = rates(promises, "delivered_of_checkable")
    assert (rate.reached, rate.cases) == (("c1",), ("c1", "c2"))


def test_what_nobody_speaks_of_is_told_beside_the_rate() -> None:
    projects = [
        a_project(1, "signed", silent=True),
        a_project(2, "signed", "started", silent=True),
        a_project(3, "signed"),
    ]
    assert rates(projects, "started_of_signed")[0].silent == ("j1",)


def test_a_project_of_two_sectors_counts_in_both() -> None:
    projects = [
        a_project(1, "signed", groups=(("sector", "vehicles"), ("sector", "energy"), ("partner", "p1"))),
        a_project(2, "signed", "started", groups=(("sector", "energy"),)),
    ]
    energy, vehicles = rates(projects, "started_of_signed", by="sector")
    assert (energy.group, energy.cases, energy.reached) == ("energy", ("j1", "j2"), ("j2",))
    assert (vehicles.group, vehicles.cases) == ("vehicles", ("j1",))


def test_few_cases_are_too_few_to_say() -> None:
    projects = [a_project(number, "signed") for number in range(29)]
    assert rates(projects, "started_of_signed")[0].too_few
    assert not rates([*projects, a_project(29, "signed")], "started_of_signed")[0].too_few
    assert not rates(projects, "started_of_signed", least=10)[0].too_few


def test_of_no_case_there_is_no_rate() -> None:
    (rate,) = rates([], "started_of_signed")
    assert (rate.share, rate.low, rate.high, rate.too_few) == (None, None, None, True)
    assert rates([], "started_of_signed", by="sector") == ()


WORKED = [  # worked by hand with z = 1.644854; at 0 and at all the formula is z²/(n + z²) and n/(n + z²)
    (0, 10, 0.0, 0.2129),
    (5, 10, 0.2693, 0.7307),
    (10, 10, 0.7871, 1.0),
    (371, 1045, 0.3311, 0.3797),
]


@pytest.mark.parametrize(("hits", "of", "low", "high"), WORKED)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share_and_mirrors(counts: tuple[int, int]) -> None:
    hits, of = counts
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of <= high <= 1
    other = wilson(of - hits, of)
    assert (1 - other[1], 1 - other[0]) == pytest.approx((low, high))


marks = st.frozensets(st.sampled_from(("signed", "started", "producing", "checkable", "delivered")))
cases = st.lists(
    st.builds(Case, st.uuids().map(str), marks, st.just((("sector", "energy"),)), st.booleans()), max_size=30
)


@given(cases, st.sampled_from(tuple(RATES)), st.randoms())
def test_a_rate_does_not_depend_on_the_order_and_its_numerator_is_of_its_denominator(drawn, kind, random) -> None:
    mixed = list(drawn)
    random.shuffle(mixed)
    assert rates(mixed, kind, by="sector") == rates(drawn, kind, by="sector")
    (rate,) = rates(drawn, kind)
    assert set(rate.reached) <= set(rate.cases)
    assert not set(rate.silent) & set(rate.reached)


def test_every_rate_has_a_label_in_both_languages() -> None:
    for language in ("en", "zh"):
        assert all(labels(language).get(("RateKind", kind)) for kind in RATES)
