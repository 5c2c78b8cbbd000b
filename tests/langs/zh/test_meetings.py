"""Meetings that Chinese sentences tell of: a row a construction, read from plain words (the recogniser of names included)."""

import pytest

from accord.langs import load_pack
from accord.langs.zh.grammar import facts
from tests.langs.zh.test_agreements import PUBLISHED
from tests.tables import cases


def told(text):
    """Return the meetings that are read: kind and the names of each party."""
    found = facts(text, PUBLISHED, load_pack("zh"))
    names = {party.id: set(party.names) for party in found.parties}
    return [(one.kind, [names[party] for party in one.parties]) for one in found.meetings]


def is_told(expected, one):
    """Whether a read meeting is the expected one: each party by one of its names, and no other party."""
    kind, parties = expected.split(" ")
    left = list(one[1])
    for name in parties.split("+"):
        party = next((party for party in left if name in party), None)
        if party is None:
            return False
        left.remove(party)
    return kind == one[0] and not left


@pytest.mark.parametrize("row", cases("langs/zh/tables/meetings"))
def test_a_text_tells_just_its_meetings(row):
    found = told(row["text"])
    wanted = [one for one in row["meetings"].split("; ") if one]
    assert len(found) == len(wanted), found
    for expected in wanted:
        match = next((one for one in found if is_told(expected, one)), None)
        assert match, (expected, found)
        found.remove(match)
