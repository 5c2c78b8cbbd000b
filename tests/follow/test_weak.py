"""What a sentence lets one guess of how far things are where it has no sign of a state, and how often signs and guesses are right."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.follow.linking.weak import plans_in, tells_a_plan, weak_rules, weak_state
from accord.follow.states import states_said
from accord.follow.states.weights import outcome_of
from accord.langs.rules import proofs
from accord.model.terms import State, members
from tests.follow.told import CASES, share_right


@pytest.mark.parametrize("rule", weak_rules(), ids=lambda rule: rule.id)
def test_every_rule_fires_and_is_silent_where_it_must(rule) -> None:
    assert proofs(rule) == []


@pytest.mark.parametrize(
    ("sentence", "state", "why"),
    [
        ("The bus runs between the two towns every hour.", "delivered", "what is done every day is there"),
        ("The clinic welcomed its first patients.", "delivered", "it is used"),
        ("The chimney of the mill has reached its full height.", "under_way", "a step of the works"),
        ("Nobody has worked at the mill since May.", "stalled", "nothing is done"),
        ("The baker bowed out.", "dropped", "somebody left"),
        ("Shareholders said yes to the sale.", "agreed", "who must agree has agreed"),
        ("The rest is a building site.", "partly_delivered", "a rest means a part"),
        ("岛上用上了电。", "delivered", "它已在用"),
        ("烟囱已筑到顶。", "under_way", "只是一步"),
        ("工地上再没有一个工人。", "stalled", "无人做事"),
        ("银行撤回了承诺。", "dropped", "有人反悔"),
        ("另外两所还在盖。", "partly_delivered", "有余下，就是部分"),
    ],
)
def test_verbs_let_one_guess_a_state(sentence: str, state: str, why: str) -> None:
    assert weak_state(sentence) == state, why


def test_what_is_told_beside_a_plan_is_no_plan() -> None:
    assert tells_a_plan("The town will widen two roads.")
    assert not tells_a_plan("The bus runs every hour, and a second line will follow.")
    assert weak_state("The bus runs every hour, and a second line will follow.") == "delivered"


def test_a_plan_that_is_given_up_is_no_plan() -> None:
    assert not tells_a_plan("The town will build its mill in Oslo and not in Riga.")


def test_in_the_news_that_makes_a_promise_any_plan_may_be_one() -> None:
    text = "The bus runs every hour, and a second line will follow."
    assert plans_in(text) == [(0, len(text))]


@given(
    st.lists(
        st.sampled_from(
            ["The town ", "will ", "build a mill, ", "and ", "a bus runs; ", "两市将", "建桥，", "桥已通。"]
        ),
        max_size=9,
    )
)
def test_without_a_word_of_a_plan_none_is_told(parts: list[str]) -> None:
    sentence = "".join(parts)
    assert not tells_a_plan(sentence) or "will" in sentence or "将" in sentence


def _read(row: Mapping[str, str]) -> str:
    """Return the farthest state that a sentence says by a sign, else by its verbs; a plan says none."""
    sentence = row["sentence"]
    said = [one for one in states_said(sentence) if one.holds and one.state != "announced"]
    if said:
        return max((one.state for one in said), key=lambda state: outcome_of(state).rank)
    return "announced" if tells_a_plan(sentence) else weak_state(sentence) or "announced"


@pytest.mark.parametrize(
    ("language", "part", "share"),
    [
        ("en", "1", 0.75),
        ("en", "2", 0.74),
        ("en", "3", 0.75),
        ("en", "4", 0.80),
        ("en", "5", 0.83),
        ("en", "6", 0.86),
        ("en", "7", 0.77),
        ("en", "8", 0.85),
        ("en", "9", 0.85),
        ("en", "10", 0.57),
        ("zh", "1", 0.88),
        ("zh", "2", 0.82),
        ("zh", "3", 0.73),
        ("zh", "4", 0.75),
        ("zh", "5", 0.85),
        ("zh", "6", 0.78),
        ("zh", "7", 0.82),
        ("zh", "8", 0.79),
        ("zh", "9", 0.82),
        ("zh", "10", 0.62),
    ],
)
def test_signs_and_guesses_are_as_often_right_as_measured(language: str, part: str, share: float) -> None:
    assert share_right(language, part, _read) >= share


def test_the_tables_hold_every_state_in_every_part() -> None:
    counted = Counter((code, row["part"], row["state"]) for code, row in CASES)
    whole = {(code, part) for code, part, _ in counted} - {("en", "6"), ("zh", "6")}
    assert all(counted[code, part, state] for code, part in whole for state in members(State))
    assert sum(counted.values()) >= 1200
