"""What a site lets programs read: its robots.txt (RFC 9309), understood by `protego`.

In:  the words of a robots.txt.
Out: whether an address may be asked, how long to pause between two requests, and the sitemaps that the site names.

Why protego: it is what Scrapy uses and keeps, it matches `*` and `$` and takes the longest rule as RFC 9309 says, which the
standard library's parser does not, and it needs no regular expressions, so that no rule can be slow.
"""

import math
from urllib.parse import urlsplit

from protego import Protego

__all__ = ["MOST_BYTES", "MOST_PAUSE_S", "TOKEN", "Robots", "robots_address", "robots_of"]

TOKEN = "accord"  # by which a robots.txt speaks to this program
MOST_BYTES = 512 * 1024  # RFC 9309: at least 500 KiB are heeded; what is beyond is passed over
MOST_PAUSE_S = 60.0  # of a delay that a site asks for; more would keep a list of 1,000 pages for days


class Robots:
    """What one site lets this program read."""

    def __init__(self, words: str) -> None:
        """Understand a robots.txt; what is no rule in it is passed over."""
        self._rules = Protego.parse(words)

    def allows(self, address: str) -> bool:
        """Return whether an address may be asked; the robots.txt itself always may."""
        return urlsplit(address).path == "/robots.txt" or self._rules.can_fetch(address, TOKEN)

    @property
    def pause_s(self) -> float:
        """Return the seconds between two requests that the site asks for, at most `MOST_PAUSE_S`; 0 where it asks nothing."""
        asked = self._rules.crawl_delay(TOKEN) or 0.0
        return 0.0 if math.isnan(asked) else min(max(asked, 0.0), MOST_PAUSE_S)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Return the addresses of the sitemaps that the site names."""
        return tuple(dict.fromkeys(self._rules.sitemaps))


def robots_of(raw: bytes) -> Robots:
    """Return what the bytes of a robots.txt let this program read.

    >>> robots_of(b"User-agent: *\\nDisallow: /private\\nCrawl-delay: 2").allows("https://example.org/private/a")
    False
    """
    return Robots(raw[:MOST_BYTES].decode("utf-8-sig", "replace"))


def robots_address(host: str) -> str:
    """Return where the robots.txt of a site is; a site is a scheme, a host and a port.

    >>> robots_address("https://example.org:8443")
    'https://example.org:8443/robots.txt'
    """
    return f"{host}/robots.txt"
