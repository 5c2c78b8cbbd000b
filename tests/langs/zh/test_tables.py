"""What Chinese pages say of days, amounts and who is who: a row a sentence."""

import doctest

import pytest

from accord.langs import load_pack
from accord.langs.zh import aliases, names, text
from accord.langs.zh.grammar import scene_of
from accord.langs.zh.likeness import firms, places
from accord.langs.zh.page import dates, edges, heads, plain, seats
from tests.tables import cases


def scene(text, published=None):
    return scene_of(text, published, load_pack("zh"))


@pytest.mark.parametrize("row", cases("langs/zh/tables/dates"))
def test_days_are_seen_from_the_day_of_publication(row):
    seen = scene(row["sentence"], row["published"] or None)
    told = {row["sentence"][slice(*seen.plain.span(d.start, d.end))]: d.date for d in seen.dates}
    assert told.get(row["words"]) == (row["date"] or None), told


@pytest.mark.parametrize("row", cases("langs/zh/tables/money"))
def test_amounts_are_whole_units_of_a_currency(row):
    found = [(m.money.value, m.money.currency) for m in scene(row["sentence"]).money]
    assert found == ([(row["value"], row["currency"])] if row["value"] else [])


@pytest.mark.parametrize("row", cases("langs/zh/tables/names"))
def test_names_are_one_party_only_for_a_reason(row):
    parties = scene(row["text"].replace("\\n", "\n"), "2024-07-15").cast.parties
    if row["one"]:
        wanted = set(row["one"].split("="))
        assert any(wanted <= set(p.names) for p in parties), [p.names for p in parties]
    if row["apart"]:
        one, other = row["apart"].split("|")
        assert any(one in p.names for p in parties), [p.names for p in parties]
        assert any(other in p.names for p in parties), [p.names for p in parties]
        assert not any({one, other} <= set(p.names) for p in parties), [p.names for p in parties]


@pytest.mark.parametrize("row", cases("langs/zh/tables/nobodies"))
def test_common_nouns_and_cut_names_are_no_parties(row):
    names = {name for party in scene(row["text"], "2024-07-15").cast.parties for name in party.names}
    assert row["nobody"] in row["text"]
    assert row["nobody"] not in names, row["why"]


@pytest.mark.parametrize("word", ["南京市", "与", "（宿迁）", "新加坡贸易与", "甲集团有限公司、", "来青"])
def test_a_page_of_one_word_again_and_again_is_read(word):
    assert scene((word * 5_000)[:5_000]).text


def test_the_examples_in_the_docstrings_hold():
    for module in (aliases, dates, edges, firms, heads, names, places, plain, seats, text):
        assert doctest.testmod(module).failed == 0, module.__name__
