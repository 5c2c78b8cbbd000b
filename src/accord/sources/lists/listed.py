"""What a list names.

Out: `Listed`: pages and further lists, each once, in the order of the list.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec

from accord.sources.addresses import plain_address

__all__ = ["MOST_BYTES", "MOST_LINKS", "Kind", "Link", "Listed", "Picks", "listed"]

MOST_LINKS = 50_000  # of one list: as many as a sitemap may have
MOST_BYTES = 50 * 1024 * 1024  # of one list, unpacked: as long as a sitemap may be
_LONGEST_STAMP = 60  # characters; a date and time with its zone has 35

Kind = Literal["feed", "sitemap", "pages"]


class Link(NamedTuple):
    """An address that a list names, and when what stands there last changed, as the list says it; "" where it does not."""

    address: str
    stamp: str = ""


class Picks(msgspec.Struct, frozen=True):
    """Which links of a page that lists news lead to the news, and which one to the next page of the list: CSS selectors."""

    select: str
    next: str = ""


class Listed(msgspec.Struct, frozen=True):
    """What one list names.

    Attributes:
        kind: What it is.
        pages: The pages.
        lists: Lists: the sitemaps of an index, the next page of a list or feed.
        left: How many addresses beyond `MOST_LINKS` were left out.
    """

    kind: Kind
    pages: tuple[Link, ...] = ()
    lists: tuple[Link, ...] = ()
    left: int = 0


def listed(kind: Kind, base: str, *, pages: Iterable[Link], lists: Iterable[Link] = ()) -> Listed:
    """Return what a list names: addresses made whole, each once, only those that can lead to a page.

    Args:
        kind: What it is.
        base: Its own address, or the one that it says its links begin at.
        pages: As it names them.
        lists: As it names them.
    """
    named, further = _whole(pages, base), _whole(lists, base)
    left = max(len(named) - MOST_LINKS, 0) + max(len(further) - MOST_LINKS, 0)
    return Listed(kind, tuple(named[:MOST_LINKS]), tuple(further[:MOST_LINKS]), left)


def _whole(links: Iterable[Link], base: str) -> list[Link]:
    found: dict[str, Link] = {}
    for link in links:
        address = plain_address(link.address, base)
        if address and address not in found:
            found[address] = Link(address, link.stamp.strip()[:_LONGEST_STAMP])
    return list(found.values())
