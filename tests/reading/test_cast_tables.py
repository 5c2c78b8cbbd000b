"""Which names and descriptions of a text mean one party, and which must not."""

import pytest

from accord.langs import load_pack
from accord.model import Text, text_id
from accord.reading import scene_of
from tests.reading.cases import cases


def parties_of(words):
    text = Text(text_id(words), words, "en", "1")
    cast = scene_of(text, published=None, pack=load_pack("en")).cast
    return [{plain(name) for name in party.names} for party in cast.parties]


def plain(name):
    words = " ".join(name.casefold().replace("’", "'").split())
    return words.removeprefix("the ").rstrip(".")


@pytest.mark.parametrize("case", cases("aliases.toml"))
def test_names_and_descriptions_of_one_party_are_one_and_two_parties_stay_two(case):
    parties = parties_of(case["text"])
    for cluster in case["one"]:
        names = {plain(name) for name in cluster}
        best = max(parties, key=lambda party: len(party & names), default=set())
        assert names <= best, f"missing {sorted(names - best)} of {sorted(best)}, parties {parties}"
    for one, other in case.get("apart", ()):
        assert not any({plain(one), plain(other)} <= party for party in parties), f"{one} = {other}"
