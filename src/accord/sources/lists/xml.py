"""Hear the elements of an XML list, in whatever encoding it is.

In:  bytes, and the media type that they were sent as.
Out: what a `Target` heard of them; or a `RefusedError`.

The XML parser of the standard library knows no GBK and no Big5, and stops at an encoding that is not the one declared: what it
does not take is decoded as pages are (`encodings.py`), and tried once more. Document types are refused, so that nothing can be
expanded or fetched.
"""

import re
from collections.abc import Callable
from typing import TypeVar
from xml.etree import ElementTree

from accord.errors import RefusedError
from accord.sources.encodings import decode
from accord.sources.package import Target
from accord.sources.refusals import refused

__all__ = ["Heard", "heard", "local"]

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']""")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.I)


class Heard(Target):
    """Hears a list; a document type is refused, as there is nothing to be expanded."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.root = ""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Refuse it.

        Raises:
            RefusedError: Always.
        """
        raise refused("no_list", found="a page with a document type")


_H = TypeVar("_H", bound=Heard)


def heard(raw: bytes, make: Callable[[], _H], *, media: str | None = None) -> _H:
    """Return what was heard of a list.

    Raises:
        RefusedError: `no_list`: it is no XML.
    """
    plain = raw.lstrip(b" \t\r\n")
    try:
        return _fed(plain, make())
    except (ElementTree.ParseError, ValueError, LookupError):
        pass
    try:
        return _fed(_DECLARATION.sub("", decode(plain, declared=_declared(plain, media)).text, count=1), make())
    except (ElementTree.ParseError, ValueError, LookupError, RefusedError) as error:
        if isinstance(error, RefusedError) and error.reason == "no_list":
            raise
        raise refused("no_list", found="XML that is broken, or nothing of the kind") from error


def local(tag: str) -> str:
    """Return the name of an element without its namespace."""
    return tag.rpartition("}")[2].lower()


def _fed(words: bytes | str, target: _H) -> _H:
    parser = ElementTree.XMLParser(target=target)
    parser.feed(words)
    parser.close()
    return target


def _declared(raw: bytes, media: str | None) -> str | None:
    sent_as, said = _CHARSET.search(media or ""), _ENCODING.search(raw[:300])
    return sent_as[1] if sent_as else said[1].decode() if said else None
