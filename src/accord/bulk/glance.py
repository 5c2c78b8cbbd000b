"""Put aside at a glance what cannot tell of cooperation: most of an archive, so it must cost next to nothing.

In:  an article as it stands in its archive.
Out: whether it is worth reading. What is put aside would not be read as relevant: words are looked at as they will be read, and of
pages more than will be read (furniture, titles in their heads).
"""

import html
import re
from collections.abc import Callable

from accord.errors import RefusedError
from accord.sources import normalise
from accord.sources.archives import Article, with_title
from accord.sources.encodings import decode

__all__ = ["worth_reading"]

_PAGE = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*<(?:!doctype|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_SAID = re.compile(r"<meta\b[^>]{0,200}?content\s*=\s*(?:\"([^\">]*)\"|'([^'>]*)')[^>]{0,200}>", re.IGNORECASE)
_WITHIN_WORDS = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|tt|u|wbr)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[a-z/!?][^>]*>", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_OTHER = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
)  # what is no characters is opened before anybody can say what it tells
_LOOKED_AT = 1_024


def worth_reading(article: Article, may_tell: Callable[[str], bool]) -> tuple[bool, bytes]:
    """Return whether an article may tell of cooperation, and its words with its title."""
    raw = with_title(article)
    top = raw[:_LOOKED_AT]
    if any(sign in top for sign in _OTHER) or article.name.lower().endswith((".eml", ".mht", ".mhtml")):
        return True, raw
    declared = (article.media or "").partition("charset=")[2].strip("\"' ;") or None
    try:
        words = decode(raw, declared=declared).text
    except RefusedError:
        return True, raw  # who reads it says what is wrong with it
    is_page = "html" in (article.media or "") or _PAGE.match(top) is not None
    return may_tell(normalise(_shown(words) if is_page else words)), raw


def _shown(page: str) -> str:
    """Return the words of a page and of its head, roughly: every word that will be read is among them."""
    page = _SPACES.sub(" ", _UNSEEN.sub("\n", page))
    page = _SAID.sub(lambda found: f"\n{found[1] or found[2] or ''}\n", page)
    return html.unescape(_TAG.sub("\n", _WITHIN_WORDS.sub("", page)))
