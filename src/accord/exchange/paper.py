"""A paper for people to read and print: a title, parts under headings, tables; the same whatever file it becomes.

In:  what is to be told, in the reader's language.
Out: `Paper`, which `docx_file`, `html_file` and `markdown_file` write; how many pages it takes.
"""

from functools import lru_cache
from unicodedata import east_asian_width

import msgspec

__all__ = [
    "BODY_PT",
    "HEAD_PT",
    "MARGIN_MM",
    "SMALL_PT",
    "TITLE_PT",
    "Line",
    "Paper",
    "Part",
    "Points",
    "Run",
    "Table",
    "cut",
    "ems",
    "pages",
]

# A4 (ISO 216) with margins of 18 mm; type as small as office papers are still read well.
MARGIN_MM, TITLE_PT, HEAD_PT, BODY_PT, SMALL_PT = 18, 16.0, 11.0, 9.5, 8.5
_WIDE_PT, _HIGH_PT = (210 - 2 * MARGIN_MM) / 25.4 * 72, (297 - 2 * MARGIN_MM) / 25.4 * 72
_LEADING = 1.32  # of a line to its type: fonts for Chinese are higher than the Latin ones
_PADDING_PT, _GAP_PT = 11.0, 4.0  # left and right of a cell together; between two blocks
_LATIN_EM = 0.5  # the mean width of a Latin letter, in its size


class Run(msgspec.Struct, frozen=True):
    """Words in one style; `link` is where a reader of a screen gets to, `about` the id of what the words are of."""

    words: str
    strong: bool = False
    faint: bool = False
    link: str | None = None
    about: str | None = None


Line = tuple[Run, ...]


class Points(msgspec.Struct, frozen=True):
    """A list; `small` for notes, numbered for those that are cited by number."""

    items: tuple[Line, ...]
    numbered: bool = False
    small: bool = False


class Table(msgspec.Struct, frozen=True):
    """A table; `shares` are the widths of its columns in hundredths of the page's, its head stands again on every page."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[Line, ...], ...]


class Part(msgspec.Struct, frozen=True):
    """What stands under one heading."""

    heading: str
    blocks: tuple[Line | Points | Table, ...]


class Paper(msgspec.Struct, frozen=True):
    """A paper.

    Attributes:
        language: Of its words, as in a language tag.
        title: Its name.
        under: What stands under the title.
        parts: In order.
        foot: What stands at the foot of every page, before the number of the page.
        day: On which it holds, YYYY-MM-DD; nothing else in its file is a time.
        documents: Ids of the documents that it cites, in the order of their numbers.
    """

    language: str
    title: str
    under: str
    parts: tuple[Part, ...]
    foot: str
    day: str
    documents: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 14)
def ems(words: str) -> float:
    """Return how wide words are, in sizes of their type: a Chinese character is one, a Latin letter a half.

    >>> ems("abcd"), ems("协议")
    (2.0, 2.0)
    """
    return sum(1.0 if east_asian_width(one) in "WF" else _LATIN_EM for one in words)


def cut(words: str, most: float) -> str:
    """Return the words as one line, no wider than `most` sizes of their type, cut between words where something is left out.

    >>> cut("one two three", 4), cut("共建产业基地", 4), cut("short", 9)
    ('one two…', '共建产…', 'short')
    """
    plain = " ".join(words.split())
    if ems(plain) <= most:
        return plain
    kept, room = "", most - 1
    for one in plain:
        room -= ems(one)
        if room < 0:
            break
        kept += one
    whole, space, _ = kept.rpartition(" ")
    return (whole if space and ems(whole) >= ems(kept) / 2 and plain[len(kept)] != " " else kept).rstrip(
        " ,;，；、"
    ) + "…"


def pages(paper: Paper) -> float:
    """Return how many pages the paper takes, estimated from the widths of its words; a little too many rather than too few."""
    high = _text((Run(paper.title),), TITLE_PT, _WIDE_PT) + _text((Run(paper.under),), SMALL_PT, _WIDE_PT)
    for part in paper.parts:
        high += HEAD_PT * _LEADING + 2 * _GAP_PT + sum(_block(block) for block in part.blocks)
    return high / _HIGH_PT


def _block(block: Line | Points | Table) -> float:
    if isinstance(block, Table):
        heads = tuple((Run(head),) for head in block.heads)
        return _GAP_PT + sum(_row(row, block.shares) for row in (heads, *block.rows))
    if isinstance(block, Points):
        size = SMALL_PT if block.small else BODY_PT
        return _GAP_PT + sum(_text(item, size, _WIDE_PT - 20) for item in block.items)
    return _GAP_PT + _text(block, BODY_PT, _WIDE_PT)


def _row(cells: tuple[Line, ...], shares: tuple[int, ...]) -> float:
    wide = [share / 100 * _WIDE_PT - _PADDING_PT for share in shares]
    return 1 + max(_text(cell, SMALL_PT, room) for cell, room in zip(cells, wide, strict=True))


def _text(line: Line, size: float, wide: float) -> float:
    lines = 0
    for words in "".join(run.words for run in line).split("\n"):
        lines += max(1, -int(-ems(words) * size * 1.04 // wide))  # a line is not filled to its end
    return lines * size * _LEADING
