"""The pages that a JSON Feed tells of.

In:  the bytes of a feed, and its address.
Out: `Listed`; the stamp of a page is its `date_modified`; or a `RefusedError` where it is no JSON Feed.

Source: JSON Feed 1.1 (jsonfeed.org): `items/url`, else `external_url`, else an `id` that is an address; `next_url`.
"""

from typing import Any

import msgspec

from accord.errors import RefusedError
from accord.sources.encodings import decode
from accord.sources.lists.listed import Link, Listed, listed
from accord.sources.refusals import refused, too_large

__all__ = ["read_json_feed"]

_VERSION = "https://jsonfeed.org/version/"
_MOST_BYTES = 10 * 1024 * 1024  # as values JSON takes twenty times as much
_ADDRESSES = ("url", "external_url", "id")


class _Feed(msgspec.Struct):
    version: str = ""
    items: list[Any] = []
    next_url: Any = None


def read_json_feed(raw: bytes, address: str) -> Listed:
    """Return the pages of a JSON Feed.

    Raises:
        RefusedError: `no_list`: it is none; `too_large`.

    >>> feed = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "5", "url": "/news/5"}]}'
    >>> read_json_feed(feed, "https://example.org/feed.json").pages[0].address
    'https://example.org/news/5'
    """
    if len(raw) > _MOST_BYTES:
        raise too_large(_MOST_BYTES)
    try:
        feed = msgspec.json.decode(decode(raw).text, type=_Feed)
    except (msgspec.DecodeError, RefusedError, RecursionError) as error:
        raise refused("no_list", found="no JSON Feed but something else") from error
    if not feed.version.replace("http://", "https://").replace("//www.", "//").startswith(_VERSION):
        raise refused("no_list", found="JSON that is no JSON Feed")
    pages = [_link(item) for item in feed.items if isinstance(item, dict)]
    further = [Link(feed.next_url)] if isinstance(feed.next_url, str) else []
    return listed("feed", address, pages=filter(None, pages), lists=further)


def _link(item: dict[str, Any]) -> Link | None:
    said = [(name, value.strip()) for name in _ADDRESSES if isinstance(value := item.get(name), str) and value.strip()]
    address = next((value for name, value in said if name != "id" or "://" in value), None)
    changed = item.get("date_modified")
    return Link(address, changed if isinstance(changed, str) else "") if address else None
