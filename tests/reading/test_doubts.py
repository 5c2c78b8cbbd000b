"""Which names of an agreement's parties are doubted."""

import pytest

from accord.langs import load_pack
from accord.model import Text, text_id
from accord.reading import read

DOUBTED = [
    (
        "Wuxi and China Electronics Technology Group signed a strategic cooperation agreement. Wuxi attaches great "
        "importance to cooperation with China Electric Power. The two sides will build a base.",
        ["China Electric Power"],
        "a name that stands once and only resembles the party's",
    ),
    (
        "Nanjing Municipal People's Government and Northwind Electronics Group signed a cooperation agreement. Nanjing "
        "will support Northwind's institutes in Ningbo.",
        ["Ningbo"],
        "a town that looks like the partner town",
    ),
    (
        "Nanjing Municipal People's Government and Northwind Electronics Group signed a cooperation agreement in "
        "Ningbo. Ningbo will be glad.",
        [],
        "a town that plays",
    ),
    (
        "The National Rail Agency (NRA) and Umea City signed a cooperation agreement. NRA will build a bridge.",
        [],
        "letters that the text announces",
    ),
]


@pytest.mark.parametrize(("words", "expected", "why"), DOUBTED, ids=[case[-1] for case in DOUBTED])
def test_a_name_that_the_rest_contradicts_is_doubted(words, expected, why):
    facts = read(Text(text_id(words), words, "en", "1"), published=None, pack=load_pack("en"))
    assert facts.agreements
    doubted = [words[d.start : d.end] for a in facts.agreements for d in a.doubts if d.field == "parties"]
    assert doubted == expected
