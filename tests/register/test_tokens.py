"""Search finds Chinese by two characters and by one, English by words."""

import pytest

from accord.register import search
from tests.builders import a_found
from tests.register.worlds import a_register, take_in

NEWS = [
    a_found("Wuxi and CETC signed a framework agreement on 2024-07-14. Wuxi will build a smart port.", source="en.txt"),
    a_found("南京市与中国电科在北京签署战略合作协议。", source="zh.txt", language="zh-Hans"),
    a_found("Café Müller und die Häfen", source="de.txt", language="de"),
]


@pytest.mark.parametrize(
    ("asked", "sources", "why"),
    [
        ("smart port", {"en.txt"}, "all words"),
        ("port smart", {"en.txt"}, "in any order"),
        ('"port smart"', set(), "a phrase stands as it stands"),
        ("合作", {"zh.txt"}, "two characters, the usual Chinese word"),
        ("战略合作协议", {"zh.txt"}, "a long word"),
        ("议", {"zh.txt"}, "one character, even the last of a sentence"),
        ("作战", set(), "characters that stand apart are no word"),
        ("SIGNED", {"en.txt"}, "case does not matter"),
        ("cafe", {"de.txt"}, "accents do not matter"),
        ("签署 北京", {"zh.txt"}, "two words"),
        ("***", set(), "nothing was asked"),
        ('a" OR tokens:b NEAR(', set(), "the engine's own language is not spoken here"),
    ],
)
def test_documents_are_found_by_their_words(asked: str, sources: set[str], why: str) -> None:
    with a_register() as register:
        take_in(register, NEWS)
        with register.asking() as connection:
            hits = search(connection, asked, scopes=("documents",))
        assert {hit.source for hit in hits} == sources, why


def test_a_snippet_marks_the_words_that_were_asked_for() -> None:
    with a_register() as register:
        take_in(register, NEWS)
        with register.asking() as connection:
            hit = search(connection, "战略", scopes=("documents",))[0]
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["战略"]


def test_a_fact_and_a_party_are_found_too() -> None:
    with a_register() as register:
        take_in(register, NEWS)
        with register.asking() as connection:
            assert [(h.scope, h.kind) for h in search(connection, "smart")] == [
                ("facts", "commitment"),
                ("documents", "read"),
            ]
            assert [h.title for h in search(connection, "cetc", scopes=("parties",))] == ["CETC"]
