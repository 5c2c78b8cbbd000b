"""Lay the lines of a PDF out as paragraphs, as a person would read them.

In:  pages of lines, each with the place where it stands.
Out: `Paragraph`s in reading order, without running heads and page numbers.

A PDF knows no paragraphs: a line ends where its column ends. A line goes on in the next one where the first word of the
next would not have fitted any more, the lines are as far apart as lines of this document are, and equally large. A
paragraph goes on over the end of a page or column where its sentence does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from statistics import median

import msgspec

from accord.sources.tables import column

__all__ = ["Line", "Paragraph", "lay_out_pages"]

_EDGE = 3  # lines at the top and at the bottom of a page that may be running heads
_HEAD = 80  # characters of a running head; a full line of prose has more
_SHARE = 0.4  # of the pages on which a running head stands
_LARGER = 1.15  # a title is that much larger than the running head that repeats it
_ALIKE = 0.15  # share by which lines of one paragraph differ in height (raised figures, bold)
_APART = 0.4  # of a line's height: more than this beyond the usual distance parts paragraphs
_INDENT = 1.0  # heights of a line: a paragraph's first line is set in by more
_COLUMN = 3.0  # heights of a line within which lines begin that stand in one column
_WIDE = 1.2  # times the usual width of its letters that a word may have
_MOSTLY = 0.6  # of the column: a line that reaches further goes on in a small letter
_CELLS = " | "  # what `pdf_child.py` puts between cells
_HYPHENS = "-\u00ad\u2010"
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_ENDS = re.compile(r"[.!?:;。！？：；…][\"'”’)\]）》]*$")
_ITEM = re.compile(
    r"[•●▪■◆◦‣]|[*·–—-]\s|\(?\d{1,3}[.)、](?=\s|[\u3400-\u9fff])|\d{1,2}(?:\.\d{1,2}){1,4}\s"
    r"|[a-z][.)]\s|\((?:[a-zA-Z]|[ivxIVX]{1,5})\)\s|[ivx]{2,5}[.)]\s"
    r"|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十百零\d]{1,5}[条章节條節]"
    r"|(?:Article|Section|Clause)\s\d{1,3}\b(?=\s*(?:[.:：]|$)|\s+[A-Z])",
)
_NUMBER = re.compile(
    r"[-–—\s]*(?:page|p\.|第)?\s*\d{1,4}\s*(?:页|頁)?\s*(?:(?:of|/|共)\s*\d{1,4}\s*(?:页|頁)?)?[-–—\s]*$", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:[.·…]\s?){5,}\s*(?:\d{1,4}|[ivxl]{1,6})$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A line of a page: its words, and where it stands (points, the origin bottom left); whether it is turned."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    turned: bool = False

    @property
    def height(self) -> float:
        """Return how tall its letters are, at least a point."""
        return max(self.top - self.bottom, 1.0)

    @property
    def middle(self) -> float:
        """Return how high its middle stands."""
        return (self.top + self.bottom) / 2


class Paragraph(msgspec.Struct):
    """A paragraph: its lines as (page, line), in reading order."""

    lines: list[tuple[int, Line]]

    @property
    def height(self) -> float:
        """Return how tall its letters are."""
        return median(line.height for _, line in self.lines)


def lay_out_pages(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Return the paragraphs of a document."""
    upright = [_upright(page) for page in pages]
    heads = _running_heads(upright, _usual_distance(upright))
    kept = [[line for at, line in enumerate(page) if (number, at) not in heads] for number, page in enumerate(upright)]
    apart = _usual_distance(kept)
    found: list[Paragraph] = []
    for number, page in enumerate(kept):
        for paragraph in _of_page(number, page, apart):
            if found and _goes_on(found[-1], paragraph):
                found[-1].lines += paragraph.lines
            else:
                found.append(paragraph)
    return found


def words_of(paragraph: Paragraph, known: Counter[str]) -> list[tuple[int, str]]:
    """Return what a paragraph says, in pieces (page, words) that follow each other without anything between them.

    Args:
        paragraph: Its lines.
        known: How often each word stands in the document within a line; tells whether a hyphen belongs to a word.
    """
    pieces: list[tuple[int, str]] = []
    for at, (page, line) in enumerate(paragraph.lines):
        text = line.text
        if at + 1 < len(paragraph.lines):
            text = _before(text, paragraph.lines[at + 1][1].text, known)
        pieces.append((page, text))
    return pieces


def known_words(pages: Sequence[Sequence[Line]]) -> Counter[str]:
    """Return how often each word stands within a line, small letters; words at the ends of lines may be parts."""
    return Counter(word.lower() for page in pages for line in page for word in _WORD.findall(line.text)[:-1])


def _upright(page: Sequence[Line]) -> list[Line]:
    """Return the lines that stand as most of the page does: stamps across it go, and tables of contents."""
    turned = sum(line.turned for line in page) * 2 > len(page)
    return [line for line in page if line.turned == turned and not _CONTENTS.search(line.text)]


def _running_heads(pages: list[list[Line]], apart: float) -> set[tuple[int, int]]:
    """Return page and place of the lines that repeat at the edges of pages, and of page numbers."""
    edges = [(number, at, _mask(page[at].text)) for number, page in enumerate(pages) for at in _edges(page, apart)]
    on_pages = Counter(mask for _, mask in {(number, mask) for number, _, mask in edges})
    within = max(2.0, _SHARE * len(pages)) if len(pages) < 8 else 3.0
    outer = {(number, at) for number, page in enumerate(pages) for at in _outermost(page)}
    heads = {(number, at) for number, at, mask in edges if on_pages[mask] >= (2 if (number, at) in outer else within)}
    of_page = Counter(number for number, _ in heads)
    repeated = {number for number, count in of_page.items() if 2 * count > len(pages[number]) > _EDGE}
    numbers = {(number, at) for number, at in outer if _NUMBER.match(pages[number][at].text)}
    return {(number, at) for number, at in heads - _titles(pages, heads) if number not in repeated} | numbers


def _titles(pages: list[list[Line]], heads: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return which of the running heads is the title of the document: on its first page, and larger than on others."""
    sizes: dict[str, list[float]] = {}
    for number, at in heads:
        sizes.setdefault(_mask(pages[number][at].text), []).append(pages[number][at].height)
    return {
        (number, at)
        for number, at in heads
        if number == 0 and pages[0][at].height > _LARGER * min(sizes[_mask(pages[0][at].text)])
    }


def _edges(page: list[Line], apart: float) -> list[int]:
    """Return the places of the lines that stand apart from the text, at the top and at the bottom of a page."""
    order = sorted(range(len(page)), key=lambda at: -page[at].middle)
    return sorted({*_until_gap(page, order, apart), *_until_gap(page, order[::-1], apart)})


def _until_gap(page: list[Line], order: list[int], apart: float) -> list[int]:
    """Return the first lines of an order up to where the lines stand further apart; none where they never do, or are prose."""
    for count, (at, following) in enumerate(pairwise(order[: _EDGE + 1]), 1):
        upper, lower = sorted((page[at], page[following]), key=lambda line: -line.middle)
        if (upper.bottom - lower.top) / min(upper.height, lower.height) > apart + _APART:
            return order[:count] if all(len(page[one].text) <= _HEAD for one in order[:count]) else []
    return order if len(order) == 1 and len(page[order[0]].text) <= _HEAD else []


def _outermost(page: list[Line]) -> list[int]:
    order = sorted(range(len(page)), key=lambda at: -page[at].middle)
    return list({*order[:1], *order[-2:]})


def _mask(text: str) -> str:
    """Return a line with its numbers covered, so that running heads of all pages are alike."""
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def _usual_distance(pages: list[list[Line]]) -> float:
    """Return how far lines stand apart that follow each other, in heights of a line; 0.5 where nobody can say."""
    distances = [
        (upper.bottom - lower.top) / upper.height
        for page in pages
        for upper, lower in pairwise(page)
        if _is_below(upper, lower) and _is_as_large(upper, lower) and upper.bottom - lower.top < 2.5 * upper.height
    ]
    return median(distances) if distances else 0.5


def _of_page(number: int, page: list[Line], apart: float) -> Iterator[Paragraph]:
    lines: list[Line] = []
    for line in page:
        if lines and not _continues(lines, line, page, apart):
            yield Paragraph([(number, one) for one in lines])
            lines = []
        lines.append(line)
    if lines:
        yield Paragraph([(number, one) for one in lines])


def _continues(lines: list[Line], line: Line, page: list[Line], apart: float) -> bool:
    """Return whether a line belongs to the paragraph of the lines before it."""
    last = lines[-1]
    if abs(last.middle - line.middle) < 0.3 * last.height:
        return True  # further right in the same line
    if not (_is_below(last, line) and _is_as_large(last, line)) or _is_new(last, line):
        return False
    if (last.bottom - line.top) / last.height > apart + _APART:
        return False
    if last.text[-1] in _HYPHENS and last.text[-2:-1].isalpha():
        return True
    return _is_full(last, line, page) and not _is_set_in(lines, line)


def _is_new(last: Line, line: Line) -> bool:
    """Return whether a line begins something, or one of the two is a row of a table."""
    return _ITEM.match(line.text) is not None or _CELLS in last.text or _CELLS in line.text


def _is_below(upper: Line, lower: Line) -> bool:
    return lower.middle < upper.middle and lower.left < upper.right and upper.left < lower.right


def _is_as_large(one: Line, other: Line) -> bool:
    return abs(one.height - other.height) <= _ALIKE * max(one.height, other.height)


def _is_full(last: Line, line: Line, page: list[Line]) -> bool:
    """Return whether the first word of the next line would not have fitted at the end of the last one."""
    reach = _COLUMN * last.height
    column_right = max(
        other.right for other in page if abs(other.left - min(last.left, line.left)) <= reach or other is last
    )
    is_centred = abs((last.left + last.right) - (line.left + line.right)) < last.height and line.left > last.left
    first = line.text[:1] if _HAN.match(line.text) else line.text.split(maxsplit=1)[0]
    width = _WIDE * (line.right - line.left) / len(line.text) * (len(first) + 1)
    runs_on = line.text[0].islower() and not _ENDS.search(last.text)
    reached = last.right > line.left + _MOSTLY * (column_right - line.left)
    return is_centred or last.right + width > column_right or (runs_on and reached)


def _is_set_in(lines: list[Line], line: Line) -> bool:
    """Return whether a line begins further right than the paragraph's lines, as first lines do."""
    left = min(one.left for one in lines)
    if _ITEM.match(lines[0].text):
        return False  # what follows a bullet is set in
    is_centred = abs((lines[-1].left + lines[-1].right) - (line.left + line.right)) < line.height
    return line.left > left + _INDENT * line.height and not is_centred


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Return whether a paragraph goes on after the end of its page or column."""
    (page, last), (next_page, first) = before.lines[-1], after.lines[0]
    if page == next_page and _is_below(last, first):
        return False
    if not _is_as_large(last, first) or _ENDS.search(last.text) or _is_new(last, first):
        return False
    if _HAN.search(last.text[-1:]) and _HAN.match(first.text):
        return len(before.lines) > 1 or last.right - last.left > 20 * last.height
    is_prose = len(before.lines) > 1 or len(last.text) > 60
    return is_prose and (first.text[:1].islower() or last.text[-1] in _HYPHENS or last.text[-1] in ",，、")


def _before(text: str, following: str, known: Counter[str]) -> str:
    """Return a line so that the next one may follow at once: with a space, or with the word put together again."""
    if text[-1] in _HYPHENS and text[-2:-1].isalpha() and following[:1].isalpha():
        return text[:-1] if not _keeps_hyphen(text[:-1], following, known) else text[:-1] + "-"
    if text[-1] in "-–—/" and text[-2:-1] != " ":
        return text
    is_eastern = _HAN.match(text[-1]) and _HAN.match(following)
    return text if is_eastern else text + " "


def _keeps_hyphen(text: str, following: str, known: Counter[str]) -> bool:
    first, second = _WORD.findall(text)[-1].lower(), (_WORD.match(following) or [""])[0].lower()
    if following[0].isupper():
        return True
    with_hyphen, without = known[f"{first}-{second}"], known[first + second]
    if with_hyphen or without:
        return with_hyphen > without
    return first in _heads()


@cache
def _heads() -> frozenset[str]:
    return frozenset(column("hyphen_heads", "head"))
