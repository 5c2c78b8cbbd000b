"""Tell which kind of list bytes are, and read it.

In:  what was fetched; for a page of a site, which of its links are meant.
Out: `Listed`; or a `RefusedError`.

Bytes decide, not names and media types: sitemaps are packed or not whatever their name says, feeds are sent as pages.
"""

import zlib

from accord.errors import RefusedError
from accord.sources.addresses import Fetched
from accord.sources.encodings import decode
from accord.sources.lists.feed import ROOTS as FEEDS
from accord.sources.lists.feed import FeedHeard, feed_of
from accord.sources.lists.json_feed import read_json_feed
from accord.sources.lists.listed import MOST_BYTES, Listed, Picks
from accord.sources.lists.page import feeds_named, read_page
from accord.sources.lists.sitemap import ROOTS as SITEMAPS
from accord.sources.lists.sitemap import SitemapHeard, addresses_of, sitemap_of
from accord.sources.lists.xml import Heard, heard, local
from accord.sources.refusals import refused, too_large

__all__ = ["read_list"]

_GZIP = b"\x1f\x8b"
_LOOKED_AT = 4_000  # bytes; comments before the first element are rarely longer


def read_list(came: Fetched, picks: Picks | None = None) -> Listed:
    """Return what a list names.

    Args:
        came: As it was fetched.
        picks: Which links of a page are meant; without them it must be a feed or a sitemap.

    Raises:
        RefusedError: `no_list`, `too_large`, `damaged`.
    """
    raw = _unpacked(came.raw) if came.raw.startswith(_GZIP) else came.raw
    if picks:
        return read_page(_characters(raw, came.media), came.address, picks)
    begins = raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:_LOOKED_AT]
    if begins.startswith(b"{"):
        return read_json_feed(raw, came.address)
    if begins.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _of_xml(raw, came)
    found = addresses_of(_characters(raw, came.media), came.address)
    if found is None:
        raise refused("no_list", found="no feed and no sitemap but something else")
    return found


class _First(Heard):
    """Hears the first element."""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Hear that an element begins."""
        self.root = self.root or local(tag)


def _of_xml(raw: bytes, came: Fetched) -> Listed:
    try:
        root = heard(raw, _First, media=came.media).root
    except RefusedError as error:
        raise _page_instead(raw, came) or error from error
    if root in FEEDS:
        return feed_of(heard(raw, FeedHeard, media=came.media), came.address)
    if root in SITEMAPS:
        return sitemap_of(heard(raw, SitemapHeard, media=came.media), came.address)
    raise _page_instead(raw, came) or refused("no_list", found=f"XML of another kind (<{root}>)")


def _page_instead(raw: bytes, came: Fetched) -> RefusedError | None:
    """Return what is said of a page, with the feed that it names; None where it is none."""
    if b"<html" not in raw[:_LOOKED_AT].lower() and b"<!doctype html" not in raw[:_LOOKED_AT].lower():
        return None
    try:
        named = feeds_named(_characters(raw, came.media), came.address)
    except RefusedError:
        named = []
    return refused("no_list", found=f"a page, which names the feed {named[0]}" if named else "a page")


def _characters(raw: bytes, media: str | None) -> str:
    declared = (media or "").lower().partition("charset=")[2].strip("\"' ;") or None
    return decode(raw, declared=declared).text


def _unpacked(raw: bytes) -> bytes:
    """Return what was packed, no further than a list may be long."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        plain = unpack.decompress(raw, MOST_BYTES + 1)
    except zlib.error as error:
        raise refused("damaged", found="a packed list (gzip) that is broken") from error
    if len(plain) > MOST_BYTES:
        raise too_large(MOST_BYTES)
    if not unpack.eof:
        raise refused("damaged", found="a packed list (gzip) that is cut short")
    return plain
