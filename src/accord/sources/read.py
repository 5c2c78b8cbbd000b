"""Read the bytes of one source.

In:  bytes, where they come from, and the media type that they were sent as, if any.
Out: `Found`: the normalised text and its appearance; or a `RefusedError` with a reason. Never another error.
"""

import re
from datetime import date

from accord.errors import RefusedError
from accord.model import Appearance, Found, Text, bytes_hash, text_id
from accord.sources.draft import Draft
from accord.sources.encodings import Decoded, decode
from accord.sources.kinds import Kind, kind_of, refuse_other_formats
from accord.sources.language import language
from accord.sources.normalise import VERSION, normalise, one_line
from accord.sources.refusals import refused

__all__ = ["read_bytes"]

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")
_LOOKED_AT = 4_096  # bytes; HTML allows a declaration within the first 1,024
_MOST_CONTROLS = 0.02  # of the characters; teletype news has up to 0.005, chance bytes 0.1
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\x1b")


def read_bytes(raw: bytes, *, source: str, media: str | None = None, latest: date | None = None) -> Found:
    """Return the text and the appearance that the bytes hold.

    Args:
        raw: The bytes, as they came.
        source: Path or URL as given; its ending tells the kind where `media` does not.
        media: Media type that they were sent as, such as `text/html; charset=gbk`; None where nobody said.
        latest: Last day on which anything can have been published; a later date is passed over with a warning.

    Raises:
        RefusedError: Nothing to read; `reason` says why.
    """
    refuse_other_formats(raw, source)
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refused("empty", found="no bytes" if not raw else "only spaces")
    decoded = _decoded(raw, media)
    kind = kind_of(source, decoded.text, media)
    draft = kind.read(decoded.text, latest=latest)
    content = normalise(draft.content)
    if not any(character.isalnum() for character in content):
        raise refused("empty", found="no letters or digits")
    return _found(draft, content, appearance=(raw, source, kind), warnings=(*decoded.warnings, *draft.warnings))


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


def _found(draft: Draft, content: str, *, appearance: tuple[bytes, str, Kind], warnings: tuple[str, ...]) -> Found:
    raw, source, kind = appearance
    text = Text(id=text_id(content), content=content, language=language(content), normaliser=VERSION)
    return Found(
        text=text,
        appearance=Appearance(
            text=text.id,
            source=source,
            raw=bytes_hash(raw),
            title=one_line(draft.title or "") or None,
            published=draft.published,
            publisher=one_line(draft.publisher or "") or None,
            media=kind.media[0],
        ),
        warnings=warnings,
    )
