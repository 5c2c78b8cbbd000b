"""Meetings, visits, conferences: who met whom; what only sounds like meeting."""

import pytest

from accord.langs import load_pack
from accord.model import Text, text_id
from accord.reading import read
from accord.reading.meetings import find_meetings
from accord.reading.posts.posts import find_posts
from tests.reading.builders import a_scene
from tests.reading.cases import cases

CASES = [
    ("Eva Berg, mayor of Lund City, met with Jan Holm, chairman of Harbour Shipping Co., Ltd., to discuss cooperation.", "meeting", ["Lund City", "Harbour Shipping Co., Ltd."], "persons come for their bodies"),
    ("Norway and Sweden held a meeting with Finland on rail cooperation.", "meeting", ["Norway", "Sweden", "Finland"], "held a meeting with"),
    ("Talks between Norway and Sweden on a joint railway began on Monday.", "meeting", ["Norway", "Sweden"], "talks between"),
    ("A delegation of Lund City paid a three-day visit to Umea City to deepen cooperation.", "visit", ["Lund City", "Umea City"], "paid a visit"),
    ("Xuan District, Ning District and Gao District jointly held a forum on cooperation.", "conference", ["Xuan District", "Ning District", "Gao District"], "held a forum"),
    ("Soviet Foreign Minister Igor Petrov held talks with Indonesian Foreign Minister Budi Santoso on trade.", "meeting", ["Soviet", "Indonesian"], "ministers come for their countries"),
]  # fmt: skip

BESIDE_AN_AGREEMENT = [
    ("Norway and Iraq signed a trade agreement during a two-day visit to Baghdad by Norwegian Foreign Minister Knut Frydenlund.", "visit", "during a visit"),
    ("Norway and Laos signed a trade accord at the end of a three-day visit by Prime Minister Kaysone Phomvihane.", "visit", "at the end of a visit"),
    ("Egypt and Sudan signed a trade agreement following a meeting of their joint commission in Khartoum.", "meeting", "their joint commission"),
    ("Egypt and Sudan signed a trade agreement after two days of talks in Khartoum.", "meeting", "after talks"),
    ("The agreement between Iran and Pakistan was signed today after the 12th session of the Iran-Pakistan Joint Economic Commission.", "meeting", "a commission named after both"),
]  # fmt: skip

MISSES = [
    ("Harbour Shipping Co., Ltd. met the needs of Lund City with new cooperation.", "met a need"),
    ("Eva Berg met her husband in Oslo.", "a private matter"),
    ("Lund City held a vote on its budget.", "no second party"),
    ("Visitors to Lund City like the port.", "visitors"),
    ("If Norway met Sweden, the talks could end well.", "only if"),
]


def meetings(words):
    facts = read(Text(text_id(words), words, "en", "1"), published="2021-07-05", pack=load_pack("en"))
    names = {party.id: party.names for party in facts.parties}
    return [(m.kind, [names[p] for p in m.parties]) for m in facts.meetings]


@pytest.mark.parametrize(("words", "kind", "expected", "why"), CASES, ids=[case[-1] for case in CASES])
def test_a_meeting_has_its_kind_and_those_who_met(words, kind, expected, why):
    found = meetings(words)
    assert [row[0] for row in found] == [kind], found
    assert all(any(name in names for names in found[0][1]) for name in expected), found


@pytest.mark.parametrize(("words", "kind", "why"), BESIDE_AN_AGREEMENT, ids=[case[-1] for case in BESIDE_AN_AGREEMENT])
def test_those_of_the_agreement_met_where_a_clause_tells_of_a_meeting(words, kind, why):
    found = meetings(words)
    assert [(row[0], len(row[1])) for row in found] == [(kind, 2)], why


@pytest.mark.parametrize(("words", "why"), MISSES, ids=[case[-1] for case in MISSES])
def test_what_only_sounds_like_a_meeting_is_none(words, why):
    assert meetings(words) == [], why


@pytest.mark.parametrize("case", cases("meetings.toml"))
def test_who_met_is_read_from_both_sides_of_the_words(case):
    scene = a_scene(case["text"])
    names = {party.id: party.name for party in scene.cast.parties}
    found = [[m.kind, *sorted(names[p] for p in m.parties)] for m in find_meetings(scene, find_posts(scene))]
    assert found == [[kind, *sorted(parties)] for kind, *parties in case["right"]]
