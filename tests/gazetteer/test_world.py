"""Cities and divisions of the world: one code in both languages, its own organs, and no other body with its name."""

import re

import pytest

from accord.gazetteer import entry, literals, named, organ, places, spoken_for, within
from accord.gazetteer.points import points
from accord.gazetteer.tables import entries, rows

WORLD = [row["code"] for row in rows("world_places")[1]]
DIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


def test_every_place_lies_in_its_country_and_none_in_china() -> None:
    assert [code for code in WORLD if not within(code, code[:2])] == []
    assert [code for code in WORLD if within(code, "CN")] == []
    assert [code for code in WORLD if entries()[code].region != code] == []


def test_what_stands_right_below_a_country_as_a_division_bears_a_code_of_divisions() -> None:
    provinces = [entries()[code] for code in WORLD if entries()[code].level == "province"]
    assert [one.code for one in provinces if not DIVISION.fullmatch(one.code)] == []
    assert {entries()[code].level for code in WORLD} == {"province", "prefecture"}


def test_every_place_has_a_name_in_both_languages() -> None:
    assert [c for c in WORLD if {n.language for n in entries()[c].names} != {"zh", "en"}] == []


def test_every_place_but_a_few_has_a_point_on_the_globe_and_no_point_is_without_a_place() -> None:
    assert len([code for code in WORLD if code not in points()]) <= 3
    assert [code for code in points() if entry(code) is None] == []
    assert [code for code, (lon, lat) in points().items() if not (-180 <= lon <= 180 and -60 <= lat <= 75)] == []


@pytest.mark.parametrize("country", ["US", "JP", "KR", "DE", "RU", "IN", "VN", "KZ", "BR", "AU", "ZA", "EG"])
def test_a_country_of_much_news_has_divisions_and_cities(country: str) -> None:
    assert sum(code[:2] == country for code in WORLD) >= 5


def test_every_country_that_is_a_state_of_many_people_has_its_capital() -> None:
    capitals = ["Paris", "Hanoi", "Nairobi", "Brasília", "Ottawa", "Canberra", "Bishkek", "Vientiane", "Bratislava"]
    assert [name for name in capitals if len(named(name)) != 1] == []


def test_a_government_sits_in_a_place_of_the_list_and_is_spoken_of_by_its_name() -> None:
    capitals = [row["code"] for row in rows("capitals")[1]]
    assert [code for code in capitals if code not in WORLD] == []
    assert {spoken_for(code) for code in capitals} == {code[:2] for code in capitals}
    assert [code for code in ("NLRTM", "320100", "110000", "US", "co:byd") if spoken_for(code) != code] == []


ONE = [
    ("鹿特丹", "Rotterdam", "NLRTM"),
    ("金边", "Phnom Penh", "KH-12"),
    ("古吉拉特邦", "Gujarat", "IN-GJ"),
    ("列日", "Liège", "BELGG"),
    ("槟城", "Penang", "MY-07"),
    ("圣彼得堡", "St. Petersburg", "RU-SPE"),
    ("彼得堡", "Saint Petersburg", "RU-SPE"),
    ("基辅", "Kiev", "UA-30"),
    ("基辅市", "Kyiv", "UA-30"),
    ("海参崴", "Vladivostok", "RUVVO"),
    ("纽约", "New York", "USNYC"),
    ("纽约州", "State of New York", "US-NY"),
    ("大阪", "Osaka", "JPOSA"),
    ("大阪府", "Osaka Prefecture", "JP-27"),
    ("圣保罗", "Sao Paulo", "BRSAO"),
    ("尼斯市", "City of Nice", "FRNCE"),
    ("丽水", "Lishui", None),
]


@pytest.mark.parametrize(("zh", "en", "code"), ONE, ids=[row[0] for row in ONE])
def test_a_place_is_one_in_both_languages(zh: str, en: str, code: str | None) -> None:
    found = [{one.code for one in named(name)} for name in (zh, en)]
    if code is None:
        assert not (found[0] | found[1]) & set(WORLD), "the city in Zhejiang, not the one in Korea"
    else:
        assert found == [{code}, {code}]


@pytest.mark.parametrize(
    "word",
    [
        *(
            "Nice",
            "nice",
            "Split",
            "Male",
            "male",
            "Van",
            "Cork",
            "Phoenix",
            "Darwin",
            "Georgia's",
            "Mobile",
            "Reading",
        ),
        *(
            "Cambridge",
            "Oxford",
            "Victoria",
            "尼斯",
            "剑桥",
            "波特兰",
            "三重",
            "大分",
            "香农",
            "罗勇",
            "德州",
            "广宁",
            "亚丁",
        ),
    ],
)
def test_a_name_that_means_something_else_needs_a_word_beside_it(word: str) -> None:
    assert not {one.code for one in named(word)} & set(WORLD)


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("许多哈萨克斯坦企业", "多哈"),
        ("抵达卡塔尔", "达卡"),
        ("冬季达沃斯", "达沃"),
        ("一系列日本企业", "列日"),
        ("承德班列", "德班"),
        ("创新山东", "新山"),
        ("国际消费城市", "费城"),
        ("黄河内蒙古段", "河内"),
        ("汉堡王", "汉堡"),
        ("如若开展", "若开"),
    ],
)
def test_a_name_across_the_border_of_two_words_is_not_looked_for_in_text(words: str, hidden: str) -> None:
    assert hidden in words
    assert hidden not in dict(literals("zh"))


ORGANS = [
    ("Rotterdam City Council", "NLRTM"),
    ("Municipality of Rotterdam", "NLRTM"),
    ("City of Rotterdam", "NLRTM"),
    ("鹿特丹市政府", "NLRTM"),
    ("鹿特丹市议会", "NLRTM"),
    ("金边市政府", "KH-12"),
    ("金边市政厅", "KH-12"),
    ("Phnom Penh municipal government", "KH-12"),
    ("Government of Gujarat", "IN-GJ"),
    ("Gujarat State Government", "IN-GJ"),
    ("State Government of Gujarat", "IN-GJ"),
    ("Government of the State of Gujarat", "IN-GJ"),
    ("古吉拉特邦政府", "IN-GJ"),
    ("加利福尼亚州政府", "US-CA"),
    ("滨海边疆区政府", "RU-PRI"),
    ("Government of Primorsky Krai", "RU-PRI"),
    ("Irkutsk Region Government", "RU-IRK"),
    ("Hiroshima Prefectural Government", "JP-34"),
    ("广岛县政府", "JP-34"),
    ("Hiroshima City", "JPHIJ"),
    ("Seoul Metropolitan Government", "KR-11"),
    ("Government of Leeds", "GB-LDS"),
    ("Leeds, England", "GB-LDS"),
    ("State of Selangor", "MY-10"),
]


@pytest.mark.parametrize(("name", "code"), ORGANS, ids=[row[0] for row in ORGANS])
def test_the_government_of_a_place_abroad_is_its_party(name: str, code: str) -> None:
    assert {(one.sort, one.place.code, one.department) for one in organ(name) if one.place} == {
        ("government", code, None)
    }


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Port of Rotterdam Authority",
            "Port of Rotterdam",
            "University of Leeds",
            "Manchester United",
            "曼彻斯特联队",
        ),
        *(
            "Bank of Baroda",
            "New York University",
            "Council of Europe",
            "State Council",
            "波士顿科学",
            "鹿特丹港务局公司",
        ),
    ],
)
def test_another_body_with_a_place_in_its_name_is_no_organ_of_it(name: str) -> None:
    assert [one for one in organ(name) if one.place and one.place.code in WORLD] == []
    assert [one for one in places(name) if one.code in WORLD] == []
