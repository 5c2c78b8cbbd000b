"""The pages that a feed tells of.

In:  the bytes of a feed, and its address.
Out: `Listed`; or a `RefusedError` where it is no feed.

Source: RSS 2.0 (`item/link`, else `item/guid` that is a permanent link), RSS 1.0 (`rdf:RDF/item/link`), Atom (RFC 4287:
`entry/link`, `rel` absent or `alternate`; `updated`), the next page of a feed (RFC 5005: `link rel="next"`).
"""

from accord.sources.lists.listed import Link, Listed, listed
from accord.sources.lists.xml import Heard, local

__all__ = ["ROOTS", "FeedHeard", "feed_of"]

ROOTS = frozenset({"rss", "rdf", "feed"})
_ENTRIES = {"item", "entry"}
_WORDS = {"link", "guid", "updated"}


class FeedHeard(Heard):
    """Hears the links of the entries."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.links, self.next = list[Link](), list[Link]()
        self._inside, self._open, self._words = False, "", list[str]()
        self._entry = dict[str, str]()

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Hear that an element begins."""
        name = local(tag)
        self.root = self.root or name
        if name in _ENTRIES:
            self._inside, self._entry = True, {}
        self._open = name if name in _WORDS else ""
        self._words.clear()
        if name == "link" and "href" in attrs:
            self._linked(attrs["href"], attrs.get("rel", "alternate"))
        if name == "guid" and attrs.get("isPermaLink", "true").lower() != "true":
            self._open = ""

    def data(self, data: str) -> None:
        """Hear words."""
        if self._open:
            self._words.append(data)

    def end(self, tag: str) -> None:
        """Hear that an element ends."""
        name, words = local(tag), "".join(self._words).strip()
        if self._inside and self._open == name and words:
            self._entry.setdefault(name, words)
        self._open = ""
        if name in _ENTRIES and self._inside:
            self._inside = False
            address = self._entry.get("link") or self._entry.get("guid")
            self.links += [Link(address, self._entry.get("updated", ""))] if address else []

    def _linked(self, href: str, rel: str) -> None:
        if self._inside and rel == "alternate":
            self._entry.setdefault("link", href.strip())
        elif not self._inside and rel == "next":
            self.next.append(Link(href))


def feed_of(heard: FeedHeard, address: str) -> Listed:
    """Return the pages of a feed that was heard; their stamp is when an entry of Atom was last changed."""
    return listed("feed", address, pages=heard.links, lists=heard.next[:1])
