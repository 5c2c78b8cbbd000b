"""Lay a document out: paragraphs, sentences, and what is heading or furniture.

In:  the document's words, and a pack.
Out: a `Page`.

A line is a paragraph, unless the document breaks its lines by width as agencies' wires do; then a blank or indented line
begins the next one.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from accord.langs import Pack, match
from accord.langs.spans import trimmed
from accord.model.page import Page, Sentence

__all__ = ["lay_out", "paragraphs"]

_LONGEST = 1_500  # characters of a sentence; a longer run of words is cut, so that no text makes a rule search far
_STRETCH = 6_000  # characters of a paragraph that the recogniser of names sees at once

_WRAP = (40, 90)  # characters of a full line where lines are broken by width
_AMID = 2  # lines that begin in small letters behind one that has no end
_TAIL = 400  # characters at the end of a block that tell how it ends; more than a heading has
_HEADING_MAX = 220  # characters; longer lines are prose even without a full stop
_ENDS = re.compile(r"[.!?;:…,。][\"'”’)\]]*$")
_BULLET = re.compile(r"\s*(?:[*•·\-–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_MARKED = re.compile(r"#{1,6}\s")
_OPEN_END = re.compile(r"\b(?:St|Mr|Mrs|Ms|Dr|No|Sen|Rep|Gov|Prof)\.$")


def lay_out(content: str, pack: Pack, *, published: str | None = None) -> Page:
    """Return the document as sentences in order, each with its paragraph and kind."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_blocks(content)):
        kind = _kind(content[start:end], pack)
        spans = pack.sentences(content[start:end]) if kind == "prose" else [(0, end - start)]
        cut = [part for a, b in spans for part in _cut(content, start + a, start + b)]
        found.extend(Sentence(a, b, number, kind) for a, b in cut)  # type: ignore[arg-type]
    return Page(content, published, tuple(found))


def paragraphs(page: Page) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs that are not furniture, in order; a very long one in several stretches."""
    spans: list[tuple[int, int]] = []
    number = -1
    for sentence in page.sentences:
        if sentence.kind == "furniture":
            continue
        if sentence.paragraph == number and sentence.end - spans[-1][0] <= _STRETCH:
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((sentence.start, sentence.end))
        number = sentence.paragraph
    return spans


def _cut(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence whole, or a very long one in parts: cut after a semicolon, else a comma, else between words."""
    while end - start > _LONGEST:
        window = content[start : start + _LONGEST]
        at = next((at for mark in ("; ", ", ", " ") if (at := window.rfind(mark, _LONGEST // 2)) >= 0), _LONGEST - 1)
        yield trimmed(content, start, start + at + 1)
        start, _ = trimmed(content, start + at + 1, end)
    if start < end:
        yield start, end


def _blocks(content: str) -> Iterator[tuple[int, int]]:
    lines = list(_lines(content))
    wrapped = _is_wrapped([content[a:b] for a, b in lines])
    block: tuple[int, int] | None = None
    for start, end in lines:
        line = content[start:end]
        if (
            block
            and line.strip()
            and _goes_on(content[max(block[0], block[1] - _TAIL) : block[1]], line, wrapped=wrapped)
        ):
            block = (block[0], end)
            continue
        if block:
            yield trimmed(content, *block)
        block = (start, end) if line.strip() else None
    if block:
        yield trimmed(content, *block)


def _lines(content: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in content.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _is_wrapped(lines: list[str]) -> bool:
    """Whether most lines that go on in the next one are as long as a column is wide, or two begin amid a sentence."""
    amid = sum(
        1 for one, other in pairwise(lines) if other[:1].islower() and one.strip() and not _ENDS.search(one.rstrip())
    )
    if amid >= _AMID and all(len(line) <= _WRAP[1] + 10 for line in lines):
        return True
    long = [line for line in lines if len(line) > _WRAP[0] // 2]
    full = [line for line in long if _WRAP[0] <= len(line.rstrip()) <= _WRAP[1] and not _ENDS.search(line.rstrip())]
    return len(long) >= 3 and all(len(line) <= _WRAP[1] + 10 for line in long) and 2 * len(full) >= len(long)


def _goes_on(before: str, line: str, *, wrapped: bool) -> bool:
    last = before.rsplit("\n", 1)[-1].rstrip()
    if _OPEN_END.search(last):
        return True
    if line[:1].islower() and len(last) > _WRAP[0] // 2 and not _ENDS.search(last):
        return True  # amid a sentence
    if not wrapped or _BULLET.match(line) or line[:1].isspace():
        return False
    if last.isupper() != line.isupper() and len(before) < _HEADING_MAX:
        return False
    return len(last) >= _WRAP[0] - 5 or not _ENDS.search(last)


def _kind(block: str, pack: Pack) -> str:
    if len(block) <= _LONGEST and any(match(pack.rules, block, kind="furniture")):
        return "furniture"
    if _MARKED.match(block) or (block.isupper() and len(block) <= _HEADING_MAX):
        return "heading"
    if _BULLET.match(block) or _ENDS.search(block[-_TAIL:]) or len(block) > _HEADING_MAX or block[:1].islower():
        return "prose"
    return "heading"
