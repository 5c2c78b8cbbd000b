"""The pages that a feed tells of.

In:  the bytes of a feed, and its address.
Out: addresses of pages, in the feed's order, each once; or a `RefusedError` where it is no feed.

Source: RSS 2.0 (`item/link`), RSS 1.0 (`rdf:RDF/item/link`), Atom (RFC 4287: `entry/link`, `rel` absent or `alternate`).
"""

from urllib.parse import urljoin
from xml.etree import ElementTree

from accord.sources.package import Target
from accord.sources.refusals import refused

__all__ = ["MOST_LINKS", "feed_links"]

MOST_LINKS = 200  # of a feed; most have 10 to 50
_ROOTS = {"rss", "rdf", "feed"}
_ENTRIES = {"item", "entry"}


class _Heard(Target):
    """Hears the links of the entries; a document type is refused, as there is nothing to be expanded."""

    def __init__(self) -> None:
        self.root, self.links = "", list[str]()
        self._inside, self._words = False, list[str]()
        self._listening = False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name = _name(tag)
        self.root = self.root or name
        self._inside |= name in _ENTRIES
        self._listening = self._inside and name == "link"
        if self._listening:
            self._words.clear()
            if "href" in attrs and attrs.get("rel", "alternate") == "alternate":
                self._words.append(attrs["href"])

    def data(self, data: str) -> None:
        if self._listening:
            self._words.append(data)

    def end(self, tag: str) -> None:
        name = _name(tag)
        if self._listening and name == "link" and "".join(self._words).strip():
            self.links.append("".join(self._words).strip())
        self._listening = False
        self._inside &= name not in _ENTRIES

    def doctype(self, name: str, pubid: str, system: str) -> None:
        raise refused("bad_address", found="no feed but a page with a document type")


def feed_links(raw: bytes, address: str) -> list[str]:
    """Return the addresses of the pages that a feed tells of.

    Raises:
        RefusedError: It is no feed.

    >>> feed_links(b"<rss><channel><item><link>/news/5</link></item></channel></rss>", "https://example.org/feed")
    ['https://example.org/news/5']
    """
    heard = _Heard()
    parser = ElementTree.XMLParser(target=heard)
    try:
        parser.feed(raw)
        parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise refused("bad_address", found="no feed (RSS or Atom) but something else") from error
    if heard.root not in _ROOTS:
        raise refused("bad_address", found="no feed (RSS or Atom) but something else")
    pages = dict.fromkeys(urljoin(address, link) for link in heard.links)
    return [page for page in pages if page.startswith(("https://", "http://"))][:MOST_LINKS]  # never a path of ours


def _name(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
