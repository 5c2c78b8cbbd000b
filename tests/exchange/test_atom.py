"""A feed of news: bytes that follow from what it says alone, and that another program reads."""

import io
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exchange.atom import Entry, Feed, tag_uri, write_atom
from accord.sources.addresses import Fetched
from accord.sources.lists import read_list

FEED = Feed(tag_uri("5f0c"), "What Wang watches", "en", "http://127.0.0.1/watching", "2026-11-22T09:00:00+00:00")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE = '</title><script>alert(1)</script>]]>&amp;<!-- "\x00\x1b\ufffe\ud800 南京 & \u202e'


def an_entry(number: int = 1, **fields: object) -> Entry:
    plain = {
        "title": f"News {number}",
        "updated": f"2026-11-0{number}T09:00:00+00:00",
        "link": f"http://127.0.0.1/documents/{number}",
    }
    return Entry(tag_uri("5f0c", str(number)), **{**plain, **fields})


def written(*entries: Entry) -> bytes:
    to = io.BytesIO()
    write_atom(FEED, entries, to)
    return to.getvalue()


def test_a_feed_says_when_its_newest_entry_came_and_names_every_entry_for_ever() -> None:
    root = ElementTree.fromstring(written(an_entry(1, published="2026-10-31"), an_entry(2)))
    assert root.findtext("a:updated", namespaces=ATOM) == "2026-11-02T09:00:00+00:00"
    assert [one.findtext("a:id", namespaces=ATOM) for one in root.findall("a:entry", ATOM)] == [
        "tag:accord.invalid,2026:5f0c/2",
        "tag:accord.invalid,2026:5f0c/1",
    ]
    assert root.findtext("a:entry/a:published", namespaces=ATOM) == "2026-10-31T00:00:00Z"
    for needed in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert root.findtext(needed, namespaces=ATOM)


def test_an_empty_feed_was_changed_when_it_began() -> None:
    assert ElementTree.fromstring(written()).findtext("a:updated", namespaces=ATOM) == FEED.begun


def test_what_is_hostile_is_said_as_text_and_breaks_nothing() -> None:
    root = ElementTree.fromstring(
        written(an_entry(title=HOSTILE, said=HOSTILE, about=(HOSTILE,), link=f"http://x/?{HOSTILE}"))
    )
    entry = root.find("a:entry", ATOM)
    assert "<script>alert(1)</script>" in entry.findtext("a:title", namespaces=ATOM)
    assert "\x00" not in entry.findtext("a:summary", namespaces=ATOM)
    assert {child.tag.split("}")[1] for child in entry} == {"id", "title", "updated", "link", "category", "summary"}
    assert b"<script" not in written(an_entry(title=HOSTILE))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 9), max_size=8), st.randoms(use_true_random=False), st.text(max_size=30))
def test_the_same_entries_give_the_same_bytes_in_whatever_order_and_however_often(numbers, chance, said) -> None:
    entries = [an_entry(number, said=said) for number in numbers]
    turned = entries * 2
    chance.shuffle(turned)
    assert written(*entries) == written(*turned)
    assert len(ElementTree.fromstring(written(*turned)).findall("a:entry", ATOM)) == len(set(numbers))


def test_our_own_reader_of_feeds_finds_its_entries() -> None:
    feed = Fetched(written(an_entry(1), an_entry(2)), "application/atom+xml", "http://127.0.0.1/feed.atom")
    assert [page.address for page in read_list(feed).pages] == [
        "http://127.0.0.1/documents/2",
        "http://127.0.0.1/documents/1",
    ]


def test_another_program_reads_it_and_finds_nothing_wrong() -> None:
    feedparser = pytest.importorskip("feedparser")
    read = feedparser.parse(
        written(an_entry(1, title="南京 & Wuxi", about=("Nanjing",), published="2026-10-31"), an_entry(2))
    )
    assert (read.bozo, read.version, read.feed.language) == (False, "atom10", "en")
    assert [one.title for one in read.entries] == ["News 2", "南京 & Wuxi"]
    assert read.entries[1].published_parsed[:3] == (2026, 10, 31)
    assert [tag.term for tag in read.entries[1].tags] == ["Nanjing"]
