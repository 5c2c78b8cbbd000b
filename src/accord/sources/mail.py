"""Read an e-mail: its words, and the documents that came with it.

In:  the bytes of a message (RFC 5322, MIME), also of a page saved as MHTML.
Out: `Mail`: a draft of the message itself, where it has words, and what it encloses.

Of the forms of a body the page is read, else the plain text; what is only shown in it (pictures) is passed over.
Mails are written by many programs, wrongly by some: what cannot be decoded is decoded as well as possible.
"""

import email
import re
from collections.abc import Iterator
from datetime import date
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

import msgspec

from accord.errors import RefusedError
from accord.sources.dates import absurd
from accord.sources.draft import Draft
from accord.sources.encodings import decode
from accord.sources.html import read_html
from accord.sources.normalise import one_line
from accord.sources.refusals import refused

__all__ = ["Enclosed", "Mail", "open_mail"]

MOST_PARTS = 200  # a mail with 100 pictures has as many
MOST_BOUNDARIES = 100  # messages within messages; each costs Python's parser a frame or two
_QUOTED = re.compile(r"^(?:>[ \t]?){1,20}", re.MULTILINE)
_REPLY = re.compile(r"^(?:\s*(?:re|fw|fwd|aw|答复|回复|转发)\s*[:：])+\s*", re.IGNORECASE)
_WRONG = (MessageError, LookupError, ValueError, TypeError, AttributeError, AssertionError)
_SHOWN = ("image/", "audio/", "video/", "font/", "text/css", "text/calendar", "text/x-amp-html", "application/pgp")
_UNNAMED = {"application/pdf": "pdf", "message/rfc822": "eml", "text/html": "html", "text/plain": "txt"}


class Enclosed(msgspec.Struct, frozen=True):
    """A document that came with a mail: its name, its bytes, and the media type that it was sent as."""

    name: str
    raw: bytes
    media: str


class Mail(msgspec.Struct, frozen=True):
    """A message: what it says (None where it has no words of its own), and what it encloses."""

    draft: Draft | None
    enclosed: tuple[Enclosed, ...]


def open_mail(raw: bytes, *, latest: date | None = None) -> Mail:
    """Return a message with what it encloses.

    Raises:
        RefusedError: `too_complex_file`, `damaged`; `empty` where there is neither a word nor a document in it.
    """
    if raw.count(b"boundary=") > MOST_BOUNDARIES:
        raise refused("too_complex_file", found="an e-mail", limit=f"{MOST_BOUNDARIES} messages within messages")
    try:
        return _opened(email.message_from_bytes(raw, policy=compat32), latest)
    except RecursionError as error:
        raise refused("too_complex_file", found="an e-mail", limit="a depth that a program can follow") from error
    except _WRONG as error:
        raise refused("damaged", found="an e-mail that no program can take apart") from error


def _opened(message: Message, latest: date | None) -> Mail:
    parts = list(_parts(message, 0))
    if len(parts) > MOST_PARTS:
        raise refused("too_complex_file", found="an e-mail", limit=f"{MOST_PARTS} parts")
    body = _body(parts)
    enclosed = tuple(_enclosed([part for part in parts if part is not body]))
    draft = _draft(message, body, latest=latest)
    if draft is None and not enclosed:
        raise refused("empty", found="an e-mail without words")
    only_carries = bool(enclosed) and (body is None or not _bytes(body).strip())
    return Mail(None if only_carries else draft, enclosed)


def _parts(message: Message, depth: int) -> Iterator[Message]:
    """Yield the parts that hold something; a message within the message is one part."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
    else:
        yield message


def _body(parts: list[Message]) -> Message | None:
    """Return the part that is the message's words: the first page, else the first plain text."""
    texts = [part for part in parts if not _name(part) and _disposition(part) != "attachment"]
    plain = next((part for part in texts if _is_plain(part)), None)
    page = next((part for part in texts if part.get_content_type() == "text/html" and _bytes(part).strip()), None)
    return page or plain


def _is_plain(part: Message) -> bool:
    """Return whether a part is plain text; what is said to have parts, and has none, is."""
    return part.get_content_type() == "text/plain" or part.get_content_maintype() == "multipart"


def _draft(message: Message, body: Message | None, *, latest: date | None) -> Draft | None:
    subject = _REPLY.sub("", _header(message, "subject"))
    warnings: list[str] = []
    try:
        read = _words(body, latest=latest) if body is not None else Draft("")
    except RefusedError as error:
        read, warnings = Draft(""), [f"the words of the e-mail could not be read: {error}"]
    if not read.content.strip() and not subject:
        return None
    content = read.content
    if subject and one_line(subject) not in one_line(content[: 2 * len(subject) + 200]):
        content = f"{subject}\n\n{content}"
    sent, why = _sent(message, latest=latest)
    return Draft(
        content=content,
        title=subject or read.title,
        published=sent or read.published,
        publisher=_sender(message) or read.publisher,
        warnings=(*warnings, *why, *read.warnings),
    )


def _words(body: Message, *, latest: date | None) -> Draft:
    """Return the words of a part.

    Raises:
        RefusedError: They cannot be decoded, or there are none.
    """
    decoded = decode(_bytes(body), declared=_charset(body))
    if body.get_content_type() == "text/html":
        page = read_html(decoded.text, latest=latest)
        return msgspec.structs.replace(page, warnings=(*decoded.warnings, *page.warnings))
    return Draft(_QUOTED.sub("", decoded.text), warnings=decoded.warnings)


def _enclosed(parts: list[Message]) -> Iterator[Enclosed]:
    """Yield the documents among the parts, each under a name of its own."""
    taken: set[str] = set()
    for number, part in enumerate(parts, 1):
        media = part.get_content_type()
        if media.startswith(_SHOWN) or (part.get("content-id") and media.startswith("text/")):
            continue
        is_other_form = media in {"text/plain", "text/html"} and not _name(part) and _disposition(part) != "attachment"
        raw = _bytes(part)
        if is_other_form or not raw.strip():
            continue
        name = _name(part) or f"{number}.{_UNNAMED.get(media, 'bin')}"
        name = f"{number}-{name}" if name in taken else name
        taken.add(name)
        charset = _charset(part)
        yield Enclosed(name, raw, f"{media}; charset={charset}" if charset else media)


def _bytes(part: Message) -> bytes:
    """Return what a part holds, decoded from what mails are sent in; of a message within, the message."""
    if part.get_content_maintype() == "message" and part.is_multipart():
        inner = part.get_payload(0)
        return _written(inner) if isinstance(inner, Message) else b""
    try:
        found = part.get_payload(decode=True)
    except _WRONG:
        found = None
    return found if isinstance(found, bytes) else b""


def _written(message: Message) -> bytes:
    """Return a message within the message as bytes; what Python cannot write again is written as well as possible."""
    try:
        return message.as_bytes()
    except _WRONG:
        return message.as_string().encode("utf-8", "surrogateescape")


def _name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except _WRONG:
        name = ""
    plain = one_line(_decoded(name)).replace("\\", "/")
    return plain.rpartition("/")[2].replace("!", "_")


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except _WRONG:
        return ""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except _WRONG:
        return None


def _header(message: Message, name: str) -> str:
    value = next((value for key, value in message.raw_items() if key.lower() == name), "")
    return one_line(_decoded(str(value)))


def _decoded(value: str) -> str:
    """Return a header's words; bytes that nobody says the encoding of are judged as those of a text are."""
    try:
        pieces = decode_header(value)
    except _WRONG:
        pieces = [(value, None)]
    return "".join(
        _characters(piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece, charset)
        for piece, charset in pieces
    )


def _characters(piece: bytes, charset: str | None) -> str:
    try:
        return decode(piece, declared=charset).text if piece.strip() else piece.decode("ascii", "replace")
    except RefusedError:
        return piece.decode("utf-8", "replace")


def _sent(message: Message, *, latest: date | None) -> tuple[str | None, list[str]]:
    """Return the day on which it was sent, as its sender's clock had it, and why an absurd one was passed over."""
    try:
        day = parsedate_to_datetime(str(message.get("date") or "")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, []
    why = absurd(day, latest=latest)
    return (None, [why]) if why else (day, [])


def _sender(message: Message) -> str | None:
    sender = _header(message, "from")
    if "saved by" in sender.lower():  # what browsers write into pages that they save
        return None
    name, address = parseaddr(sender)
    return name.strip(" \"'") or address or None
