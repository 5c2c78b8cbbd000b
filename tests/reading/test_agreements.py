"""Who agreed what with whom, when: one news sentence a case, in our own words."""

import pytest

from accord.langs import load_pack
from accord.model import Text, text_id
from accord.reading import read

# Each row: words, published, kind, status, date, place, parties, why
CASES = [
    ("On July 3, Lund City and Umea City signed a strategic cooperation agreement in Oslo.", "2021-07-05",
     [("strategic_cooperation", "signed", "2021-07-03", "Oslo", ["Lund City", "Umea City"])], "two cities, a day, a place"),
    ("The Export-Import Bank of China and the Government of Ghana signed a $30 million concessional loan agreement in October 2006.", None,
     [("contract", "signed", "2006-10", None, ["Export-Import Bank of China", "Government of Ghana"])], "a loan is a contract"),
    ("On December 5, 2011, the Chinese Government and the Government of Malawi signed an Agreement on Economic and Technical Cooperation.", None,
     [("cooperation", "signed", "2011-12-05", None, ["Chinese Government", "Government of Malawi"])], "an agreement on cooperation"),
    ("Canada and Sweden have signed a memorandum of understanding on forestry research.", None,
     [("memorandum", "signed", None, None, ["Canada", "Sweden"])], "countries as governments"),
    ("Harbour Shipping Inc said it signed a letter of intent with Baltic Lines AB to build two ferries.", "1987-03-28",
     [("intent", "signed", None, None, ["Harbour Shipping Inc", "Baltic Lines AB"])], "'said it signed'"),
    ("The Ministry of Transport of Norway will sign a memorandum of understanding with the Finnish Rail Agency next month.", "2022-05-02",
     [("memorandum", "planned", "2022-06", None, ["Ministry of Transport of Norway", "Finnish Rail Agency"])], "a plan"),
    ("A framework agreement on port services was signed between the Port Authority of Turku and Harbour Shipping Inc on 4 May 2020.", None,
     [("framework", "signed", "2020-05-04", None, ["Port Authority of Turku", "Harbour Shipping Inc"])], "passive, between"),
    ("Northern Steel Corp. agreed to sell its rail unit to Baltic Lines AB for $20 million.", None,
     [("contract", "signed", None, None, ["Northern Steel Corp.", "Baltic Lines AB"])], "a sale"),
    ("Northern University today announced a partnership with Harbour Software Ltd. to train engineers.", "2023-02-01",
     [("other", "signed", "2023-02-01", None, ["Northern University", "Harbour Software Ltd."])], "no document named"),
    ("The National Rail Agency (NRA) and the Institute of Track Research (ITR) signed a three-year cooperation agreement yesterday.", "2023-02-01",
     [("cooperation", "signed", "2023-01-31", None, ["National Rail Agency", "Institute of Track Research"])], "initials in brackets; yesterday"),
    ("Harbour Shipping Inc won a $12 million contract from the Port Authority of Turku.", None,
     [("contract", "signed", None, None, ["Harbour Shipping Inc", "Port Authority of Turku"])], "won from"),
    ("Kenya's Ministry of Energy and China's Northern Grid Company inked a power purchase agreement in Nairobi on Friday.", "2024-06-10",
     [("contract", "signed", "2024-06-07", "Nairobi", ["Kenya's Ministry of Energy", "Northern Grid Company"])], "owned by countries; a weekday"),
    ("The two sides signed a cooperation agreement. Lund City and Umea City share a border.", None,
     [("cooperation", "signed", None, None, ["Lund City", "Umea City"])], "'the two sides' are those most spoken of"),
    ("Under the agreement signed by Harbour Software Ltd. and Northern University, both will share data.", None,
     [("other", "signed", None, None, ["Harbour Software Ltd.", "Northern University"])], "signed by"),
    ("Brazil, Argentina and Uruguay signed a trilateral pact on river transport.", None,
     [("other", "signed", None, None, ["Brazil", "Argentina", "Uruguay"])], "three parties"),
    ("Umea City is to sign a framework agreement with Northern University and Harbour Software Ltd. on 12 May.", "2022-05-02",
     [("framework", "planned", "2022-05-12", None, ["Umea City", "Northern University", "Harbour Software Ltd."])], "one with two; a day ahead"),
    ("The Bank of the North provided a loan of 30 million dollars to Zambia.", None,
     [("contract", "signed", None, None, ["Bank of the North", "Zambia"])], "lent"),
    ("Harbour Software Ltd. is partnering with Northern University on safe ferries.", None,
     [("other", "signed", None, None, ["Harbour Software Ltd.", "Northern University"])], "partnering"),
    ("The Swedish government has reached an agreement with Northern Steel Corp. on clean power.", None,
     [("other", "signed", None, None, ["Swedish government", "Northern Steel Corp."])], "adjective and government"),
    ("Zhou Min, mayor of Lund City, and Eva Berg, president of Northern University, signed the memorandum. The memorandum between Lund City and Northern University covers rail.", None,
     [("memorandum", "signed", None, None, ["Lund City", "Northern University"])], "persons sign for their bodies"),
]  # fmt: skip

MISSES = [
    ("Rovers signed the striker Jan Berg from United on a two-year contract.", "a player"),
    ("The President signed the bill into law on Friday.", "a law"),
    ("Jan Berg signed a plea agreement with the U.S. Attorney in Boston.", "a plea"),
    ("The rebels and the Government of Sudan signed a peace agreement.", "peace is not cooperation"),
    ("Harbour Software Ltd. did not sign the contract with Northern University.", "not signed"),
    ("In 2004, Lund City and Umea City signed a memorandum.", "told in passing, long ago"),
    ("Senator Eva Berg has signed on to fight for rail funding.", "signed on"),
    ("Buy the new Harbour ferry pass today and save.", "an advertisement"),
    ("The Paris Agreement and the Kyoto Protocol were discussed by scientists.", "world treaties"),
]


def facts(words, published=None):
    return read(Text(text_id(words), words, "en", "1"), published=published, pack=load_pack("en"))


def told(found):
    names = {party.id: party for party in found.parties}
    return [(a.kind, a.status, a.date, a.place, [names[p].names for p in a.parties]) for a in found.agreements]


@pytest.mark.parametrize(("words", "published", "expected", "why"), CASES, ids=[case[-1] for case in CASES])
def test_an_agreement_is_told(words, published, expected, why):
    rows = told(facts(words, published))
    assert [row[:4] for row in rows] == [row[:4] for row in expected], why
    for row, wanted in zip(rows, expected, strict=True):
        assert len(row[4]) == len(wanted[4]), rows
        assert all(any(name in names for names in row[4]) for name in wanted[4]), rows


@pytest.mark.parametrize(("words", "why"), MISSES, ids=[case[-1] for case in MISSES])
def test_a_near_miss_is_no_agreement(words, why):
    found = facts(words, "2021-07-05")
    assert (told(found), found.relevant) == ([], False), why
