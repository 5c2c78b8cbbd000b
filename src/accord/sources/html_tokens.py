"""Cut HTML into tags and text, in time and memory that grow with its length and with nothing else.

In:  the characters of a page, however broken or hostile.
Out: tokens in order: `Tag`s (with the attributes that anybody here asks for) and pieces of text, entities decoded.

A parser that builds the whole tree is not used: lexbor's took 12 s for 20,000 nested elements and 1 s for a tag with
20,000 attributes. No pattern here looks at a character more than a fixed number of times.

Source: WHATWG HTML, 13.2.5 (tokenization) for comments, raw text and attribute values.
"""

import html
import re
from collections.abc import Iterator

import msgspec

from accord.sources.refusals import refused

__all__ = ["RAW", "Tag", "tokens"]

_MOST_TAGS = 300_000  # a long news page has 5,000
_LONGEST_VALUE = 2_000  # characters kept of an attribute; titles and addresses are shorter
_MOST_ATTRIBUTES = 40  # looked at in a tag
_MOST_BROKEN = 50  # tags whose quotes do not close; then the rest is dropped, as a browser does with the first

RAW = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "template", "svg"}
_KEPT = {"class", "id", "style", "hidden", "role", "name", "property", "itemprop", "content", "datetime", "type"}
_KEPT |= {"http-equiv", "aria-hidden", "pubdate"}

_MARKUP = re.compile(r"<(?=[a-zA-Z!?]|/[a-zA-Z])")  # any other "<" is text
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40}+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]{1,60}+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
_LONG_NUMBER = re.compile(
    r"&#[xX]?[0-9a-fA-F]{9,}+;?"
)  # no character has so long a number, and Python refuses to count


class Tag(msgspec.Struct, frozen=True):
    """A tag, in lower case.

    Attributes:
        name: Element name.
        closes: True for `</p>`.
        attributes: By name, values cut at 2,000 characters.
        text: For elements whose content is no markup (`title`, `script`), that content.
    """

    name: str
    closes: bool = False
    attributes: dict[str, str] = {}
    text: str = ""


def tokens(page: str) -> Iterator[Tag | str]:
    """Yield tags and text in order.

    Raises:
        RefusedError: `too_complex`, where there are more tags than any page of words has.
    """
    at, count, broken = 0, 0, 0
    while markup := _MARKUP.search(page, at):
        opened = markup.start()
        if opened > at:
            yield _text(page[at:opened])
        found = _TAG.match(page, opened)
        if found is None:
            broken += page[opened + 1] not in "!?"
            if broken > _MOST_BROKEN:
                return
            at = _after_declaration(page, opened)
            continue
        count += 1
        if count > _MOST_TAGS:
            raise refused("too_complex", limit=f"{_MOST_TAGS:,}")
        tag, at = _tag(page, found)
        yield tag
    if at < len(page):
        yield _text(page[at:])


def _tag(page: str, found: re.Match[str]) -> tuple[Tag, int]:
    name = found[2].lower()
    if found[1]:
        return Tag(name, closes=True), found.end()
    attributes = _attributes(found[3]) if found[3] else {}
    if name not in RAW or found[3].endswith("/"):
        return Tag(name, attributes=attributes), found.end()
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, found.end())
    inside = page[found.end() : end.start() if end else len(page)]
    text = _text(inside[:_LONGEST_VALUE]) if name == "title" else inside
    return Tag(name, attributes=attributes, text=text), end.start() if end else len(page)


def _attributes(written: str) -> dict[str, str]:
    kept: dict[str, str] = {}
    for count, found in enumerate(_ATTRIBUTE.finditer(written)):
        if count > _MOST_ATTRIBUTES:
            break
        name = found[1].lower()
        if name in _KEPT and name not in kept:
            value = found[2] or found[3] or found[4] or ""
            kept[name] = _text(value[:_LONGEST_VALUE])
    return kept


def _after_declaration(page: str, opened: int) -> int:
    """Return where a comment, doctype or broken tag ends; at the end of the page if it never closes."""
    if page.startswith("<!--", opened):
        end = page.find("-->", opened + 4)
        return end + 3 if end >= 0 else len(page)
    end = page.find(">", opened)
    return end + 1 if end >= 0 else len(page)


def _text(written: str) -> str:
    return html.unescape(_LONG_NUMBER.sub("\ufffd", written)) if "&" in written else written
