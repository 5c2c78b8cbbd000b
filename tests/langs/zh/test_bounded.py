"""Hostile pages: reading ends in bounded time and gives spans within the text."""

import pytest

from accord.langs import load_pack
from accord.model import Text, text_id
from accord.reading import read

LONG = 20_000  # characters

HOSTILE = {
    "joints": "与和同及",
    "brackets": "（（（",
    "titles of documents": "《南京市与",
    "one list of parties": "南京市、苏州市、无锡市与常州市、",
    "one sentence of signing": "南京市与苏州大学签署协议并与无锡市签署协议，",
    "offices": "市委副书记、市长、",
    "persons with offices": "市长王建国、副市长李建军、",
    "days": "7月14日至16日、",
    "amounts": "3亿元、20万美元、",
    "promises": "双方将加强合作，将深化合作，",
    "items": "一是建园；二是引才；",
    "pinyin": "協(xié)議",
    "quotes": "（以下简称“甲”）",
    "full stops": "。！？；",
    "digits": "1234567890",
    "lines": "南京市\n",
    "letters": "ABC与DEF签约",
    "one character": "国",
    "private use": "\ue000\ue001",
}


@pytest.mark.timeout(60)  # what backtracks takes minutes; a page of prose of this length takes one second
@pytest.mark.parametrize("seed", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_read_in_bounded_time(seed):
    words = (seed * (LONG // len(seed) + 1))[:LONG]
    pack = load_pack("zh")
    facts = read(Text(text_id(words), words, "zh-Hans", "1"), published="2024-07-15", pack=pack)
    for party in facts.parties:
        assert all(0 <= a < b <= len(words) for a, b in party.mentions)


@pytest.mark.parametrize("words", ["", " ", "\n\n", "。", "南京", "協(xié", "２０５２年３月１日，南京市与苏州市签约。"])
def test_a_page_of_next_to_nothing_is_read(words):
    read(Text(text_id(words), words, "zh-Hans", "1"), published=None, pack=load_pack("zh"))
