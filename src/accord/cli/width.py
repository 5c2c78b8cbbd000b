"""Measure, cut and wrap text by the columns that it takes in a terminal.

In:  text of any script, from documents that anybody may have written.
Out: text on one line or wrapped, without characters that steer a terminal.

Source: Unicode Standard Annex 11: wide and full-width characters take two columns; combining ones none.
"""

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["MARK_OFF", "MARK_ON", "clean", "columns", "cut", "pad", "wrap"]

MARK_ON, MARK_OFF = "\x0e", "\x0f"  # stand around marked words until they are printed; `clean` lets no others in

_ELLIPSIS = "…"
_STEERING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PLAIN = re.compile(r"[ -~]*")
_SPACES = re.compile(r"\s+")
_WIDE_SCRIPT = "[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U00020000-\U000323af]"
_PIECE = re.compile(rf"{_WIDE_SCRIPT}[^\s\w]*|\s+|(?:(?!{_WIDE_SCRIPT})\S)+")


def clean(text: str) -> str:
    r"""Return the text on one line, without control characters and without marks that turn its direction.

    >>> clean("one\n two\x1b[31m")
    'one two�[31m'
    """
    return _STEERING.sub("\ufffd", _SPACES.sub(" ", text)).strip()


def columns(text: str) -> int:
    """Return how many columns a text takes.

    >>> columns("Wuxi"), columns("无锡")
    (4, 4)
    """
    return len(text) if _PLAIN.fullmatch(text) else sum(map(_columns_of, text))


def cut(text: str, width: int) -> str:
    """Return the text in at most `width` columns; an ellipsis says that it was cut.

    >>> cut("无锡市人民政府", 8), cut("short", 8)
    ('无锡市…', 'short')
    """
    if columns(text) <= width:
        return text
    taken, used = [], 0
    for character in text:
        used += _columns_of(character)
        if used > width - 1:
            break
        taken.append(character)
    return "".join(taken).rstrip() + _ELLIPSIS


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return the text filled up with spaces to `width` columns; to the right edge where asked."""
    spaces = " " * (width - columns(text))
    return spaces + text if right else text + spaces


def wrap(text: str, width: int, *, indent: str = "") -> Iterator[str]:
    """Yield the lines of a text, each in at most `width` columns; Chinese breaks between any two characters."""
    line, used = "", 0
    room = max(10, width - len(indent))
    for piece in _PIECE.findall(text):
        size = columns(piece)
        if used and used + columns(piece.rstrip()) > room:
            yield indent + line.rstrip()
            line, used = "", 0
        if not line and piece.isspace():
            continue
        line, used = line + piece, used + size
    if line.strip():
        yield indent + line.rstrip()


def _columns_of(character: str) -> int:
    if character in (MARK_ON, MARK_OFF) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
