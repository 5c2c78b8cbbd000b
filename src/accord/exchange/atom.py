"""A feed of news for feed readers (Atom, RFC 4287).

In:  entries, each with an id that stays, its moments, what is said in the reader's language.
Out: bytes of one feed, the newest entry first; the same entries give the same bytes, in whatever order they come.

Nothing in it depends on the clock: a feed was changed when its newest entry was. All that is said is plain text and escaped;
characters that no XML may hold are left out. There is no link to the feed itself: its address holds a secret.
"""

import re
from collections.abc import Iterable
from typing import BinaryIO
from xml.etree import ElementTree

import msgspec

__all__ = ["Entry", "Feed", "tag_uri", "write_atom"]

_ATOM = "http://www.w3.org/2005/Atom"
_HOUSE = "accord.invalid,2026"  # who gives the names (RFC 4151); `.invalid` is nobody's for ever (RFC 2606)
_NEVER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # all but Char of XML 1.0, 2.2


class Feed(msgspec.Struct, frozen=True):
    """What a feed says of itself.

    Attributes:
        id: Its own (`tag_uri`).
        title: One line.
        language: BCP 47.
        link: Where its entries are shown.
        begun: When it began (RFC 3339): it was changed then, while it has no entry.
        author: Who speaks.
    """

    id: str
    title: str
    language: str
    link: str
    begun: str
    author: str = "accord"


class Entry(msgspec.Struct, frozen=True):
    """One piece of news.

    Attributes:
        id: The same for ever (`tag_uri`).
        title: One line.
        updated: When it came (RFC 3339).
        link: Where it is shown.
        said: More, in plain text.
        published: The day of what it tells, as far as a whole day is known (`YYYY-MM-DD`), or None.
        about: What it is about.
    """

    id: str
    title: str
    updated: str
    link: str
    said: str = ""
    published: str | None = None
    about: tuple[str, ...] = ()


def tag_uri(*parts: str) -> str:
    """Return an id that nobody else gives, from what names a thing.

    >>> tag_uri("5f0c", "sha256:00ab")
    'tag:accord.invalid,2026:5f0c/sha256:00ab'
    """
    return f"tag:{_HOUSE}:{'/'.join(parts)}"


def write_atom(feed: Feed, entries: Iterable[Entry], to: BinaryIO) -> int:
    """Write a feed and return how many entries it has; of two with one id the first is written."""
    unique = {one.id: one for one in reversed(list(entries))}
    ordered = sorted(unique.values(), key=lambda one: (one.updated, one.published or "", one.id), reverse=True)
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    _say(root, "id", feed.id)
    _say(root, "title", feed.title)
    _say(root, "updated", max((one.updated for one in ordered), default=feed.begun))
    _say(ElementTree.SubElement(root, "author"), "name", feed.author)
    ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _clean(feed.link)})
    for one in ordered:
        _entry(root, one)
    ElementTree.indent(root)
    to.write(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return len(ordered)


def _entry(root: ElementTree.Element, one: Entry) -> None:
    entry = ElementTree.SubElement(root, "entry")
    _say(entry, "id", one.id)
    _say(entry, "title", " ".join(one.title.split()))
    _say(entry, "updated", one.updated)
    if one.published:
        _say(entry, "published", f"{one.published}T00:00:00Z")
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _clean(one.link)})
    for about in one.about:
        ElementTree.SubElement(entry, "category", {"term": _clean(about)})
    if one.said:
        _say(entry, "summary", one.said)


def _say(parent: ElementTree.Element, name: str, words: str) -> None:
    ElementTree.SubElement(parent, name).text = _clean(words)


def _clean(words: str) -> str:
    """Return words without what no XML may hold.

    >>> _clean("a\\x00b\\x0bc")
    'abc'
    """
    return _NEVER.sub("", words)
