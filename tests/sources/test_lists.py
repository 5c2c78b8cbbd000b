"""Feeds, sitemaps and pages that list news are read as they are written in the wild, and lead to pages only."""

import contextlib
import gzip
import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.errors import ConfigError, RefusedError
from accord.sources.addresses import Fetched, plain_address
from accord.sources.lists import Link, Listed, Picks, check_selector, read_list

BASE = "https://example.org/feed"
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def read(content: str | bytes, picks: Picks | None = None, media: str | None = None, address: str = BASE) -> Listed:
    raw = content.encode() if isinstance(content, str) else content
    return read_list(Fetched(raw, media, address), picks)


def pages(content: str | bytes, picks: Picks | None = None, **more) -> list[str]:
    return [link.address for link in read(content, picks, **more).pages]


def refused(content: str | bytes, picks: Picks | None = None) -> RefusedError:
    with pytest.raises(RefusedError) as error:
        read(content, picks)
    return error.value


def test_a_feed_leads_to_pages_only_and_to_each_once():
    links = (
        "/a",
        "https://example.org/b",
        "file:///etc/passwd",
        "c:/secret.txt",
        "javascript:alert(1)",
        "https://example.org/b#top",
    )
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    assert pages(f"<rss><channel><link>/home</link>{items}</channel></rss>") == [
        "https://example.org/a",
        "https://example.org/b",
    ]


@pytest.mark.parametrize(
    ("feed", "why"),
    [
        ("<rss><channel><item><title>t</title><link> /a </link></item></channel></rss>", "RSS 2.0"),
        ("<rss><channel><item><guid>https://example.org/a</guid></item></channel></rss>", "a guid is a permanent link"),
        ('<rss><channel><item><guid isPermaLink="false">x1</guid><link>/a</link></item></channel></rss>', "or it is none"),
        ('<rdf:RDF xmlns:rdf="r" xmlns="s"><item><link>/a</link></item></rdf:RDF>', "RSS 1.0"),
        (f'<feed {ATOM}><link href="/self"/><entry><link rel="edit" href="/e"/><link href="/a"/></entry></feed>', "Atom"),
        (f'<feed {ATOM}><entry><link rel="alternate" href="/a"/><link rel="enclosure" href="/b.mp3"/></entry></feed>', "Atom"),
        ('\n\n <?xml version="1.0"?><rss><channel><item><link>/a</link></item></channel></rss>', "blank lines before it"),
        ('\ufeff<rss><channel><item><link>/a</link></item></channel></rss>', "a byte order mark"),
        ("<rss><channel><item><link><![CDATA[/a]]></link></item></channel></rss>", "CDATA"),
        ('<rss xmlns:media="m"><channel><item><link>/a</link><media:content url="/p.jpg"/></item></channel></rss>', "media"),
    ],
)  # fmt: skip
def test_feeds_of_every_kind_are_heard(feed, why):
    assert pages(feed) == ["https://example.org/a"], why


def test_a_feed_tells_when_its_entries_changed_and_where_it_goes_on():
    found = read(
        f'<feed {ATOM}><link rel="next" href="?page=2"/><entry><link href="/a"/><updated>2024-07-14T00:00:00Z</updated></entry></feed>'
    )
    assert found.pages == (Link("https://example.org/a", "2024-07-14T00:00:00Z"),)
    assert found.lists == (Link("https://example.org/feed?page=2"),)


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "big5", "utf-16", "utf-8"])
@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "iso-8859-1"])
def test_a_feed_may_lie_about_its_encoding(encoding, declared):
    simplified, traditional = (
        "东港市与莲花集团签署战略合作协议，双方将共同建设产业基地。",
        "東港市與蓮花集團簽署戰略合作協議，雙方將共同建設產業基地。",
    )
    words = (traditional if encoding == "big5" else simplified) * 3
    feed = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><item><title>{words}</title><link>/a</link></item></channel></rss>'
    assert pages(feed.encode(encoding)) == ["https://example.org/a"]


def test_a_json_feed_is_read_and_what_is_odd_in_it_passed_over():
    items = [
        {"id": "1", "url": "/a", "date_modified": "2024-07-14T00:00:00Z"}, {"id": 2}, {"id": "https://example.org/b"},
        {"id": "3", "external_url": "https://elsewhere.example/c", "date_modified": 5}, "words", None, {"url": 7, "id": "x"},
    ]  # fmt: skip
    found = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items, "next_url": "/feed?p=2"}))
    assert [tuple(one) for one in found.pages] == [
        ("https://example.org/a", "2024-07-14T00:00:00Z"), ("https://example.org/b", ""), ("https://elsewhere.example/c", ""),
    ]  # fmt: skip
    assert (found.kind, found.lists) == ("feed", (Link("https://example.org/feed?p=2"),))


def test_a_json_feed_that_is_too_long_is_not_taken_apart():
    assert refused(b'{"items": [' + b"0," * 6_000_000 + b"0]}").reason == "too_large"


def sitemap(*rows: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SITEMAP} xmlns:image="i">{"".join(rows)}</urlset>'


def test_a_sitemap_names_pages_and_not_the_pictures_on_them():
    rows = ("<url><image:image><image:loc>/p.jpg</image:loc></image:image><loc>\n /a </loc><lastmod>2024-07-14</lastmod></url>",
            "<url><loc>https://example.org/b?x=1&amp;y=2</loc></url>", "<url><lastmod>2024-01-01</lastmod></url>")  # fmt: skip
    assert read(sitemap(*rows)).pages == (
        Link("https://example.org/a", "2024-07-14"),
        Link("https://example.org/b?x=1&y=2"),
    )


def test_an_index_names_sitemaps():
    found = read(
        f"<sitemapindex {SITEMAP}><sitemap><loc>/s1.xml.gz</loc><lastmod>2024-07-14</lastmod></sitemap></sitemapindex>"
    )
    assert (found.pages, found.lists) == ((), (Link("https://example.org/s1.xml.gz", "2024-07-14"),))


def test_a_packed_sitemap_is_unpacked_no_further_than_it_may_be_long(monkeypatch):
    packed = gzip.compress(sitemap("<url><loc>/a</loc></url>").encode())
    assert pages(packed) == ["https://example.org/a"]
    assert refused(packed[:-9]).reason == "damaged"
    assert refused(packed[:12] + b"\xff" * 20).reason == "damaged"
    assert refused(gzip.compress(b" " * 60_000_000, 1)).reason == "too_large"


def test_a_sitemap_may_be_a_plain_list_of_addresses():
    assert pages("https://example.org/a\r\n\r\nhttps://example.org/b\r\n") == [
        "https://example.org/a",
        "https://example.org/b",
    ]


def test_a_sitemap_of_fifty_thousand_addresses_is_read_and_what_is_beyond_is_counted():
    found = read(sitemap(*(f"<url><loc>https://example.org/{n}</loc></url>" for n in range(50_003))))
    assert (len(found.pages), found.left) == (50_000, 3)


@given(st.lists(st.integers(0, 40), max_size=30), st.integers())
def test_the_order_of_a_sitemap_changes_nothing_but_the_order(numbers, seed):
    rows = [f"<url><loc>/{n}</loc></url>" for n in numbers]
    mixed = rows[:]
    Random(seed).shuffle(mixed)
    assert (
        sorted(pages(sitemap(*rows)))
        == sorted(pages(sitemap(*mixed)))
        == sorted(f"https://example.org/{n}" for n in set(numbers))
    )


LIST = """<html><head><base href="/news/"><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body>
<nav><a href="/home">Home</a></nav><ul class="n"><li><a href="1.html">One</a><li><b>2</b><a href="2.html#top">Two</a><li>none
<li><a href="javascript:void(0)">x</a></ul><a class="next" href="?p=2">Next</a></body></html>"""


def test_the_chosen_links_of_a_page_lead_to_its_news_and_to_its_next_page():
    found = read(LIST, Picks("ul.n a", "a.next"))
    assert [one.address for one in found.pages] == [
        "https://example.org/news/1.html",
        "https://example.org/news/2.html",
    ]
    assert found.lists == (Link("https://example.org/news/?p=2"),)
    assert pages(LIST, Picks("ul.n li")) == [one.address for one in found.pages], (
        "what a link stands in may be chosen, too"
    )


def test_a_page_on_which_nothing_is_chosen_says_so_and_one_without_a_choice_names_its_feed():
    assert "finds no link" in str(refused(LIST, Picks("ul.m a")))
    assert "https://example.org/rss.xml" in str(refused(LIST))
    assert "--select" in refused(LIST).advice


@pytest.mark.parametrize("css", ["ul..", "", "a::text", "[["])
def test_what_is_no_selector_is_refused(css):
    with pytest.raises(ConfigError, match="no CSS selector"):
        check_selector(css)


@pytest.mark.parametrize(
    "bad",
    [b"", b"words", b"<html><body>words</body></html>", b'<!DOCTYPE x [<!ENTITY a "b">]><rss>&a;</rss>', b"<rss><channel>", b"<svg/>",
     b"{", b'{"items": []}', b'{"version": 5}', b'{"version": "https://jsonfeed.org/version/1.1", "items": 5}', b"[1]", b"\x00\x01\x02",
     b"<rss>" + b"<a>" * 50_000, b"{" * 50_000, b'{"version":' + b"[" * 50_000],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_advice(bad):
    assert refused(bad).reason in ("no_list", "encoding")
    assert refused(bad).advice


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_refused(raw):
    with contextlib.suppress(RefusedError):
        assert read(raw).kind in ("feed", "sitemap")


@given(st.text(max_size=60))
def test_an_address_in_a_list_is_one_of_a_page_or_none(text):
    found = plain_address(text, BASE)
    assert found is None or found.startswith(("https://", "http://"))
