"""The pages that a page of a site lists, by the CSS selectors that a person gave.

In:  the characters of a page, its address, which links are meant (`Picks`).
Out: `Listed`; or a `RefusedError` where no link is found.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from accord.errors import ConfigError
from accord.sources.addresses import plain_address
from accord.sources.lists.listed import Link, Listed, Picks, listed
from accord.sources.refusals import refused

if TYPE_CHECKING:
    from resiliparse.parse.html import DocumentNode

__all__ = ["check_selector", "feeds_named", "read_page"]

_FEEDS = 'link[rel~="alternate"][type="application/rss+xml"], link[rel~="alternate"][type="application/atom+xml"], link[rel~="alternate"][type="application/feed+json"]'


def read_page(words: str, address: str, picks: Picks) -> Listed:
    """Return the pages that the chosen links lead to, and the next page of the list.

    A selector may choose links, or what they stand in: then the first link in each counts.

    Raises:
        RefusedError: `no_list`: the selector finds no link; most likely the site was built anew.
    """
    tree = _tree(words)
    base = _base(tree, address)
    found = listed(
        "pages", base, pages=map(Link, _links(tree, picks.select)),
        lists=[Link(href) for href in _links(tree, picks.next)][:1] if picks.next else (),
    )  # fmt: skip
    if not found.pages:
        raise refused("no_list", found=f"a page on which {picks.select} finds no link")
    return found


def feeds_named(words: str, address: str) -> list[str]:
    """Return the addresses of the feeds that a page names in its head."""
    tree = _tree(words)
    named = (
        plain_address(node.getattr("href") or "", _base(tree, address)) for node in tree.query_selector_all(_FEEDS)
    )
    return [one for one in named if one]


def check_selector(css: str) -> None:
    """Let pass a CSS selector.

    Raises:
        ConfigError: It is none that is understood.

    >>> check_selector("ul.news a[href^='/n']")
    """
    try:
        _tree("<p>").query_selector_all(css)
    except ValueError as error:
        raise ConfigError("'%(css)s' is no CSS selector that is understood, such as ul.news a", css=css) from error


def _tree(words: str) -> "DocumentNode":
    from resiliparse.parse.html import HTMLTree

    document = HTMLTree.parse(words).document
    assert document is not None, "whatever the words are, they make a document"
    return document


def _base(tree: "DocumentNode", address: str) -> str:
    base = tree.query_selector("base[href]")
    return (plain_address(base.getattr("href") or "", address) if base else None) or address


def _links(tree: "DocumentNode", css: str) -> Iterator[str]:
    for node in tree.query_selector_all(css):
        link: Any = node if node.tag == "a" else node.query_selector("a[href]")
        href = link.getattr("href", "") if link else ""
        if href:
            yield href
