"""What the signs of a sentence of later news tell of a promise, and what it counts."""

from collections.abc import Mapping

import pytest
from evals.told.run import told_by_signs_alone as told
from hypothesis import given
from hypothesis import strategies as st

from accord.follow.states.counts import comes_up_to, counts_in, falls_short
from tests.follow.told import share_right


@pytest.mark.parametrize(
    ("sentence", "promise", "state", "why"),
    [
        ("Riga trained 130 nurses.", "Riga will train 300 nurses.", "partly_delivered", "fewer than promised"),
        ("Riga trained 300 nurses.", "Riga will train 300 nurses.", "delivered", "as many"),
        ("Acme has hired 400 people.", "Acme will create 400 jobs.", "delivered", "people and jobs count alike"),
        ("Acme has hired 90 people.", "Acme will create 400 jobs.", "partly_delivered", "some of them"),
        ("After it had signed, Acme opened its mill.", "Acme will build a mill.", "delivered", "signing is in passing"),
        ("Under the contract Acme will build a mill.", "Acme will build a mill.", "announced", "a plan told again"),
        ("The mill will be built in Oslo and not in Riga.", "Acme will build a mill.", "dropped", "given up by a plan"),
        ("Builders walked off: they had not been paid.", "A mill will be built.", "stalled", "more than a denial"),
        ("It is the first of five ferries to sail.", "Borg will build five ferries.", "partly_delivered", "of several"),
        (
            "The first ferry sailed on Monday.",
            "The first ferry is to sail in May.",
            "delivered",
            "all that was promised",
        ),
        ("Its foundations are finished.", "Acme will build a mill.", "under_way", "what a thing stands on is a step"),
        ("Its halls will be ready in 2031.", "Halls will be ready by the end of 2027.", "delayed", "a later day"),
        ("Its halls will be ready in 2027.", "Halls will be ready by the end of 2027.", "announced", "the same day"),
        (
            "Its second phase will open in 2031.",
            "A mill will open in 2027.",
            "announced",
            "a next phase has its own day",
        ),
        ("Riga signed the concession.", "They are to conclude a concession by June.", "delivered", "all of a signing"),
        ("The treaty provides for a tunnel.", "A tunnel will be built.", "announced", "a text provides nothing yet"),
        ("该店销售额六千万元。", "集团将投资十亿元。", "under_way", "sales are no investment"),
        ("大厅将于2031年建成。", "大厅将于2027年建成。", "delayed", "a later day"),
        ("The prototype is finished.", "Acme will build a prototype.", "delivered", "unless it was promised"),
        ("The twelfth bus was delivered.", "Borg will deliver forty buses.", "partly_delivered", "so many until now"),
        (
            "The council approved the port.",
            "They will apply for approval of a port.",
            "delivered",
            "leave was promised",
        ),
        ("The last 5 million euros were paid.", "The bank will pay 90 million euros.", "delivered", "the last of many"),
        (
            "A mill opened; the quay is not built.",
            "Acme will build a mill and a quay.",
            "partly_delivered",
            "one lacks",
        ),
        ("企业招用职工九十人。", "企业将创造四百个就业岗位。", "partly_delivered", "人数未到"),
        ("企业招用职工四百人。", "企业将创造四百个就业岗位。", "delivered", "人数已到"),
    ],
)
def test_a_sentence_tells_a_state_of_its_promise(sentence: str, promise: str, state: str, why: str) -> None:
    found = told(sentence, promise)
    assert found is not None
    assert found.state == state, why


def test_a_plan_told_again_is_restated() -> None:
    found = told("Acme repeated that it would build a mill.", "Acme will build a mill.")
    assert found is not None
    assert (found.state, found.kind) == ("announced", "restated")


@pytest.mark.parametrize(
    ("language", "part", "share"),
    [
        ("en", "1", 0.80),
        ("en", "2", 0.73),
        ("en", "3", 0.78),
        ("en", "4", 0.88),
        ("en", "5", 0.94),
        ("en", "6", 0.92),
        ("en", "7", 0.94),
        ("en", "8", 0.97),
        ("en", "9", 0.93),
        ("en", "10", 0.76),
        ("zh", "1", 0.91),
        ("zh", "2", 0.84),
        ("zh", "3", 0.83),
        ("zh", "4", 0.88),
        ("zh", "5", 0.96),
        ("zh", "6", 0.89),
        ("zh", "7", 0.98),
        ("zh", "8", 0.97),
        ("zh", "9", 0.94),
        ("zh", "10", 0.75),
    ],
)
def test_states_are_as_often_right_as_measured(language: str, part: str, share: float) -> None:
    assert share_right(language, part, _state) >= share


def _state(row: Mapping[str, str]) -> str | None:
    found = told(row["sentence"], row["promise"])
    return found.state if found else None


@pytest.mark.parametrize(
    ("text", "numbers", "why"),
    [
        ("thirty-five schools", ["35"], "in words"),
        ("two hundred and ten nurses", ["210"], "joined by and"),
        ("1,150 graduates", ["1150"], "in figures"),
        ("40 million euros", ["40000000"], "words that multiply"),
        ("12 million of the 40 million euros", ["12000000"], "of so many the part"),
        ("三百一十名职工", ["310"], "in words"),
        ("二亿五千万元", ["250000000"], "words that multiply"),
        ("十二列电车中，已有五列运抵", ["5"], "of so many the part"),
        ("in 2019 and on 5 May", [], "days and years count nothing"),
        ("15% of it", [], "nor do shares"),
    ],
)
def test_numbers_are_read_with_what_they_count(text: str, numbers: list[str], why: str) -> None:
    assert [str(one.number) for one in counts_in(text)] == numbers, why


@given(st.integers(2, 5000), st.integers(2, 5000))
def test_what_falls_short_does_not_come_up_to_it(here: int, there: int) -> None:
    said, promised = f"Some {here:,} nurses were trained.", f"They will train {there:,} nurses."
    if 1900 <= here < 2100 or 1900 <= there < 2100:
        return  # without a comma such a number is a year
    assert falls_short(said, promised) == (here < there)
    assert comes_up_to(said, promised) == (here >= there)
