"""A document: its words, and where they were found.

A *text* is a document's normalised words; its id is their hash. An *appearance* is one place where it was found.
One text may appear many times; all appearances are kept.
"""

import hashlib

import msgspec

__all__ = ["LEDGER", "STANDARD_INPUT", "Appearance", "Found", "Refusal", "Text", "bytes_hash", "text_id"]

LEDGER = "ledger:"  # how the source of a ledger's row begins: `ledger:NAME#ROW`
STANDARD_INPUT = "-"  # the source of what was piped in or pasted


class Text(msgspec.Struct, frozen=True):
    """A document's normalised words.

    Attributes:
        id: `sha256:` and the hash of `content`.
        content: The words, NFC; all offsets in accord index this string in code points.
        language: BCP 47: `en`, `zh-Hans`, `zh-Hant`; `und` where nobody can say. Decided from `content` alone, unless a
            person said it.
        normaliser: Version of the normaliser that made it.
        pages: Start offsets of pages, for paged sources; else empty.
    """

    id: str
    content: str
    language: str
    normaliser: str
    pages: tuple[int, ...] = ()


class Appearance(msgspec.Struct, frozen=True):
    """One place where a text was found.

    Attributes:
        text: The text's id.
        source: Path or URL as given; `-` for standard input.
        raw: `sha256:` of the bytes as they came.
        title: Title as the source shows it, or None.
        published: Day of publication as far as the source's metadata or text shows it (`YYYY-MM-DD`, `YYYY-MM`, `YYYY`);
            None if it shows none.
        publisher: Who published it, or None.
        media: Media type that the bytes were read as, such as `text/html`.
        retrieved: When it was fetched (RFC 3339), or None; never part of a digest.
    """

    text: str
    source: str
    raw: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    media: str = "text/plain"
    retrieved: str | None = None


class Found(msgspec.Struct, frozen=True):
    """A source that was read.

    Attributes:
        text: The words.
        appearance: Where they stood.
        warnings: What was odd about the input.
        told: Whether a person said which language it is in; then that holds, also where the register knows better.
        place: Where in an archive it was read (`news.jsonl!7`), where it goes by an address of its own; else "".
    """

    text: Text
    appearance: Appearance
    warnings: tuple[str, ...] = ()
    told: bool = False
    place: str = ""


class Refusal(msgspec.Struct, frozen=True):
    """A source that was found but not read.

    Attributes:
        source: Path or URL as given.
        raw: `sha256:` of the bytes, or None where they could not even be had.
        reason: Stable slug, such as `empty`, `binary`, `too_large`, `not_found`.
        message: What was found, what was expected, in one sentence.
        advice: What a person can do about it.
    """

    source: str
    raw: str | None
    reason: str
    message: str
    advice: str


def text_id(content: str) -> str:
    """Return the id of a text: the hash of its normalised words."""
    return bytes_hash(content.encode())


def bytes_hash(raw: bytes) -> str:
    """Return `sha256:` and the hash of `raw` in hexadecimal.

    >>> bytes_hash(b"")[:18]
    'sha256:e3b0c44298f'
    """
    return "sha256:" + hashlib.sha256(raw).hexdigest()
