"""What became of a promise is what people said of it, by words that stand there; nothing else changes it."""

import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from accord.errors import ConflictError, DecisionError
from accord.flows import purge, read_again, reject_fact, undo, withdraw
from accord.flows.reached import Words, reached, unrelated
from accord.model.document import Found
from accord.register.asking.states import decided_links, steps_of
from tests.builders import a_found
from tests.fakes.reader import FakeReader
from tests.register.worlds import APART, CLOCK, DRAWN, a_register, by, digest_of, documents, listed, rebuilt, take_in

PROMISE = a_found(
    "Wuxi and CETC signed a framework agreement on 2024-07-14. CETC will build a base.",
    source="one.txt",
    published="2024-07-15",
)
LATER = a_found("The base of CETC broke ground. It rained.", source="two.txt", published="2025-03-01")
LAST = a_found("The base of CETC was opened.", source="three.txt", published="2026-01-01")
LAW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _promise(register) -> dict:
    return listed(register, "commitments")[0]


def _said(found: Found, quote: str) -> Words:
    at = found.text.content.index(quote)
    return Words(found.text.id, span=(at, at + len(quote)))


def _steps(register, promise: str) -> list[dict]:
    with register.asking() as asking:
        return steps_of(asking, [promise])[promise]


def test_a_promise_is_agreed_until_a_person_confirms_later_words_and_shows_them() -> None:
    with a_register() as register:
        take_in(register, [PROMISE, LATER, LAST])
        promise = _promise(register)
        assert promise["state"] == "agreed"
        first = reached(by(register), promise["id"], "under_way", _said(LATER, "The base of CETC broke ground."))
        assert _promise(register)["state"] == "under_way"
        reached(by(register), promise["id"], "delivered", _said(LAST, "The base of CETC was opened."))
        assert _promise(register)["state"] == "delivered"
        steps = _steps(register, promise["id"])
        assert [(one["state"], one["day"], one["quote"], one["source"]) for one in steps] == [
            ("under_way", "2025-03-01", "The base of CETC broke ground.", "two.txt"),
            ("delivered", "2026-01-01", "The base of CETC was opened.", "three.txt"),
        ]
        assert steps[0]["decision"] == first.id
        assert [one["id"] for one in listed(register, "commitments", state="delivered")] == [promise["id"]]


def test_the_newest_day_counts_and_not_the_newest_decision() -> None:
    with a_register() as register:
        take_in(register, [PROMISE, LATER, LAST])
        promise = _promise(register)["id"]
        reached(by(register), promise, "delivered", _said(LAST, "The base of CETC was opened."))
        reached(by(register), promise, "under_way", _said(LATER, "The base of CETC broke ground."))
        assert _promise(register)["state"] == "delivered"


def test_a_person_may_say_it_without_words_and_undo_it() -> None:
    with a_register() as register:
        take_in(register, [PROMISE])
        before, promise = digest_of(register), _promise(register)["id"]
        decided = reached(by(register), promise, "stalled", day="2025-06")
        assert (_promise(register)["state"], _steps(register, promise)[0]["quote"]) == ("stalled", None)
        undo(by(register), decided.id)
        assert digest_of(register) == before


def test_words_that_are_hidden_prove_nothing_any_more() -> None:
    with a_register() as register:
        take_in(register, [PROMISE, LATER])
        promise = _promise(register)["id"]
        reached(by(register), promise, "under_way", _said(LATER, "The base of CETC broke ground."))
        hidden = withdraw(by(register), LATER.text.id)
        assert _promise(register)["state"] == "agreed"
        undo(by(register), hidden.id)
        assert _promise(register)["state"] == "under_way"
        purge(replace(by(register), why="a private letter"), LATER.text.id)
        assert (_promise(register)["state"], digest_of(register)) == ("agreed", rebuilt(register))


def test_words_of_something_else_change_no_state_and_are_remembered() -> None:
    with a_register() as register:
        take_in(register, [PROMISE, LATER])
        promise, words = _promise(register)["id"], _said(LATER, "It rained.")
        unrelated(by(register), promise, words)
        assert _promise(register)["state"] == "agreed"
        with register.asking() as asking:
            assert decided_links(asking) == {(promise, LATER.text.id, *words.span): False}
        with pytest.raises(ConflictError, match="d1"):
            reached(by(register), promise, "delivered", words)


def test_what_is_no_promise_and_words_that_stand_nowhere_are_refused_and_nothing_is_kept() -> None:
    with a_register() as register:
        take_in(register, [PROMISE, LATER])
        before, promise = digest_of(register), _promise(register)["id"]
        agreement = listed(register, "agreements")[0]["id"]
        for wrong, words, said in (
            (agreement, None, "is no promise"),
            (promise, Words(LATER.text.id, quote="no such words"), "does not stand"),
            (promise, Words(LATER.text.id, span=(30, 9_000)), "no words at"),
            (promise, _said(PROMISE, "CETC will build a base."), "tells the promise"),
        ):
            with pytest.raises(DecisionError, match=said):
                reached(by(register), wrong, "delivered", words)
        with pytest.raises(DecisionError, match="is no day"):
            reached(by(register), promise, "delivered", day="soon")
        assert digest_of(register) == before


def test_a_state_outlives_reading_again_and_follows_its_promise() -> None:
    with a_register() as register:
        take_in(register, [PROMISE, LATER])
        promise = _promise(register)["id"]
        reached(by(register), promise, "under_way", _said(LATER, "The base of CETC broke ground."))
        read_again(register, FakeReader(2), APART, clock=lambda: CLOCK, progress=lambda done, of: None)
        assert _promise(register)["state"] == "under_way"
        reject_fact(by(register), _promise(register)["id"])
        assert listed(register, "commitments") == []
        assert digest_of(register) == rebuilt(register)


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_what_was_followed_by_and_by_is_what_a_rebuild_gives_and_undoing_it_restores_the_register(
    found: list[Found], chance: random.Random
) -> None:
    with a_register() as register:
        take_in(register, [*found, PROMISE], identity=DRAWN)
        before, taken = digest_of(register), []
        for _ in range(4):
            promise = chance.choice(listed(register, "commitments"))["id"]
            text = chance.choice(found).text
            words = Words(text.id, span=(0, chance.randint(1, len(text.content))))
            with suppress(DecisionError, ConflictError):
                deciding = by(register, identity=DRAWN)
                if chance.random() < 0.3:
                    taken.append(unrelated(deciding, promise, words).id)
                else:
                    taken.append(reached(deciding, promise, chance.choice(("under_way", "delivered")), words).id)
        assert digest_of(register) == rebuilt(register, DRAWN)
        for decision in reversed(taken):
            undo(by(register, identity=DRAWN), decision)
        assert digest_of(register) == before
