"""Decode the bytes of a text, whatever encoding they are in.

In:  bytes, and the encoding that they are declared to be in, if any.
Out: the characters, and warnings; or a `RefusedError` where nothing reads well.

A byte order mark or valid UTF-8 decides. Else every candidate is tried on a sample and scored by how plausible its
characters are: Chinese news is written in the characters of level 1 of its set (`charsets.py`), and a wrong decoding
scatters over rare ones. What is declared counts a little, and loses against evidence.

Source: measured on chance pieces of Chinese news (share decoded right; uchardet is resiliparse's). GB18030: pieces of 6
characters 99 % (uchardet 46, charset-normalizer 15), of 20 characters 100 (99, 90). Big5: 6 characters 100 (16, 75).
UTF-16 without a byte order mark: 6 characters 85 (0, 80 to 88), 20 characters 99.7 and more (0, 98).
"""

import codecs
import re
from collections.abc import Callable
from functools import lru_cache, partial

import msgspec

from accord.sources.charsets import common
from accord.sources.refusals import refused
from accord.sources.tables import rows

__all__ = ["Decoded", "decode"]

_SAMPLE = 200_000  # bytes scored; a text does not change its encoding
_MOST_LOST = 0.01  # of the characters: one in a hundred unreadable is a damaged text, more is a wrong guess
_LOSS_COSTS = 20  # points for a share lost: 1 % costs 0.2
_PLAUSIBLE = 0.7  # least score; true Chinese text scores 0.95 and more, a wrong decoding below 0.5
_DECLARED = 0.1  # points for being declared
_TRUSTED = 0.72  # score of a declared encoding that is no candidate and decodes without loss
_MOST_ACCENTED = 0.4  # of the letters of a text in a Western language; Vietnamese is not in Windows-1252
_LOST = "\ufffd"
_LOST_UTF8 = _LOST.encode()

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EASTERN_MARKS = re.compile(r"[\u3000-\u303f\uff01-\uff5e“”‘’—…·℃％]")
_WESTERN_MARKS = re.compile(r"(?<![^\x00-\x7f])[“”‘’–—…•€£§©®™°·«»½¼¿¡\xa0´]")
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿŠšŽžŒœŸ]")
_BESIDE_LETTER = re.compile(r"(?<=[A-Za-z])[À-ÖØ-öø-ÿŠšŽžŒœŸ]|[À-ÖØ-öø-ÿŠšŽžŒœŸ](?=[A-Za-z])")


class Decoded(msgspec.Struct, frozen=True):
    """The characters of a text, the encoding they were in, and what was odd."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(raw: bytes, *, declared: str | None = None) -> Decoded:
    """Return the characters of a text.

    Args:
        raw: The bytes, as they came.
        declared: Label of the encoding that the source claims, such as `gb2312`; unknown labels are passed over.

    Raises:
        RefusedError: `encoding`, where no candidate reads without great loss.
    """
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return _settle(raw[len(bom) :], codec, declared=None)
    if b"\0" not in raw and _is_utf8(raw):
        return _settle(raw, "utf-8", declared=declared)
    claimed = _codec(declared)
    scores = {codec: _score(raw[:_SAMPLE], codec, claimed) for codec in {**_CANDIDATES, **dict.fromkeys(claimed)}}
    best = max(scores, key=lambda codec: scores[codec])
    if scores[best] < _PLAUSIBLE:
        raise refused("encoding", tried=", ".join(scores), found=f"the best guess, {best}, gives scrambled words")
    return _settle(raw, best, declared=declared)


def _settle(raw: bytes, codec: str, *, declared: str | None) -> Decoded:
    """Return the text in the encoding decided on, unless too much of it is lost."""
    text = _characters(raw, codec)
    lost = _count_lost(text, raw, codec)
    warnings = list(_contradicted(declared, codec))
    if _is_damaged(text, raw, lost):
        raise refused("encoding", tried=codec, found=f"{lost} of {len(text)} characters are damaged")
    if lost:
        warnings.append(f"{lost} of {len(text)} characters could not be decoded as {codec}; each stands as {_LOST}")
    return Decoded(text, codec, tuple(warnings))


def _is_damaged(text: str, raw: bytes, lost: int) -> bool:
    cut_short = lost == 1 and len(raw) > 1 and text.endswith(_LOST)  # the tail of a text that was cut anywhere
    return lost > _MOST_LOST * len(text) and not cut_short


def _characters(raw: bytes, codec: str) -> str:
    """Return the text; in UTF-8, surrogates written as characters (CESU-8) are joined, and lone ones are lost."""
    text = raw.decode(codec, "replace")
    if codec != "utf-8" or b"\xed" not in raw or _LOST not in text:
        return text
    if not _is_utf8(raw, "surrogatepass"):
        return text
    joined = codecs.getincrementaldecoder("utf-8")("surrogatepass").decode(raw)
    return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _score(sample: bytes, codec: str, claimed: tuple[str, ...]) -> float:
    if codec.startswith("utf-16") and len(sample) % 2:
        sample = sample[:-1]
    text = _characters(sample, codec)
    if not text:
        return 0.0
    lost = _count_lost(text, sample, codec) / len(text)
    if codec not in _CANDIDATES:
        return _TRUSTED if not lost and not any("\x80" <= c <= "\x9f" for c in text) else 0.0
    plausible = _CANDIDATES[codec](text)
    return plausible - _LOSS_COSTS * lost + _DECLARED * (codec in claimed)


def _few_controls(text: str) -> float:
    """Return the share of the characters that a text may have; what is valid in UTF-8 needs no more proof."""
    return 1.0 - sum(c < "\x20" and c not in "\t\n\r" for c in text) / len(text)


def _chinese(text: str, *, sets: tuple[str, ...]) -> float:
    """Return the share of the characters outside ASCII that Chinese news would have, less the control characters."""
    strange = [c for c in text if c >= "\x80"]
    known = sum(any(c in common(name) for name in sets) for c in strange) + len(_EASTERN_MARKS.findall(text))
    share = min(1.0, known / len(strange)) if strange else 1.0
    return share + _few_controls(text) - 1.0


def _either(text: str) -> float:
    return max(_chinese(text, sets=("gb2312", "big5")), _western(text))


def _western(text: str) -> float:
    """Return the share of the characters outside ASCII that stand where a Western language has them."""
    strange = sum(c >= "\x80" for c in text)
    letters = sum(c.isalpha() for c in text)
    accented = len(_ACCENTED.findall(text))
    if not strange or accented > _MOST_ACCENTED * letters:
        return 0.0
    return min(1.0, (len(_WESTERN_MARKS.findall(text)) + len(_BESIDE_LETTER.findall(text))) / strange)


def _count_lost(text: str, raw: bytes, codec: str) -> int:
    written = raw.count(_LOST_UTF8) if codec == "utf-8" else 0  # the mark of loss may itself stand in the source
    return max(0, text.count(_LOST) - written)


_CANDIDATES: dict[str, Callable[[str], float]] = {
    "utf-8": _few_controls,
    "gb18030": partial(_chinese, sets=("gb2312",)),
    "big5hkscs": partial(_chinese, sets=("big5",)),
    "cp1252": _western,
    "utf-16-le": _either,
    "utf-16-be": _either,
}


def _is_utf8(raw: bytes, errors: str = "strict") -> bool:
    """Return whether bytes are valid UTF-8; the last character may be cut, as where a download stopped."""
    try:
        raw.decode("utf-8", errors)
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return True


@lru_cache(1_000)  # labels come from outside, and a program may run for long
def _codec(label: str | None) -> tuple[str, ...]:
    wanted = (label or "").strip().strip("\"'").lower()
    return tuple(row["codec"] for row in rows("encodings") if row["label"] == wanted)


def _contradicted(declared: str | None, codec: str) -> tuple[str, ...]:
    claimed = _codec(declared)
    if not claimed or codec in claimed:
        return ()
    return (f"declared as {declared}, but written in {codec}",)
