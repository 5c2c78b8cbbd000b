"""Anchors find their words again."""

from hypothesis import given
from hypothesis import strategies as st

from accord.model import anchor, locate

WORDS = st.text(alphabet="ab .签约", min_size=1, max_size=40)


@given(WORDS, st.data())
def test_in_an_unchanged_text_an_anchor_finds_its_own_words(content: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    found = locate(anchor("t", content, (start, end), kind="post"), content)
    assert found is not None
    assert content[slice(*found)] == content[start:end]


def test_of_repeated_words_those_with_the_same_surroundings_are_meant() -> None:
    content = "Wuxi signed on Monday. Ningbo signed on Tuesday."
    place = anchor("t", content, (30, 36), kind="agreement")
    assert locate(place, "An added line. " + content) == (45, 51)


def test_words_that_are_gone_are_nowhere() -> None:
    assert locate(anchor("t", "They signed.", (5, 11), kind="agreement"), "They met.") is None
