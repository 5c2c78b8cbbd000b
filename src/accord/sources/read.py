"""Read the bytes of one source.

In:  bytes, where they come from, and the media type that they were sent as, if any.
Out: `Found`: the normalised text and its appearance; or a `RefusedError` with a reason. Never another error.
     Of an e-mail also what it encloses, each with a source of its own: `mail.eml!attachment.pdf`.
"""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from accord.errors import RefusedError
from accord.model import Appearance, Found, Refusal, Text, bytes_hash, text_id
from accord.sources.draft import Draft
from accord.sources.encodings import Decoded, decode
from accord.sources.given import NOTHING, Given
from accord.sources.kinds import MAIL, is_mail, kind_of, packed_kind
from accord.sources.language import language
from accord.sources.mail import open_mail
from accord.sources.normalise import VERSION, normalise, one_line
from accord.sources.refusals import refusal, refused

__all__ = ["INSIDE", "read_bytes", "read_each"]

INSIDE = "!"  # between a mail and what it encloses, as between a JAR file and its entries

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")
_LOOKED_AT = 4_096  # bytes; HTML allows a declaration within the first 1,024
_MOST_CONTROLS = 0.02  # of the characters; teletype news has up to 0.005, chance bytes 0.1
DEEPEST = 3  # mails within mails: a forward of a forward
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\x1b")


def read_bytes(
    raw: bytes, *, source: str, media: str | None = None, latest: date | None = None, given: Given = NOTHING
) -> Found:
    """Return the text and the appearance that the bytes hold.

    Args:
        raw: The bytes, as they came.
        source: Path or URL as given; its ending tells the kind where neither the bytes nor `media` do.
        media: Media type that they were sent as, such as `text/html; charset=gbk`; None where nobody said.
        latest: Last day on which anything can have been published; a later date is passed over with a warning.
        given: What a person says of the document, where they know better.

    Raises:
        RefusedError: Nothing to read; `reason` says why.
    """
    if is_mail(raw, source, media):
        mail = open_mail(raw, latest=latest)
        if mail.draft is None:
            raise refused("empty", found="an e-mail without words of its own")
        return _found(mail.draft, (raw, source, MAIL.media[0]), given)
    packed = packed_kind(raw, source)
    if packed is not None:
        return _found(packed.read(raw, latest=latest), (raw, source, packed.media[0]), given)
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refused("empty", found="no bytes" if not raw else "only spaces")
    decoded = _decoded(raw, media)
    kind = kind_of(source, decoded.text, media)
    draft = kind.read(decoded.text, latest=latest)
    draft = msgspec.structs.replace(draft, warnings=(*decoded.warnings, *draft.warnings))
    return _found(draft, (raw, source, kind.media[0]), given)


def read_each(
    raw: bytes,
    *,
    source: str,
    media: str | None = None,
    latest: date | None = None,
    given: Given = NOTHING,
    depth: int = 0,
) -> Iterator[Found | Refusal]:
    """Yield the document that the bytes hold and, of a mail, those that it encloses; each read or refused."""
    if not is_mail(raw, source, media):
        yield _one(raw, source=source, media=media, latest=latest, given=given)
        return
    try:
        mail = open_mail(raw, latest=latest)
        if depth >= DEEPEST:
            raise refused("too_deep", limit=DEEPEST)
    except RefusedError as error:
        yield refusal(source, error, raw=bytes_hash(raw))
        return
    if mail.draft is not None:
        yield _one(raw, source=source, media=media, latest=latest, given=given)
    inner = msgspec.structs.replace(given, title=None)
    for part in mail.enclosed:
        name = f"{source}{INSIDE}{part.name}"
        yield from read_each(part.raw, source=name, media=part.media, latest=latest, given=inner, depth=depth + 1)


def _one(raw: bytes, *, source: str, media: str | None, latest: date | None, given: Given) -> Found | Refusal:
    try:
        return read_bytes(raw, source=source, media=media, latest=latest, given=given)
    except RefusedError as error:
        return refusal(source, error, raw=bytes_hash(raw))


def _decoded(raw: bytes, media: str | None) -> Decoded:
    try:
        decoded = decode(raw, declared=_declared(raw, media))
    except RefusedError as error:
        if len(raw) - len(raw.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(raw):
            raise refused("binary", found="full of control characters") from error
        raise
    controls = sum(decoded.text.count(chr(code)) for code in _CONTROLS)
    if controls > _MOST_CONTROLS * len(decoded.text):
        raise refused("binary", found="full of control characters")
    if "\0" in decoded.text:
        return Decoded(decoded.text, decoded.encoding, (*decoded.warnings, "NUL characters were dropped"))
    return decoded


def _declared(raw: bytes, media: str | None) -> str | None:
    """Return the encoding that the sender, else the page itself, declares."""
    sent_as = _DECLARED.search((media or "").encode("ascii", "replace"))
    found = sent_as or (_DECLARED.search(raw[:_LOOKED_AT]) if b"<" in raw[:_LOOKED_AT] else None)
    return found[1].decode("ascii") if found else None


def _found(draft: Draft, came: tuple[bytes, str, str], given: Given) -> Found:
    """Return the document of a draft.

    Raises:
        RefusedError: `empty`, where it has no words.
    """
    raw, source, media = came
    content = normalise(draft.content)
    if not any(character.isalnum() for character in content):
        raise refused("empty", found="no letters or digits")
    spoken = given.language or language(content)
    text = Text(text_id(content), content, spoken, VERSION, draft.pages if content == draft.content else ())
    return Found(
        text=text,
        appearance=Appearance(
            text=text.id,
            source=source,
            raw=bytes_hash(raw),
            title=one_line(given.title or draft.title or "") or None,
            published=given.published or draft.published,
            publisher=one_line(draft.publisher or "") or None,
            media=media,
        ),
        warnings=draft.warnings,
        told=given.language is not None,
    )
