"""An undertaking can be held against what happened, or it is good will; the words that decide are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.follow.checkability import Grade, checkability, rules
from accord.langs.rules import proofs
from accord.model.labels import labels
from accord.model.reading import Money
from accord.model.terms import members
from tests.tables import cases

TABLE = "follow/tables/checkability"


@pytest.mark.parametrize("case", cases(TABLE))
def test_an_undertaking_has_the_grade_that_its_words_give_it(case: dict[str, str]) -> None:
    told = checkability(case["text"])
    assert told.grade == case["grade"], told
    said = [ground.words for ground in told.because]
    assert any(case["words"] in words for words in said) if case["words"] else True, said


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_fires_and_stays_silent_as_its_proofs_say(rule) -> None:
    assert proofs(rule) == []


def test_a_due_day_or_an_amount_that_was_read_is_enough() -> None:
    told = checkability("双方将深化合作。", due="2027", amount=Money("5000000", "CNY"))
    assert told.grade == "measured"
    assert [(ground.rule, ground.words) for ground in told.because] == [("due", "2027"), ("amount", "5000000 CNY")]


def test_what_is_only_looked_into_does_not_hide_what_is_promised_beside_it() -> None:
    told = checkability("They will explore a ferry line; a joint office will be opened.")
    assert told.grade == "checkable"


def test_without_words_that_decide_it_is_declaratory_and_says_nothing_for_it() -> None:
    told = checkability("They shook hands.")
    assert (told.grade, told.because) == ("declaratory", ())


@given(st.text(max_size=80))
def test_every_ground_stands_in_the_words(words: str) -> None:
    for ground in checkability(words).because:
        assert words[ground.start : ground.end] == ground.words


@given(st.sampled_from([case.values[0]["text"] for case in cases(TABLE)]), st.sampled_from(["2027", "2027-05-01"]))
def test_a_day_never_makes_an_undertaking_less_checkable(words: str, due: str) -> None:
    assert checkability(words, due=due).grade == "measured"


def test_every_grade_has_a_label_in_both_languages() -> None:
    for word in members(Grade):
        for language in ("en", "zh"):
            assert labels(language).get(("Checkability", word)), (language, word)
