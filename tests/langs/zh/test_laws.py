"""Laws of the Chinese reading: plain words keep their places, names stand as they are written, reading twice is the same."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.langs import load_pack
from accord.langs.zh.page.plain import plain
from accord.langs.zh.text import items, sentences
from accord.model import Text, text_id
from accord.reading import read

EXAMPLES = Path(__file__).parents[3] / "examples" / "news" / "zh"
PARTS = [
    "南京市",
    "與",
    "中國電科",
    "協(xié)議",
    "（以下简称“",
    "”）",
    "，",
    "。",
    "；",
    "２０２４年",
    "7月14日",
    "签署",
    "雙方將",
    "\n",
    "ABC",
    "市长",
    "王",
    "·",
    " ",
]

pages = st.lists(st.sampled_from(PARTS) | st.characters(codec="utf-8"), max_size=40).map("".join)


def facts_of(content, published="2024-07-15"):
    return read(Text(text_id(content), content, "zh-Hans", "1"), published=published, pack=load_pack("zh"))


@given(pages)
def test_plain_words_keep_their_places(content):
    simple = plain(content)
    assert len(simple.at) == len(simple.words) + 1
    assert list(simple.at) == sorted(set(simple.at))
    assert simple.at[-1] == len(content)
    for n, character in enumerate(simple.words):
        if character.isascii() and character.isalnum() and content[simple.at[n]].isascii():
            assert content[simple.at[n]] == character


@given(pages)
def test_plain_words_made_plain_are_the_same(content):
    once = plain(content).words
    assert plain(once).words == once


@given(pages)
def test_sentences_and_items_are_in_order_and_lose_only_space(content):
    for part in (sentences, items):
        spans = part(content)
        assert all(a < b for a, b in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert "".join("".join(content[a:b].split()) for a, b in spans) == "".join(content.split())


@settings(max_examples=60, deadline=None)
@given(pages)
def test_any_page_is_read_twice_the_same_and_its_spans_lie_in_it(content):
    facts = facts_of(content)
    assert facts == facts_of(content)
    spans = [m for p in facts.parties for m in p.mentions] + [(c.start, c.end) for c in facts.commitments]
    spans += [e for a in (*facts.agreements, *facts.meetings, *facts.posts) for e in a.evidence]
    assert all(0 <= a < b <= len(content) for a, b in spans)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_read_stands_in_the_text_as_it_is_written(path):
    content = path.read_text("utf-8")
    facts = facts_of(content)
    told = [name for party in facts.parties for name in party.names]
    told += [word for post in facts.posts for word in (post.person, post.post, post.organization) if word]
    told += [person for agreement in facts.agreements for person in agreement.signatories]
    told += [agreement.place for agreement in facts.agreements if agreement.place]
    assert [word for word in told if word not in content] == []
    for party in facts.parties:
        assert {content[a:b] for a, b in party.mentions} <= set(party.names)
    for post in facts.posts:
        assert any(post.person in content[a:b] for a, b in post.evidence)
