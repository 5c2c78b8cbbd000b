"""What a sentence's marks weigh: wordings beside signs, what the promise names left out, where the words stand."""

import pytest
from evals.told.run import made, stated
from hypothesis import given
from hypothesis import strategies as st

from accord.follow.linking.marks import SIGNS, WORD, marks_of
from accord.follow.linking.scoring import known
from accord.follow.linking.telling import told_by_signs
from accord.follow.linking.verdicts import ALWAYS, STATES, share_of, told_of, weights_of
from accord.follow.linking.wording import words_in

TEXTS = st.text(alphabet="the mill opened 3.5 % 厂房已建成，投产2027年。Acme ", max_size=60)


@pytest.mark.parametrize(
    ("sentence", "promise", "state"),
    [
        ("The mill has been turning out paper since March.", "Acme will build a mill.", "delivered"),
        ("Acme has shelved the mill and handed back the land.", "Acme will build a mill.", "dropped"),
        ("Nobody has worked on the mill since the money ran out.", "Acme will build a mill.", "stalled"),
        ("The mill will not be ready before 2031, a year late.", "The mill will open in 2030.", "delayed"),
        ("The walls of the mill are rising.", "Acme will build a mill.", "under_way"),
        ("Two of the four ferries have been handed over.", "Borg will build four ferries.", "partly_delivered"),
        ("厂房主体已经封顶，正在安装设备。", "双方将建设厂房。", "under_way"),
        ("工厂已于三月全面投产。", "双方将建设工厂。", "delivered"),
        ("企业已撤资，项目不再实施。", "双方将建设工厂。", "dropped"),
    ],
)
def test_news_is_understood_in_words_that_are_no_signs(sentence: str, promise: str, state: str) -> None:
    found = stated(sentence)
    assert found is not None
    assert told_of(found, known(made(promise))).state == state


def test_that_a_body_met_is_under_way_though_it_shows_that_it_is_set_up() -> None:
    found = stated("The joint committee for chips held its first meeting in Nanjing on 18 July 2025.")
    assert found is not None
    assert told_of(found, known(made("They will set up a joint committee for chips."))).state == "under_way"


@pytest.mark.parametrize("of_han", [True, False])
def test_every_mark_weighs_something_for_some_state(of_han: bool) -> None:
    weights = weights_of(of_han)
    assert ALWAYS in weights
    assert all(len(row) == len(STATES) and any(row) for row in weights.values())
    assert any(mark.startswith(SIGNS) for mark in weights)


def test_wordings_weigh_the_less_the_more_there_are_and_signs_their_own() -> None:
    shares = share_of(
        ["word:a", "word:b", "word:c", "word:d", "plan", "unknown"],
        dict.fromkeys(["word:a", "word:b", "word:c", "word:d", "plan"], ()),
    )
    assert shares == {"word:a": 0.5, "word:b": 0.5, "word:c": 0.5, "word:d": 0.5, "plan": 1.0}


@given(TEXTS, TEXTS)
def test_words_stand_where_they_say(sentence: str, promise: str) -> None:
    for words, (start, end) in words_in(sentence, promise):
        assert 0 <= start < end <= len(sentence)
        assert set(words) - set("*0 ") <= set(sentence[start:end].lower())


@given(TEXTS, TEXTS)
def test_what_is_told_is_one_of_the_states_and_its_words_lie_in_the_sentence(sentence: str, promise: str) -> None:
    found = stated(sentence)
    if found is not None:
        told = told_of(found, known(made(promise)))
        assert told.state in STATES
        assert (told.kind == "restated") == (told.state == "announced")
        assert found.span[0] <= told.cue[0] < told.cue[1] <= found.span[1]


def test_the_thing_that_was_promised_changes_nothing_of_how_a_sentence_is_worded() -> None:
    mill, port = (
        [mark for mark in marks_of(said, promise, told_by_signs(said, known(made(promise)))) if mark.startswith(WORD)]
        for sentence, promise in (
            ("They opened the mill.", "A mill is planned."),
            ("They opened the port.", "A port is planned."),
        )
        if (said := stated(sentence))
    )
    assert mill == port
