"""Which sentences of news of an agreement promise something, by how they are worded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.follow.linking import promises_in
from accord.follow.linking.promising import FILES, points_of, share_of, weighed, words_of
from accord.follow.states.words import sentences

PROMISES = [
    "The two sides also promised training for nurses in both towns.",
    "The buyer takes over the harbour for 30 years against a payment of 80 million.",
    "双方成立联合工作组，协商重大事宜。",
    "乙方负责建设专用码头，并提供运输服务。",
    "企业同时配套建设供水管线，向两县供水。",
]
NEWS = [
    "The mayor thanked everybody and cut a cake.",
    "It rained on the guests for most of the morning.",
    "The company was founded in 1921 and had sales of 3 billion last year.",
    "市领导会见了来访的客人一行。",
    "气温骤降，市民纷纷添衣。",
]


@pytest.mark.parametrize("sentence", PROMISES)
def test_a_sentence_that_promises_is_told_by_its_words(sentence: str) -> None:
    assert promises_in(sentence) == [(0, len(sentence))]


@pytest.mark.parametrize("sentence", NEWS)
def test_other_news_beside_it_is_not(sentence: str) -> None:
    assert promises_in(sentence) == []


@pytest.mark.xfail(
    reason="of promises that are no plan by their tenses a third is not told by words alone", strict=True
)
def test_a_contract_that_includes_works_promises_them() -> None:
    assert promises_in("The contract also includes the renewal of two pumping stations.")


@pytest.mark.xfail(reason="words alone do not tell a company that was founded from one that is to be", strict=True)
def test_what_a_company_is_is_no_promise() -> None:
    assert promises_in("该公司成立于1995年，总部位于上海。") == []


@given(st.lists(st.sampled_from(PROMISES + NEWS), max_size=6))
def test_what_is_found_are_sentences_and_those_beside_them_change_nothing(some: list[str]) -> None:
    text = "\n".join(some)

    found = promises_in(text)

    assert set(found) <= set(sentences(text))
    assert [text[start:end] for start, end in found] == [one for one in some if one in PROMISES]


@given(st.text(max_size=200))
def test_whatever_is_written_weighs_something(text: str) -> None:
    assert abs(points_of(text)) < 1000


def test_a_long_sentence_says_no_more_than_a_short_one() -> None:
    known = {"": -1.0} | dict.fromkeys("abcd", 1.0)

    assert weighed(["a"], known) == pytest.approx(0.0)
    assert weighed(["a", "b", "c", "d", "unknown"], known) == pytest.approx(1.0)
    assert share_of(["unknown"], known) == 0.0
    assert weighed([], known) == -1.0


def test_words_are_told_alone_and_in_a_row_and_numbers_as_one() -> None:
    assert words_of("He paid 40 crowns") == {"he", "he paid", "paid", "paid 0", "0", "0 crowns", "crowns"}
    assert set(FILES) == {True, False}
