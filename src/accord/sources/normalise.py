"""Normalise the words of a document, so that the same words have the same id wherever they come from.

In:  text as decoded.
Out: text in which offsets are stable: NFC, `\\n` line ends, plain spaces, no invisible characters.

The result is what a text's id is the hash of: a change here is a new `VERSION`. Normalising twice changes nothing.
Curly quotes, dashes and full-width characters stay: facts point at the words as written.

Source: Unicode Standard Annex 15 (NFC; Stream-Safe Text Format), annex 14 (line breaks), annex 44 (general categories).
"""

import re
import unicodedata
from functools import cache

__all__ = ["VERSION", "normalise", "one_line"]

VERSION = "1"

_MOST_MARKS = 30  # combining marks in a row, UAX 15 section 13; longer runs are noise and cost quadratic time
_LAST_COMMON = "\uffff"  # of the basic plane; beyond it stand marks of ancient scripts and music
_BLANK_LINES = re.compile(r"\n(?: *+\n){3,}+")  # of more than two in a row, two are kept
_BREAKS = ("\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
_GONE = {"Cc", "Cf", "Cs"}  # control characters; zero-width, soft hyphen, BOM, direction marks; lone surrogates
_LOST = "\ufffd"


def normalise(text: str) -> str:
    """Return the words of a document in their one form.

    >>> normalise("Wuxi\\u00a0and\\u200b Ganzhou \\r\\n\\r\\n\\r\\n\\r\\nsigned\\ufeff")
    'Wuxi and Ganzhou\\n\\n\\nsigned'
    """
    for line_end in _BREAKS:
        text = text.replace(line_end, "\n")
    text = text.translate(_plain())
    if not text.isascii():
        runs = _long_runs_of_marks(rare=max(text) > _LAST_COMMON)
        text = unicodedata.normalize("NFC", runs.sub(_cut, text))
        text = runs.sub(_cut, text)  # a few marks come apart into two
    text = _BLANK_LINES.sub("\n\n\n", text)
    return "\n".join(line.strip(" ") for line in text.split("\n")).strip("\n")


def one_line(text: str) -> str:
    """Return `text` normalised, as one line with single spaces; for titles and names of publishers."""
    return " ".join(normalise(text).split())


class _Plain(dict[int, str | int | None]):
    """What stands for a character: itself, a space, a mark of loss, or nothing; worked out once a character."""

    def __missing__(self, code: int) -> str | int | None:
        self[code] = _stands_for(code)
        return self[code]


@cache
def _plain() -> _Plain:
    return _Plain({ord("\n"): "\n", ord("\t"): " "})


def _stands_for(code: int) -> str | int | None:
    category = unicodedata.category(chr(code))
    if category == "Zs":
        return " "
    if category == "Co":  # no agreed meaning; and covered sentences (langs/masks.py) are written in these
        return _LOST
    is_noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return None if category in _GONE or is_noncharacter else code


@cache
def _long_runs_of_marks(*, rare: bool) -> re.Pattern[str]:
    """Return the pattern of runs of marks that are too long; without the rare ones, which few texts have, it is ten times faster."""
    marks = (chr(code) for code in range(0x300, 0x1F000 if rare else ord(_LAST_COMMON) + 1) if _is_mark(chr(code)))
    return re.compile(f"[{''.join(marks)}]{{{_MOST_MARKS + 1},}}")


def _is_mark(character: str) -> bool:
    decomposed = unicodedata.decomposition(character).split()
    first = chr(int(decomposed[0], 16)) if decomposed and decomposed[0][0] != "<" else character
    return unicodedata.combining(first) != 0


def _cut(run: re.Match[str]) -> str:
    return run[0][:_MOST_MARKS]
