"""A name known once is found wherever it stands again, as whole words, with whatever spaces between them."""

import pytest

from accord.langs import load_pack
from accord.reading.page.layout import lay_out
from accord.reading.page.names import find_names

FIRST = "Northwind Electronics Group signed a contract with the University of Bergen. "
AGAIN = [
    ("Later northwind electronics group left.", [], "small letters are another word"),
    ("Later Northwind  Electronics\tGroup left.", ["Northwind  Electronics\tGroup"], "any spaces"),
    ("Later NorthwindElectronicsGroup left.", [], "no spaces"),
    ("\n\nNORTHWIND ELECTRONICS GROUP LEAVES\n", ["NORTHWIND ELECTRONICS GROUP"], "a heading in capitals"),
    ("The University of Bergenheim left.", [], "a longer word"),
    ("The University of Bergen-Nord left.", [], "a word with a hyphen"),
]


@pytest.mark.parametrize(("words", "expected", "why"), AGAIN)
def test_a_name_known_once_is_found_again(words, expected, why):
    content = FIRST + words
    known = {"Northwind Electronics Group", "University of Bergen"}
    found = [n.text for n in find_names(lay_out(content, load_pack("en")), load_pack("en")) if n.start >= len(FIRST)]
    same = [text for text in found if " ".join(text.split()).casefold() in {name.casefold() for name in known}]
    assert same == expected, why
