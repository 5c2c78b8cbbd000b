"""A plan that no fact holds becomes a promise in the step in which a person says what became of it; so do entries by hand."""

import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.errors import ConflictError, DecisionError
from accord.flows import enter_fact, read_again, undo, withdraw
from accord.flows.plans import follow_plan
from accord.flows.reached import Words, reached, unrelated
from accord.model.document import Found
from tests.builders import a_found
from tests.fakes.reader import FakeReader
from tests.register.test_following import _said, _steps
from tests.register.worlds import APART, CLOCK, DRAWN, a_register, by, digest_of, documents, listed, rebuilt, take_in

PLAN = a_found("CETC may lay a line to Wuxi. It rained.", source="plan.txt", published="2024-01-15")
LATER = a_found("The line was opened. It rained.", source="later.txt", published="2025-03-01")
SENTENCE = "CETC may lay a line to Wuxi."
LAW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_a_plan_is_entered_and_followed_in_one_step_and_both_can_be_undone() -> None:
    with a_register() as register:
        take_in(register, [PLAN, LATER])
        before = digest_of(register)
        entered, followed = follow_plan(
            by(register), _said(PLAN, SENTENCE), "delivered", _said(LATER, "The line was opened.")
        )
        [promise] = listed(register, "commitments")
        assert (promise["quote"], promise["state"], promise["modality"]) == (SENTENCE, "delivered", "pledged")
        assert [one["quote"] for one in _steps(register, promise["id"])] == ["The line was opened."]
        assert digest_of(register) == rebuilt(register)
        undo(by(register), followed.id)
        assert listed(register, "commitments")[0]["state"] == "announced"
        undo(by(register), entered.id)
        assert digest_of(register) == before


def test_who_answers_second_hears_that_it_is_a_promise_already_and_nothing_is_kept() -> None:
    with a_register() as register:
        take_in(register, [PLAN, LATER])
        words = _said(LATER, "The line was opened.")
        follow_plan(by(register), _said(PLAN, SENTENCE), None, words)
        [promise], before = listed(register, "commitments"), digest_of(register)
        with pytest.raises(ConflictError, match=promise["id"]):
            follow_plan(by(register), _said(PLAN, SENTENCE), "delivered", words)
        with pytest.raises(DecisionError, match="tells the promise"):
            follow_plan(by(register), _said(PLAN, "It rained."), "delivered", _said(PLAN, SENTENCE))
        assert digest_of(register) == before
        assert listed(register, "commitments")[0]["state"] == "announced"


def test_a_promise_that_a_person_entered_is_followed_as_any_other_and_outlives_reading_again() -> None:
    with a_register() as register:
        take_in(register, [PLAN, LATER])
        fields = {"actors": ["CETC"], "modality": "agreed"}
        enter_fact(by(register), "commitment", fields, document=PLAN.text.id, quote=SENTENCE)
        enter_fact(by(register), "commitment", fields)
        for one in listed(register, "commitments"):
            reached(by(register), one["id"], "under_way", _said(LATER, "The line was opened."))
            unrelated(by(register), one["id"], _said(LATER, "It rained."))
        read_again(register, FakeReader(2), APART, clock=lambda: CLOCK, progress=lambda done, of: None)
        assert [one["state"] for one in listed(register, "commitments")] == ["under_way", "under_way"]
        assert digest_of(register) == rebuilt(register)
        withdraw(by(register), LATER.text.id)
        assert [one["state"] for one in listed(register, "commitments")] == ["agreed", "agreed"]


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_plans_followed_by_and_by_are_what_a_rebuild_gives_and_undoing_them_restores_the_register(
    found: list[Found], chance: random.Random
) -> None:
    with a_register() as register:
        take_in(register, [*found, PLAN], identity=DRAWN)
        before, taken, deciding = digest_of(register), [], by(register, identity=DRAWN)
        for _ in range(3):
            texts = [chance.choice([*found, PLAN]).text for _ in range(2)]
            plan, words = (Words(one.id, span=(0, chance.randint(1, len(one.content)))) for one in texts)
            with suppress(DecisionError, ConflictError):
                taken += follow_plan(deciding, plan, chance.choice(["under_way", None]), words)
        assert digest_of(register) == rebuilt(register, DRAWN)
        for decided in reversed(taken):
            undo(deciding, decided.id)
        assert digest_of(register) == before
