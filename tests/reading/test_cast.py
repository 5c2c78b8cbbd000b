"""Which names are one party, and which are not."""

import pytest

from accord.langs import load_pack
from accord.model import Text, text_id
from accord.reading import read
from accord.reading.cast.cast import gather
from accord.reading.page.layout import lay_out
from accord.reading.page.names import find_names

ONE = [
    ("The National Rail Agency (NRA) spoke. NRA will build.", "National Rail Agency", "NRA", "initials in brackets"),
    ("The National Rail Agency spoke. The NRA will build.", "National Rail Agency", "NRA", "initials elsewhere"),
    ("Wuhan Municipal People's Government signed. Wuhan will build.", "Wuhan Municipal People's Government", "Wuhan", "a government and its place"),
    ("The Ethiopian government signed. Ethiopia will pay.", "Ethiopian government", "Ethiopia", "an adjective and its country"),
    ("The Government of Ghana signed. Ghana will pay.", "Government of Ghana", "Ghana", "government of"),
    ("Norway's Ministry of Rail signed. The Ministry of Rail will pay.", "Norway's Ministry of Rail", "Ministry of Rail", "the country left out"),
    ("Harbour Shipping Co., Ltd. signed. Harbour Shipping will build.", "Harbour Shipping Co., Ltd.", "Harbour Shipping", "the legal form left out"),
    ("China Ex-Im Bank signed. China's Exim Bank will lend.", "China Ex-Im Bank", "China's Exim Bank", "spelling"),
    ("Commonwealth Bank signed with CommBank's founder. CommBank will lend.", "Commonwealth Bank", "CommBank", "fronts of words"),
    ("Jiangnan University of Science and Technology signed. JNUST will teach.", "Jiangnan University of Science and Technology", "JNUST", "syllables"),
    ("China Northern Metals Trading Corporation signed. CNC will build.", "China Northern Metals Trading Corporation", "CNC", "letters left out by a machine"),
    ("Northern Steel Group (hereinafter referred to as “Nordstal”) signed. Nordstal will build.", "Northern Steel Group", "Nordstal", "announced"),
    ("BALTIC INSTITUTE OF RAIL RESEARCH SIGNS\n\nThe Baltic Institute of Rail Research signed.", "Baltic Institute of Rail Research", "BALTIC INSTITUTE OF RAIL RESEARCH", "capitals"),
    ("The city of Lund signed with Oslo. In Lund it rained.", "city of Lund", "Lund", "city of"),
    ("The Visual, Audio and Film Artists Association (VAFAA) signed.", "Visual, Audio and Film Artists Association", "VAFAA", "commas within a name"),
]  # fmt: skip

TWO = [
    ("Northern Steel Group and Northern Steel Institute signed.", "Northern Steel Group", "Northern Steel Institute", "coordinated names are two"),
    ("China Electronics Corporation (CEC) met China Electronics Technology Group Corporation (CETC).", "CEC", "CETC", "two groups with near letters"),
    ("The Northwind Party Committee met. Northwind Corp. paid.", "Northwind Party Committee", "Northwind Corp.", "a party committee is apart"),
    ("The Commercial Bank of Norway met the Bank of Norway.", "Commercial Bank of Norway", "Bank of Norway", "a bank within a bank's name"),
    ("Lund University Hospital spoke. Lund University paid.", "Lund University Hospital", "Lund University", "a part is not the whole"),
    ("Xuan District and Ning District signed.", "Xuan District", "Ning District", "two districts"),
]  # fmt: skip


def cast_of(words):
    pack = load_pack("en")
    page = lay_out(words, pack)
    return gather(page, find_names(page, pack), pack)


def party_of(cast, name):
    return next((party.id for party in cast.parties if name in party.names), None)


@pytest.mark.parametrize(("words", "long", "short", "why"), ONE, ids=[case[-1] for case in ONE])
def test_two_names_of_one_body_are_one_party(words, long, short, why):
    cast = cast_of(words)
    assert party_of(cast, long) is not None, cast.parties
    assert party_of(cast, long) == party_of(cast, short), cast.parties


@pytest.mark.parametrize(("words", "one", "other", "why"), TWO, ids=[case[-1] for case in TWO])
def test_two_bodies_are_never_merged(words, one, other, why):
    cast = cast_of(words)
    assert party_of(cast, one) is not None, cast.parties
    assert party_of(cast, one) != party_of(cast, other), cast.parties


KINDS = [
    ("The Bank of the North signed with Lund University.", {"Bank of the North": "finance", "Lund University": "university"}),
    ("The Ministry of Rail met Harbour Shipping Co., Ltd.", {"Ministry of Rail": "government", "Harbour Shipping Co., Ltd.": "enterprise"}),
    ("The CPC Lund Municipal Committee met the Rail Association.", {"CPC Lund Municipal Committee": "party_committee", "Rail Association": "association"}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), KINDS)
def test_a_name_tells_what_kind_of_body_it_is(words, expected):
    cast = cast_of(words)
    assert {name: party.kind for party in cast.parties for name in party.names if name in expected} == expected


WHOM = [
    ("Lund City and Umea City signed a cooperation agreement. The two sides will build a bridge.", "The two sides", ["Lund City", "Umea City"]),
    ("Xuan District, Ning District and Gao District jointly held an event. The three districts will build roads.", "The three districts", ["Xuan District", "Ning District", "Gao District"]),
    ("Northern University signed a contract with Harbour Shipping Co., Ltd. on Monday. The company will pay.", "The company", ["Harbour Shipping Co., Ltd."]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "description", "expected"), WHOM)
def test_a_description_means_those_that_the_text_named(words, description, expected):
    from accord.reading import scene_of

    scene = scene_of(Text(text_id(words), words, "en", "1"), published=None, pack=load_pack("en"))
    names = {party.id: party.name for party in scene.cast.parties}
    met = [s for s in scene.cast.standings if words[s.start : s.end] == description]
    assert [names[p] for s in met for p in s.parties] == expected


def test_every_name_and_mention_stands_in_the_text():
    words = " ".join(case[0] for case in ONE)
    facts = read(Text(text_id(words), words, "en", "1"), published=None, pack=load_pack("en"))
    assert facts.parties
    assert all(name in words for party in facts.parties for name in party.names)
    assert all(words[a:b].strip() for party in facts.parties for a, b in party.mentions)
