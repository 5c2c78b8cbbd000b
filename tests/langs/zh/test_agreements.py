"""Agreements that Chinese sentences tell of: a row a construction, read from plain words (the recogniser of names included)."""

import pytest

from accord.langs import load_pack
from accord.langs.zh.grammar import facts
from tests.tables import cases

PUBLISHED = "2024-07-16"


def read(row):
    return facts(row["text"].replace("\\n", "\n"), PUBLISHED, load_pack("zh"))


def told(found):
    """Return the agreements that are read: kind, status and the names of each party."""
    names = {party.id: set(party.names) for party in found.parties}
    return [(one.kind, one.status, [names[party] for party in one.parties]) for one in found.agreements]


def is_told(expected, one):
    """Whether a read agreement is the expected one: each party by one of its names, and no other party."""
    kind, status, parties = expected.split(" ")
    left = list(one[2])
    for name in parties.split("+"):
        party = next((party for party in left if name in party), None)
        if party is None:
            return False
        left.remove(party)
    return (kind, status) == one[:2] and not left


@pytest.mark.parametrize("row", cases("langs/zh/tables/agreements"))
def test_a_sentence_tells_just_its_agreements(row):
    found = told(read(row))
    wanted = row["agreements"].split("; ")
    assert len(found) == len(wanted), found
    for expected in wanted:
        match = next((one for one in found if is_told(expected, one)), None)
        assert match, (expected, found)
        found.remove(match)


@pytest.mark.parametrize("row", cases("langs/zh/tables/no_agreements"))
def test_a_near_miss_tells_of_no_agreement(row):
    assert told(read(row)) == []


@pytest.mark.parametrize("row", cases("langs/zh/tables/signings"))
def test_day_place_and_signatories_are_those_of_the_signing(row):
    first = read(row).agreements[0]
    assert (first.date or "", first.place or "") == (row["date"], row["place"])
    assert "、".join(first.signatories) == row["signatories"]


@pytest.mark.parametrize("row", cases("langs/zh/tables/agreements", marked=False))
def test_evidence_holds_a_name_of_a_party(row):
    found, content = read(row), row["text"].replace("\\n", "\n")
    names = {party.id: party.names for party in found.parties}
    for one in found.agreements:
        words = " ".join(content[start:end] for start, end in one.evidence)
        assert any(name in words for party in one.parties for name in names[party])


@pytest.mark.parametrize("row", cases("langs/zh/tables/relevance"))
def test_agreements_that_are_only_counted_make_a_page_relevant(row):
    found = read(row)
    assert found.relevant == (row["relevant"] == "yes")
    assert told(found) == []
