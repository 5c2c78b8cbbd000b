"""Decide what a source is: which kind of text, or why it is none.

In:  its name, its first bytes, and the media type that it was sent as, if any.
Out: a `Kind` whose reader takes the characters, a `Packed` whose reader takes the bytes; or a `RefusedError`.

Bytes decide before names and media types: pages are sent as text, Word files are named .doc, and servers lie.

To add a kind: one file with a function `read_...(text, *, latest) -> Draft`, one line in `KINDS` (or one that takes the
bytes, and `PACKED`), its suffixes in `data/suffixes.tsv`.
"""

import re
from datetime import date
from functools import cache
from typing import Protocol

import msgspec

from accord.sources.docx import read_docx
from accord.sources.draft import Draft
from accord.sources.html import read_html
from accord.sources.markdown import read_markdown
from accord.sources.package import contents
from accord.sources.pdf import read_pdf
from accord.sources.refusals import refused
from accord.sources.tables import rows
from accord.sources.text import read_text

__all__ = ["KINDS", "MAIL", "PACKED", "Kind", "Packed", "endings", "is_mail", "kind_by_name", "kind_of", "packed_kind"]

_HTML = re.compile(
    r"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:From [^\n]{1,200}\n)?[A-Za-z][A-Za-z0-9-]{1,40}:[ \t\r\n]")
_PDF, _PDF_BEGINS_WITHIN = b"%PDF-", 1_024  # bytes; before them servers and mail programs leave what is theirs
_ZIP, _OFFICE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a file with a password
_REFUSED = ("unsupported", "workbook", "archive")  # kinds of names that are never read
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


class PackedReader(Protocol):
    """A function that reads one kind of bytes."""

    def __call__(self, raw: bytes, *, latest: date | None = None) -> Draft:
        """Return what the bytes say."""


class Packed(msgspec.Struct, frozen=True):
    """A kind of bytes: its name in `data/suffixes.tsv`, its media types (its own first), and its reader."""

    name: str
    media: tuple[str, ...]
    read: PackedReader


KINDS = (
    Kind("text", ("text/plain",), read_text),
    Kind("markdown", ("text/markdown", "text/x-markdown"), read_markdown),
    Kind("html", ("text/html", "application/xhtml+xml"), read_html),
)

PACKED = (
    Packed("pdf", ("application/pdf",), read_pdf),
    Packed("docx", ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",), read_docx),
)
MAIL = Kind(
    "mail", ("message/rfc822", "multipart/related"), read_text
)  # opened by `mail.open_mail`, which finds several


def kind_of(source: str, text: str, media: str | None) -> Kind:
    """Return the kind of a text: what it was sent as, else what its name says; a whole HTML page is always HTML."""
    by_name = {kind.name: kind for kind in KINDS}
    if _HTML.match(text[:_LOOKED_AT]):
        return by_name["html"]
    sent_as = next((kind for kind in KINDS if _plain(media) in kind.media), None)
    if sent_as and sent_as.name == "html" and "</" not in text[:_LOOKED_AT] and "<p" not in text[:_LOOKED_AT]:
        sent_as = None  # a text that its server calls a page
    return sent_as or by_name.get(kind_by_name(source) or "", by_name["text"])


def endings(name: str) -> tuple[str, ...]:
    """Return the ends of file names that stand for a kind."""
    return tuple(row["suffix"] for row in rows("suffixes") if row["as"] == name)


def kind_by_name(source: str) -> str | None:
    """Return what the end of a name says: a kind's name, `skip`, `unsupported`, `workbook`, `archive`, or None."""
    row = _row(source)
    return row["as"] if row else None


def packed_kind(raw: bytes, source: str) -> Packed | None:
    """Return what the bytes are where they are no characters; None where they may be.

    Raises:
        RefusedError: `unsupported`, `workbook`, `archive`, `binary`, `encrypted`, `damaged`: they are of a format that is not read.
    """
    named = _row(source) or {"as": "", "what": ""}
    if _PDF in raw[:_PDF_BEGINS_WITHIN]:
        return PACKED[0]
    if raw.startswith(_ZIP) and (office := _office_kind(raw, named["as"])):
        return office
    if raw.startswith(_OFFICE) and _LOCKED in raw:
        raise refused("encrypted", found="an Office file")
    if named["as"] in {*_REFUSED, "skip"} and not _HTML.match(raw[:_LOOKED_AT].decode("latin-1")):
        raise refused(named["as"] if named["as"] in _REFUSED else "unsupported", found=named["what"])
    for row in rows("formats"):
        if raw.startswith(bytes.fromhex(row["begins"])):
            raise refused(row["reason"], found=row["what"])
    return None


def is_mail(raw: bytes, source: str, media: str | None) -> bool:
    """Return whether bytes are an e-mail: said to be one, and with headers at the top."""
    said = kind_by_name(source) == MAIL.name or _plain(media) in MAIL.media
    return said and _HEADER.match(raw[:_LOOKED_AT]) is not None


def _office_kind(raw: bytes, named: str) -> Packed | None:
    held = contents(raw)
    if held == "docx":
        return PACKED[1]
    if held or named != "docx":
        if held and held.startswith(("a workbook", "slides")):
            raise refused("workbook" if held.startswith("a workbook") else "unsupported", found=held)
        return None
    raise refused("damaged", found="a Word file whose list of parts is cut or broken")


def _plain(media: str | None) -> str:
    return (media or "").partition(";")[0].strip().lower()


def _row(source: str) -> dict[str, str] | None:
    name = _file_of(source) if "://" in source else source
    end = name[name.rfind(".") :].lower() if "." in name else ""
    return _suffixes().get(end)


def _file_of(address: str) -> str:
    """Return the last name in the path of an address; the host's own name has a dot too, and means nothing."""
    path = address.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")[2]
    return path.rpartition("/")[2]


@cache
def _suffixes() -> dict[str, dict[str, str]]:
    return {row["suffix"]: row for row in rows("suffixes")}
