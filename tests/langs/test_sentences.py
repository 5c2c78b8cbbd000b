"""Where sentences end, in English news and in what machines translate into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.langs import load_pack

CASES = [
    ("The two cities met. They signed.", ["The two cities met.", "They signed."], "plain"),
    ("They signed an agreement.According to it, a park opens.", ["They signed an agreement.", "According to it, a park opens."], "glued by a machine"),
    ("Mr. Berg met Dr. Ito in St. Gallen.", ["Mr. Berg met Dr. Ito in St. Gallen."], "titles"),
    ("Northwind Co. Ltd. signed.", ["Northwind Co. Ltd. signed."], "legal forms"),
    ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."], "initials of a country"),
    ("“We agree.” He left.", ["“We agree.”", "He left."], "the closing quote belongs to its sentence"),
    ("It rose 3.5 percent to $1.2 billion.", ["It rose 3.5 percent to $1.2 billion."], "decimals"),
    ("See www.Example.com for more.", ["See www.Example.com for more."], "addresses"),
    ("J. P. Hill spoke. B came.", ["J. P. Hill spoke.", "B came."], "initials of a person"),
    ("Did they sign? Yes! They did.", ["Did they sign?", "Yes!", "They did."], "other marks"),
]  # fmt: skip


@pytest.mark.parametrize(("paragraph", "expected", "why"), CASES)
def test_sentences_end_where_a_reader_ends_them(paragraph, expected, why):
    assert [paragraph[a:b] for a, b in load_pack("en").sentences(paragraph)] == expected, why


@given(st.text(alphabet="aB. ?!\"'\n1", max_size=60))
def test_sentences_cover_all_words_in_order(paragraph):
    spans = load_pack("en").sentences(paragraph)
    covered = "".join("".join(paragraph[a:b].split()) for a, b in spans)
    assert covered == "".join(paragraph.split())


def test_the_number_of_a_paragraph_is_no_sentence():
    assert load_pack("en").sentences("12. They met.") == [(0, 13)]
