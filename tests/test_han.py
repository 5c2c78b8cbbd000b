"""Traditional characters made Simplified."""

from hypothesis import given
from hypothesis import strategies as st

from accord.han import simplified

HAN = st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF)


def test_both_scripts_become_one():
    assert simplified("臺灣大學簽署協議") == simplified("台湾大学签署协议") == "台湾大学签署协议"


def test_other_words_stay():
    assert simplified("Lotus & Co., № 7") == "Lotus & Co., № 7"


@given(st.text(HAN | st.characters(max_codepoint=0x17F)))
def test_a_text_keeps_its_length(text):
    assert len(simplified(text)) == len(text)
