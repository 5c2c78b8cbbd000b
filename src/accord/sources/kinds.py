"""Decide what a source is: which kind of text, or why it is none.

In:  its name, its first bytes, and the media type that it was sent as, if any.
Out: a `Kind` whose reader takes the characters; or a `RefusedError`.

To add a kind: one file with a function `read_...(text, *, latest) -> Draft`, one line in `KINDS`, its suffixes in
`data/suffixes.tsv`.
"""

import re
from datetime import date
from functools import cache
from typing import Protocol

import msgspec

from accord.sources.draft import Draft
from accord.sources.html import read_html
from accord.sources.markdown import read_markdown
from accord.sources.refusals import refused
from accord.sources.tables import rows
from accord.sources.text import read_text

__all__ = ["KINDS", "Kind", "kind_by_name", "kind_of", "refuse_other_formats"]

_HTML = re.compile(
    r"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
_LOOKED_AT = 4_000  # characters; licences and comments before <html> are rarely longer


class Reader(Protocol):
    """A function that reads one kind of text."""

    def __call__(self, text: str, *, latest: date | None = None) -> Draft:
        """Return what the text says."""


class Kind(msgspec.Struct, frozen=True):
    """A kind of text: its name in `data/suffixes.tsv`, its media types (its own first), and its reader."""

    name: str
    media: tuple[str, ...]
    read: Reader


KINDS = (
    Kind("text", ("text/plain",), read_text),
    Kind("markdown", ("text/markdown", "text/x-markdown"), read_markdown),
    Kind("html", ("text/html", "application/xhtml+xml"), read_html),
)


def kind_of(source: str, text: str, media: str | None) -> Kind:
    """Return the kind of a text: what it was sent as, else what its name says; a whole HTML page is always HTML."""
    by_name = {kind.name: kind for kind in KINDS}
    if _HTML.match(text[:_LOOKED_AT]):
        return by_name["html"]
    plain = (media or "").partition(";")[0].strip().lower()
    sent_as = next((kind for kind in KINDS if plain in kind.media), None)
    return sent_as or by_name.get(kind_by_name(source) or "", by_name["text"])


def kind_by_name(source: str) -> str | None:
    """Return what the end of a name says: a kind's name, `skip`, `unsupported`, `archive`, or None."""
    row = _row(source)
    return row["as"] if row else None


def refuse_other_formats(raw: bytes, source: str) -> None:
    """Raise where the name says that it is a format that is not read, or the bytes begin like one.

    Raises:
        RefusedError: `unsupported`, `archive` or `binary`.
    """
    named = _row(source)
    if named and named["as"] in {"unsupported", "archive", "skip"}:
        raise refused("archive" if named["as"] == "archive" else "unsupported", found=named["what"])
    for row in rows("formats"):
        if raw.startswith(bytes.fromhex(row["begins"])):
            raise refused(row["reason"], found=row["what"])


def _row(source: str) -> dict[str, str] | None:
    name = source.partition("?")[0].partition("#")[0] if "://" in source else source
    end = name[name.rfind(".") :].lower() if "." in name else ""
    return _suffixes().get(end)


@cache
def _suffixes() -> dict[str, dict[str, str]]:
    return {row["suffix"]: row for row in rows("suffixes")}
