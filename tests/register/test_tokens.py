"""Search finds Chinese by two characters and by one, English by words, names also by how they sound."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord import identity
from accord.bootstrap import PackReader, the_identity
from accord.flows import withdraw
from accord.model.document import Found
from accord.register import Register, search
from accord.register.tables.tokens import name_query, name_tokens
from tests.builders import a_found
from tests.register.worlds import DRAWN, a_register, by, documents, rebuilt, take_in

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


NAMES = [
    a_found("南京市与中国电科签署战略合作协议。", source="zh.txt", language="zh-Hans"),
    a_found("吕梁市市长曾文明与重庆市市长签署战略合作协议。", source="lv.txt", language="zh-Hans"),
]


@pytest.mark.parametrize(
    ("asked", "found", "why"),
    [
        ("zhongguodianke", True, "as it sounds, in one word"),
        ("zhongguo dianke", True, "in several"),
        ("zhongguodi", True, "begun"),
        ("dianke", True, "from the middle on"),
        ("zgdk", True, "the first letters"),
        ("ZGDK", True, "in capitals"),
        ("guodi", True, "from a syllable on"),
        ("onggu", False, "not from within a syllable"),
        ("z", False, "one letter alone begins nothing"),
        ("中国 dianke", True, "signs and sounds together"),
    ],
)
def test_a_chinese_name_is_found_by_how_it_sounds(asked: str, found: bool, why: str) -> None:
    assert _matches("中国电科", asked) == found, why


@pytest.mark.parametrize("asked", ["lüliang", "lvliang", "luliang", "lyuliang", "Lüliang"])
def test_umlauts_are_typed_as_people_type_them(asked: str) -> None:
    assert _matches("吕梁市", asked)


@pytest.mark.parametrize(("name", "asked"), [("曾文明", "zengwen"), ("单霁翔", "shanjixiang"), ("欧阳锋", "oyf")])
def test_surnames_are_read_as_surnames(name: str, asked: str) -> None:
    assert _matches(name, asked, identity.sounds(name))


@pytest.mark.parametrize(("name", "asked"), [("Nanjing Municipal Government", "nanj"), ("Xi'an High-tech Zone", "xi'an"),
                                             ("Chen Min'er", "min'er")])  # fmt: skip
def test_a_latin_name_is_found_by_the_beginnings_of_its_words(name: str, asked: str) -> None:
    assert _matches(name, asked, identity.sounds(name) if name.startswith("Chen") else None)


def _matches(name: str, asked: str, read: tuple[str, ...] | None = None) -> bool:
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("CREATE VIRTUAL TABLE f USING fts5(tokens, tokenize='unicode61 remove_diacritics 2')")
        base.execute("INSERT INTO f VALUES (?)", [" ".join(name_tokens(name, read))])
        return base.execute("SELECT COUNT(*) FROM f WHERE tokens MATCH ?", [name_query(asked)]).fetchone()[0] == 1


def test_search_finds_parties_and_persons_by_pinyin() -> None:
    with a_register() as register:
        take_in(register, NAMES, reader=PackReader(), identity=the_identity())
        with register.asking() as connection:
            for asked, title in (("zgdk", "中国电科"), ("nanjingshi", "南京市"), ("chongq", "重庆市")):
                assert title in {hit.title for hit in search(connection, asked, scopes=("parties",))}
            persons = {hit.title for hit in search(connection, "zengwen", scopes=("persons",))}
        assert persons == {"曾文明"}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.data())
def test_names_are_indexed_as_the_register_holds_them_whatever_is_withdrawn(
    found: list[Found], data: st.DataObject
) -> None:
    with a_register() as register:
        take_in(register, found, identity=DRAWN, batch=2)
        assert _indexed(register) == _held(register)
        with register.asking() as connection:
            texts = connection.execute(
                "SELECT id FROM unit WHERE text IS NOT NULL AND state = 'read' ORDER BY id"
            ).scalars()
        for text in data.draw(st.lists(st.sampled_from(texts), unique=True)) if texts else ():
            withdraw(by(register, identity=DRAWN), text)
        assert _indexed(register) == _held(register)
        rebuilt(register, DRAWN)
        assert _indexed(register) == _held(register)


def _indexed(register: Register) -> set[tuple[str, int]]:
    with register.asking() as connection:
        return {
            (name, row)
            for name in ("name_fts", "person_fts")
            for row in connection.execute(f"SELECT rowid FROM {name}").scalars()
        }


def _held(register: Register) -> set[tuple[str, int]]:
    with register.asking() as connection:
        names = (
            connection.execute("SELECT row FROM form_name").scalars()
            + connection.execute("SELECT -row FROM entity").scalars()
        )
        persons = connection.execute("SELECT row FROM person").scalars()
    return {("name_fts", row) for row in names} | {("person_fts", row) for row in persons}
