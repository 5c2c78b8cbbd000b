"""A project climbs from talks to capacity; what befalls it on the way does not undo the rung that it had reached."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.follow.stages import (
    LADDER,
    Measure,
    MilestoneState,
    MoneySaid,
    Planned,
    Stage,
    StageSaid,
    amounts,
    milestones,
    order_of,
    stage_of,
    stages_of,
    standing,
    state_of,
)
from accord.model.labels import labels
from accord.model.reading import Money
from accord.model.terms import State, members

SIGNED = StageSaid("signed", "2020-09-15", "f1")
STARTED = StageSaid("started", "2021-05", "f2")
RUNNING = StageSaid("in_production", "2023-03-01", "f3")
HALTED = StageSaid("suspended", "2022-01-10", "f4")

MAPPED = [
    ("negotiating", "announced"), ("signed", "agreed"), ("registered", "agreed"), ("started", "under_way"),
    ("partly_in_production", "partly_delivered"), ("in_production", "delivered"), ("at_capacity", "delivered"),
    ("postponed", "delayed"), ("suspended", "stalled"), ("terminated", "dropped"), ("replaced", "superseded"),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "state"), MAPPED)
def test_a_stage_is_the_state_that_the_table_of_states_says(stage: Stage, state: State) -> None:
    assert state_of(stage) == state
    assert stage in stages_of(state)


def test_every_state_has_a_stage_and_the_ladder_is_numbered_in_order() -> None:
    assert {state_of(stage) for stage in members(Stage)} == set(members(State))
    assert [order_of(stage) for stage in LADDER] == list(range(1, len(LADDER) + 1))


QUOTES = [
    ("the first of a state where the quote tells no more", "agreed", "the two cities agreed", "signed"),
    ("registered", "agreed", "项目公司已完成工商注册", "registered"),
    ("incorporated", "agreed", "The joint venture was incorporated in May.", "registered"),
    ("running is not yet at capacity", "delivered", "项目正式投产", "in_production"),
    ("at capacity", "delivered", "项目投产两年，现已满产", "at_capacity"),
    (
        "the highest rung that is told decides",
        "delivered",
        "now in production at full capacity since May",
        "at_capacity",
    ),
    ("a quote of another state says nothing", "under_way", "投产", "started"),
]


@pytest.mark.parametrize(("why", "state", "quote", "stage"), QUOTES, ids=[case[0] for case in QUOTES])
def test_the_quote_tells_stages_of_one_state_apart(why: str, state: State, quote: str, stage: Stage) -> None:
    assert stage_of(state, quote) == stage, why


def test_a_project_stands_on_the_highest_rung_that_was_told() -> None:
    told = standing([RUNNING, SIGNED, STARTED])
    assert (told.stage, told.said, told.stopped) == ("in_production", RUNNING, None)
    assert told.reached == (SIGNED, STARTED, RUNNING)


def test_a_stop_keeps_the_rung() -> None:
    told = standing([SIGNED, STARTED, HALTED])
    assert (told.stage, told.stopped) == ("started", HALTED)


def test_a_stop_is_over_when_a_rung_is_told_of_later() -> None:
    assert standing([STARTED, HALTED, RUNNING]).stopped is None


def test_the_earliest_words_of_a_rung_are_kept() -> None:
    again = StageSaid("signed", "2020-11-01", "f9")
    undated = StageSaid("signed", None, "f0")
    assert standing([undated, again, SIGNED]).said == SIGNED


def test_of_nothing_said_nothing_follows() -> None:
    told = standing([])
    assert (told.stage, told.said, told.stopped, told.reached) == (None, None, None, ())


AS_OF = date(2024, 1, 1)
KEPT = [
    ("met in time", Planned("started", "2021", "p"), "met", "f2", None),
    ("met late, from the last day promised to the first on which it may have been met", Planned("started", "2021-03", "p"), "met_late", "f2", 31),
    ("a higher rung tells that the lower was passed", Planned("registered", "2022", "p"), "met", "f2", None),
    ("its day is still to come", Planned("at_capacity", "2025", "p"), "ahead", None, None),
    ("its day has passed and nobody said so", Planned("at_capacity", "2023", "p"), "overdue", None, 1),
    ("no day promised, not met", Planned("at_capacity", None, "p"), "undated", None, None),
    ("no day promised, met", Planned("started", None, "p"), "met", "f2", None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "planned", "state", "met", "late"), KEPT, ids=[case[0] for case in KEPT])
def test_a_milestone_stands_as_was_said(why, planned, state, met, late) -> None:
    (told,) = milestones([planned], [SIGNED, STARTED, RUNNING], as_of=AS_OF)
    assert (told.state, told.met.fact if told.met else None, told.days_late) == (state, met, late), why


def test_what_was_said_after_the_day_asked_for_meets_nothing() -> None:
    (told,) = milestones([Planned("in_production", "2022", "p")], [SIGNED, RUNNING], as_of=date(2023, 2, 1))
    assert (told.state, told.days_late) == ("overdue", 32)


def test_measures_of_money_are_kept_apart() -> None:
    signed = MoneySaid("signed", Money("1000000000", "CNY"), "2020-09-15", "f1")
    paid = MoneySaid("paid_in", Money("200000000", "CNY"), "2022", "f5")
    more = MoneySaid("paid_in", Money("300000000", "CNY"), "2023", "f6")
    assert amounts([more, signed, paid]) == {"signed": (signed,), "registered": (), "paid_in": (paid, more)}


words = st.builds(
    StageSaid,
    st.sampled_from(members(Stage)),
    st.one_of(st.none(), st.sampled_from(("2020", "2020-05", "2021-03-02", "2022-01-10", "--05-01"))),
    st.sampled_from("abc"),
)


@settings(max_examples=400)
@given(st.lists(words), st.randoms())
def test_the_order_in_which_news_came_does_not_matter(said, random) -> None:
    mixed = [*said, *said]
    random.shuffle(mixed)
    assert standing(mixed) == standing(said)


@given(st.lists(words), words)
def test_more_news_never_takes_a_rung_back(said, more) -> None:
    before, after = standing(said).stage, standing([*said, more]).stage
    assert before is None or (order_of(after) or 0) >= (order_of(before) or 0)


def test_every_stage_has_a_label_in_both_languages() -> None:
    for name, terms in (("Stage", Stage), ("MilestoneState", MilestoneState), ("Measure", Measure)):
        for word in members(terms):
            for language in ("en", "zh"):
                assert labels(language).get((name, word)), (name, word, language)
