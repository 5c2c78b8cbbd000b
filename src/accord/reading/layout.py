"""Lay a document out: paragraphs, sentences, and what is heading or furniture.

In:  the document's words, and a pack.
Out: a `Page`.

A line is a paragraph, unless the document breaks its lines by width as agencies' wires do; then a blank or indented line
begins the next one.
"""

import re
from collections.abc import Iterator

from accord.langs import Pack, match
from accord.reading.parts import Page, Sentence

__all__ = ["lay_out", "paragraphs"]

_WRAP = (40, 90)  # characters of a full line where lines are broken by width
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
        found.extend(Sentence(start + a, start + b, number, kind) for a, b in spans)  # type: ignore[arg-type]
    return Page(content, published, tuple(found))


def paragraphs(page: Page) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs that are not furniture, in order."""
    spans: dict[int, tuple[int, int]] = {}
    for sentence in page.sentences:
        if sentence.kind != "furniture":
            start, _ = spans.get(sentence.paragraph, (sentence.start, 0))
            spans[sentence.paragraph] = (start, sentence.end)
    return list(spans.values())


def _blocks(content: str) -> Iterator[tuple[int, int]]:
    lines = list(_lines(content))
    wrapped = _is_wrapped([content[a:b] for a, b in lines])
    block: tuple[int, int] | None = None
    for start, end in lines:
        line = content[start:end]
        if block and line.strip() and _goes_on(content[block[0] : block[1]], line, wrapped=wrapped):
            block = (block[0], end)
            continue
        if block:
            yield _trim(content, *block)
        block = (start, end) if line.strip() else None
    if block:
        yield _trim(content, *block)


def _lines(content: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in content.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _is_wrapped(lines: list[str]) -> bool:
    """Whether most lines that go on in the next one are as long as a column is wide."""
    long = [line for line in lines if len(line) > _WRAP[0] // 2]
    full = [line for line in long if _WRAP[0] <= len(line.rstrip()) <= _WRAP[1] and not _ENDS.search(line.rstrip())]
    return len(long) >= 3 and all(len(line) <= _WRAP[1] + 10 for line in long) and 2 * len(full) >= len(long)


def _goes_on(before: str, line: str, *, wrapped: bool) -> bool:
    last = before.rsplit("\n", 1)[-1].rstrip()
    if _OPEN_END.search(last):
        return True
    if not wrapped or _BULLET.match(line) or line[:1].isspace():
        return False
    if last.isupper() != line.isupper() and len(before) < _HEADING_MAX:
        return False
    return len(last) >= _WRAP[0] - 5 or not _ENDS.search(last)


def _kind(block: str, pack: Pack) -> str:
    if any(match(pack.rules, block, kind="furniture")):
        return "furniture"
    if _MARKED.match(block) or (block.isupper() and len(block) <= _HEADING_MAX):
        return "heading"
    if _BULLET.match(block) or _ENDS.search(block) or len(block) > _HEADING_MAX or block[:1].islower():
        return "prose"
    return "heading"


def _trim(content: str, start: int, end: int) -> tuple[int, int]:
    while start < end and content[start].isspace():
        start += 1
    while start < end and content[end - 1].isspace():
        end -= 1
    return start, end
