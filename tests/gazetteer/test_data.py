"""Every row of every list is well formed, says where it comes from, and belongs somewhere."""

import re
from importlib import resources
from typing import get_args

import pytest

from accord.gazetteer import entry, folded, literals, named, within
from accord.gazetteer.organs import organ, organ_rules
from accord.gazetteer.tables import COLUMNS, LISTS, entries, index, rows
from accord.model.terms import PartyKind

KINDS = {*get_args(PartyKind), "country", "place"}
LEVELS = {"country", "province", "prefecture", "county", "zone", ""}
HAN = re.compile(r"[\u3400-\u9fff]")
CODE = re.compile(
    r"\d{6}|[A-Z]{2}|[A-Z]{2}[A-Z2-9]{3}|[A-Z]{2}-[A-Z0-9]{1,3}|(?:cn-soe|cn-min|cn-party|cn-org|cn-media|co|bank|ins|fin|univ|cas|inst|zone|org):[a-z0-9-]+"
)
FILES = sorted(
    path.name for path in (resources.files("accord.gazetteer") / "data").iterdir() if path.name.endswith(".tsv")
)


@pytest.mark.parametrize("stem", LISTS)
def test_a_list_has_known_columns_and_full_rows(stem: str) -> None:
    _, table = rows(stem)
    assert set(table[0]) <= set(COLUMNS)
    assert [row["code"] for row in table if not CODE.fullmatch(row["code"])] == []
    assert [row["code"] for row in table if None in row] == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_where_it_comes_from(name: str) -> None:
    head = (resources.files("accord.gazetteer") / "data" / name).read_text("utf-8").split("\n")
    assert any("Source:" in line and len(line) > 40 for line in head if line.startswith("#"))


@pytest.mark.parametrize("name", FILES)
def test_no_row_has_more_cells_than_the_header(name: str) -> None:
    lines = (resources.files("accord.gazetteer") / "data" / name).read_text("utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert [row[0] for row in cells if len(row) > len(cells[0])] == []


def test_every_list_is_loaded_and_every_entry_is_of_a_known_kind_and_level() -> None:
    assert len(entries()) > 4_900
    assert [e.code for e in entries().values() if e.kind not in KINDS or e.level not in LEVELS] == []
    assert [e.code for e in entries().values() if not e.source.partition(":")[2].strip()] == []


def test_names_are_tidy_and_in_the_language_that_they_say() -> None:
    names = [(e.code, n) for e in entries().values() for n in e.names]
    assert [(c, n.text) for c, n in names if n.text != " ".join(n.text.split()) or not n.text] == []
    assert [(c, n.text) for c, n in names if n.language == "zh" and not HAN.search(n.text)] == []
    assert [(c, n.text) for c, n in names if n.language == "en" and HAN.search(n.text)] == []
    assert [(c, n.text) for c, n in names if n.sort == "abbreviation" and len(n.text) != 1] == []
    assert [(c, n.text) for c, n in names if "（" in n.text or "’" in n.text] == []


def test_every_entry_has_a_name_and_none_has_it_twice() -> None:
    assert [e.code for e in entries().values() if not e.names] == []
    doubled = [e.code for e in entries().values() if len({(n.text, n.language) for n in e.names}) < len(e.names)]
    assert doubled == []


def test_parents_and_regions_exist_and_nobody_is_his_own_ancestor() -> None:
    assert [e.code for e in entries().values() if e.parent and entry(e.parent) is None] == []
    assert [e.code for e in entries().values() if e.region and entry(e.region) is None] == []
    for one in entries().values():
        seen, at = set(), one
        while at.parent:
            assert at.code not in seen, one.code
            seen.add(at.code)
            at = entries()[at.parent]


def test_every_division_lies_in_china_and_counts_are_those_of_the_standard() -> None:
    divisions = [e for e in entries().values() if re.fullmatch(r"\d{6}", e.code)]
    assert all(within(e.code, "CN") for e in divisions)
    by_level = {level: sum(e.level == level for e in divisions) for level in ("province", "prefecture", "county")}
    assert by_level["province"] == 34
    assert 332 <= by_level["prefecture"] <= 340
    assert 2_800 <= by_level["county"] <= 2_900


@pytest.mark.parametrize("kept", ["central_enterprises", "ministries", "finance", "universities", "academies"])
def test_no_two_rivals_share_a_full_or_short_name(kept: str) -> None:
    ours = {row["code"] for row in rows(kept)[1]}
    shared = {
        key: set(known.codes) & ours
        for key, known in index().items()
        if len(set(known.codes) & ours) > 1 and not _abbreviates(key)
    }
    assert shared == {}


def _abbreviates(key: str) -> bool:
    """Whether a name is an acronym or of two or three characters: several may go by it, and all are given."""
    return len(key) <= 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中国电科", "中国电子"),
        ("CETC", "CEC"),
        ("China Electronics Technology Group Corporation", "China Electronics Corporation"),
        ("中国船舶集团", "中船重工"),
        ("CSSC", "CSIC"),
        ("航天科技集团", "航天科工集团"),
        ("中国中铁", "中国铁建"),
        ("China Railway Group", "China Railway Construction"),
        ("中国中铁", "中国铁路"),
        ("中国石油", "中国石化"),
        ("中国能建", "中国电建"),
        ("国家电网", "南方电网"),
        ("兵器工业集团", "兵器装备集团"),
        ("中国移动", "中国电信"),
        ("中国华电", "中国华能"),
        ("国药集团", "国药控股"),
        ("中国建筑", "中国建材"),
        ("南京大学", "南京师范大学"),
        ("华东理工大学", "华南理工大学"),
        ("China University of Mining and Technology", "China University of Mining and Technology, Beijing"),
        ("阿里巴巴", "阿里云"),
        ("中电海康", "中国电科"),
        ("沃尔沃集团", "沃尔沃汽车"),
        ("中国银行", "中国人民银行"),
    ],
)
def test_rivals_stay_apart(one: str, other: str) -> None:
    left, right = {e.code for e in named(one)}, {e.code for e in named(other)}
    assert left
    assert right
    assert not left & right


def test_plain_words_are_names_of_the_lists() -> None:
    names = {(n.text, n.language) for e in entries().values() for n in e.names}
    table = rows("plain_words")[1]
    assert [row for row in table if (row["word"], row["language"]) not in names] == []
    assert len({(row["word"], row["language"]) for row in table}) == len(table)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_looked_for_in_text_has_two_characters_and_known_codes(language: str) -> None:
    found = literals(language)
    assert len(found) > 5_000
    assert len({text for text, _ in found}) == len(found)
    assert [text for text, codes in found if len(text) < 2 or not codes or any(entry(c) is None for c in codes)] == []


def test_former_codes_lead_to_places_of_today() -> None:
    assert [row for row in rows("former_codes")[1] if row["successor"] not in entries()] == []


@pytest.mark.parametrize("rule", organ_rules(), ids=lambda r: r.id)
def test_an_organ_rule_fires_and_is_silent_as_it_says(rule) -> None:
    assert rule.fires
    assert [name for name in rule.fires if not any(o.sort == rule.sort for o in organ(name))] == []
    assert [name for name in rule.silent if any(o.sort == rule.sort for o in organ(name))] == []


def test_rules_of_organs_have_ids_of_their_own() -> None:
    ids = [rule.id for rule in organ_rules()]
    assert len(set(ids)) == len(ids)


def test_departments_are_named_once() -> None:
    names = [folded(n) for row in rows("departments")[1] for c in ("zh", "en") for n in row[c].split("|") if n]
    assert sorted(n for n in set(names) if names.count(n) > 1) == []
