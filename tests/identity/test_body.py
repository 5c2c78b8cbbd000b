"""What a body is over all its mentions: names in two languages, one kind, where it is."""

from itertools import permutations

import pytest

from accord.gazetteer import organ
from accord.identity import body
from accord.identity.tables import rows
from accord.model.body import Said
from accord.model.terms import PartyKind, members

ANY = (Said("other", None, 1),)

NAMES = [
    ("a well-known body by its own names", "cn-soe:cetc", [("CETC", 9)],
     {"en": "China Electronics Technology Group Corporation", "zh": "中国电子科技集团有限公司"}),
    ("a place by its full name", "320200", [("Wuxi Municipal Government", 2)], {"en": "Wuxi City", "zh": "无锡市"}),
    ("a country by its short one", "US", [("USA", 2)], {"en": "United States", "zh": "美国"}),
    ("the most used in each language", "", [("Lotus Group", 3), ("Lotus Holding Group", 2), ("莲花集团", 1)],
     {"en": "Lotus Group", "zh": "莲花集团"}),
    ("of two used alike the longer", "", [("Lotus", 2), ("Lotus Group", 2)], {"en": "Lotus Group", "zh": "Lotus Group"}),
    ("of two as long the first by letters", "", [("Lotus B", 2), ("Lotus A", 2)], {"en": "Lotus A", "zh": "Lotus A"}),
    ("else the other language's", "", [("莲花集团", 1)], {"en": "莲花集团", "zh": "莲花集团"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "code", "names", "shown"), NAMES, ids=[case[0] for case in NAMES])
def test_a_body_has_a_name_in_each_language(why: str, code: str, names: list, shown: dict) -> None:
    for order in permutations(names):
        assert body(code, order, ANY).names == shown, why


KINDS = [
    ("what the gazetteer knows", "cn-soe:cetc", "CETC", [("government", 9)], "enterprise"),
    ("a place is its government", "320200", "Wuxi", [("enterprise", 9)], "government"),
    ("an organ by the code of its place", "320100:party_committee", "南京市委", [("government", 9)], "party_committee"),
    ("an organ of nobody by its name", "", "市政府办公厅", [("enterprise", 2)], "government"),
    ("what bears a company's form is no authority", "", "无锡莲花科技有限公司", [("government", 3)], "enterprise"),
    ("a bank that bears a company's form is a bank", "", "莲花银行股份有限公司", [("government", 3), ("finance", 1)], "finance"),
    ("else what most say", "", "Lotus", [("university", 2), ("institute", 1)], "university"),
    ("who does not know has no vote", "", "Lotus", [("other", 5), ("institute", 1)], "institute"),
    ("of as many the first by its word", "", "Lotus", [("university", 2), ("institute", 2)], "institute"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "code", "name", "told", "kind"), KINDS, ids=[case[0] for case in KINDS])
def test_a_body_has_one_kind(why: str, code: str, name: str, told: list, kind: str) -> None:
    said = [Said(one, None, uses) for one, uses in told]
    for order in permutations(said):
        assert body(code, [(name, 1)], order).kind == kind, why


REGIONS = [
    ("a place is where it is", "320200", "Wuxi", None, ["320200", "320000", "CN"]),
    ("an organ is where its place is", "320100:party_committee", "南京市委", None, ["320100", "320000", "CN"]),
    ("the seat of a well-known body", "cn-soe:cec", "CEC", "Beijing", ["440300", "440000", "CN"]),
    ("the place in its own name", "", "Wuxi Lotus Group", None, ["320200", "320000", "CN"]),
    ("the smaller of two, one in the other", "", "江苏省无锡市滨湖区莲花公司", None, ["320211", "320200", "320000", "CN"]),
    ("also in brackets", "", "莲花（深圳）有限公司", None, ["440300", "440000", "CN"]),
    ("what the documents say", "", "Lotus Group", "Suzhou, Jiangsu", ["320500", "320000", "CN"]),
    ("what they say more closely than its name", "", "Jiangsu Lotus Group", "Wuxi City", ["320200", "320000", "CN"]),
    ("its name before what they say", "", "Jiangsu Lotus Group", "Ningbo", ["320000", "CN"]),
    ("two places apart are no seat", "", "Nanjing Shanghai Lotus Railway", None, []),
    ("a word that is no place", "", "Lotus Group", "Atlantis", []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "code", "name", "told", "codes"), REGIONS, ids=[case[0] for case in REGIONS])
def test_a_body_is_somewhere_where_anything_says_so(
    why: str, code: str, name: str, told: str | None, codes: list
) -> None:
    found = body(code, [(name, 1)], (Said("other", told, 1),))
    assert [region.code for region in found.regions] == codes, why


def test_words_for_a_place_that_is_not_known_are_kept() -> None:
    assert body("", [("Lotus", 1)], (Said("other", "Atlantis", 1),)).place == "Atlantis"


def test_a_region_is_looked_up_by_every_name() -> None:
    wuxi = body("320200", [("Wuxi", 1)], ANY).regions[0]
    assert {"320200", "Wuxi", "Wuxi City", "无锡", "无锡市"} <= set(wuxi.called)


def test_every_organ_of_the_grammar_has_a_kind() -> None:
    told = {row["sort"]: row["kind"] for row in rows("organ_kinds")}
    assert set(told.values()) <= set(members(PartyKind))
    assert {
        one.sort
        for name in ("南京市政府", "南京市委", "南京市人大", "南京市政协", "南京市总工会")
        for one in organ(name)
    } <= set(told)
