"""The pages that a sitemap names, or the sitemaps that an index of them does.

In:  the bytes of a sitemap, and its address.
Out: `Listed`; the stamp of an address is its `lastmod`.

Source: the Sitemap protocol 0.9 (sitemaps.org): `urlset/url/loc`, `sitemapindex/sitemap/loc`; a plain text of addresses.
"""

from accord.sources.lists.listed import Link, Listed, listed
from accord.sources.lists.xml import Heard, local

__all__ = ["ROOTS", "SitemapHeard", "addresses_of", "sitemap_of"]

ROOTS = frozenset({"urlset", "sitemapindex"})
_NAMES = {"url", "sitemap"}
_WORDS = {"loc", "lastmod"}


class SitemapHeard(Heard):
    """Hears the addresses; those of pictures and films within an address (`image:loc`) are another element's."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.pages, self.lists = list[Link](), list[Link]()
        self._path, self._words = list[str](), list[str]()
        self._entry = dict[str, str]()

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Hear that an element begins."""
        name = local(tag)
        self.root = self.root or name
        self._path.append(name)
        self._words.clear()
        if name in _NAMES:
            self._entry = {}

    def data(self, data: str) -> None:
        """Hear words."""
        if self._path and self._path[-1] in _WORDS:
            self._words.append(data)

    def end(self, tag: str) -> None:
        """Hear that an element ends."""
        name = local(tag)
        self._path.pop()
        above = self._path[-1] if self._path else ""
        if name in _WORDS and above in _NAMES:
            self._entry.setdefault(name, "".join(self._words).strip())
        self._words.clear()
        if name in _NAMES and self._entry.get("loc"):
            found = Link(self._entry["loc"], self._entry.get("lastmod", ""))
            (self.pages if name == "url" else self.lists).append(found)
            self._entry = {}


def sitemap_of(heard: SitemapHeard, address: str) -> Listed:
    """Return what a sitemap names that was heard."""
    return listed("sitemap", address, pages=heard.pages, lists=heard.lists)


def addresses_of(words: str, address: str) -> Listed | None:
    """Return the pages of a plain text with an address a line; None where it is none.

    >>> addresses_of("https://example.org/a\\nhttps://example.org/b\\n", "https://example.org/sitemap.txt").pages[1].address
    'https://example.org/b'
    """
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if not lines or not all(line.startswith(("https://", "http://")) and " " not in line for line in lines):
        return None
    return listed("sitemap", address, pages=map(Link, lines))
