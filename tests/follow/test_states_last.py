"""The last state that a description supports, with words of its text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.follow.states import last_state
from accord.follow.states.weights import ALWAYS, outcomes, weigh


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Riga pledged ten million for a mill in Lund.", "announced"),
        ("Riga and Lund signed a contract for a mill on 3 May 2019.", "agreed"),
        (
            "They signed a contract in 2018. Construction began in May 2019 and the mill should be finished by 2021.",
            "under_way",
        ),
        (
            "They signed a contract in 2018. Construction began in 2019. The mill was handed over in June 2021.",
            "delivered",
        ),
        ("They signed a contract in 2018. Works began in 2019, but were suspended in 2020.", "stalled"),
        ("They signed a contract in 2018. The town cancelled the project in 2020.", "dropped"),
        ("双方签署框架协议，拟建设产业园。", "agreed"),
        ("2019年双方签署协议，2020年5月项目正式开工，目前正在建设。", "under_way"),
        ("2019年双方签署协议，2020年项目开工，2022年6月建成投产。", "delivered"),
        ("2019年双方签署协议，2021年双方终止合作，项目取消。", "dropped"),
    ],
)
def test_the_whole_story_is_weighed(text: str, state: str) -> None:
    assert last_state("", text).state == state


def test_of_nothing_nothing_is_quoted() -> None:
    said = last_state("", "Cheese.")
    assert (said.state, said.quote, said.span) == ("announced", None, None)


def test_the_title_is_weighed_but_never_quoted() -> None:
    said = last_state("Riga opens a mill in Lund", "Cheese.")
    assert said.quote is None


def test_the_reason_names_the_words_and_what_they_weigh() -> None:
    why = last_state("", "The mill was handed over in June 2021.").why
    assert "handed over" in why
    assert "delivered" in why


def test_what_has_no_weight_counts_nothing() -> None:
    assert weigh([]) == weigh(["no such mark"])
    assert set(weigh([])) == set(outcomes())
    assert ALWAYS not in weigh([])


WORDS = [
    "The mill ",
    "was opened ",
    "will be ",
    "signed. ",
    "in May 2019, ",
    "cancelled ",
    "\n",
    "项目",
    "已投产。",
    "签约，",
    "将",
    "未",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=20).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=5).map("".join),
)
def test_the_quote_is_what_stands_in_the_text(text: str, title: str) -> None:
    said = last_state(title, text, "2019")
    assert said.state in outcomes()
    if said.quote is None:
        assert (said.state, said.span) == ("announced", None)
    else:
        assert said.span is not None
        assert said.quote == text[slice(*said.span)]
        assert said.quote.strip()
