import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.model import text_id
from accord.sources import normalise
from accord.sources.normalise import one_line

CASES = [
    ("a\r\nb\rc\u2028d", "a\nb\nc\nd", "line ends are one character"),
    ("a\u00a0b\u3000c\u2009d\te", "a b c d e", "spaces are plain"),
    ("Wu\u00adxi\u200b Gan\ufeffzhou\u2060", "Wuxi Ganzhou", "invisible characters are dropped"),
    ("e\u0301", "é", "NFC"),
    ("“Wuxi”’s – port…", "“Wuxi”’s – port…", "quotes and dashes stay as written"),
    ("Ｗｕｘｉ，２０２３", "Ｗｕｘｉ，２０２３", "full width stays: NFC, not NFKC"),
    ("\n\n  a  \n\n\n\n\n b\n\n", "a\n\n\nb", "at most two blank lines, no space at either end of a line"),
    ("a\x00\x03\x1bb", "ab", "control characters are dropped"),
    ("a\ue000b", "a\ufffdb", "private use is marked as lost: marks of covered sentences are written in it"),
    ("a\ud800b", "ab", "a lone surrogate can not be written down"),
    ("x" + "\u0301" * 99, "x" + "\u0301" * 30, "a heap of marks is cut"),
]


@pytest.mark.parametrize(("text", "plain", "why"), CASES)
def test_words_have_one_form(text, plain, why):
    assert normalise(text) == plain, why


strange = st.text(
    st.sampled_from(" \n\t\r\u00a0\u200b\u0301\u0327\u0f73\u2028\ufeff\ud800\ue000éa中\u1100\u1161\u11a8"), max_size=200
)


@given(st.one_of(strange, st.text()))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert text_id(once)  # it can be written down


@given(st.text())
def test_one_line_is_one_line(text):
    assert "\n" not in one_line(text)
    assert one_line(one_line(text)) == one_line(text)
