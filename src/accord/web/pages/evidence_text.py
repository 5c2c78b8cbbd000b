"""Cut a document's words into pieces, so that every fact can be marked on them however the facts overlap. Pure.

In:  the words of a stretch, and the spans of its facts: some within others, some half over others, some on the same words.
Out: paragraphs of pieces; each piece knows all facts that stand on it, the narrowest first. Put together the pieces are
     the words as they stood, but for the ends of lines; markup is for the template, which escapes them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import msgspec

__all__ = ["PART", "Paragraph", "Piece", "cut", "parts"]

PART = 40_000  # code points of a long document that one page shows: some 15 pages of print


class Piece(msgspec.Struct, frozen=True):
    """Words on which the same facts stand from their first to their last.

    Attributes:
        start: Where it begins in the document, in code points.
        text: The words.
        facts: Ids of the facts that they prove, the narrowest first.
        kind: Kind of the narrowest.
        behind: Ids of the facts of which they prove a single value.
        doubted: Whether something doubts them.
        first: Ids of the facts whose words begin here.
    """

    start: int
    text: str
    facts: tuple[str, ...] = ()
    kind: str = ""
    behind: tuple[str, ...] = ()
    doubted: bool = False
    first: tuple[str, ...] = ()


class Paragraph(msgspec.Struct, frozen=True):
    """One line of the document, where it begins, and the number of the page that begins with it, where there is one."""

    start: int
    pieces: tuple[Piece, ...]
    page: int | None = None


class _Span(msgspec.Struct, frozen=True):
    start: int
    end: int
    fact: str
    kind: str
    role: str


def parts(content: str, size: int = PART) -> list[tuple[int, int]]:
    """Return the stretches in which a document is shown: each ends with a line, and is `size` long or a little more.

    >>> parts("ab\\ncd\\nef", 4)
    [(0, 6), (6, 8)]
    """
    found, start = [], 0
    while start < len(content):
        line = content.find("\n", start + size)
        end = len(content) if line < 0 else line + 1
        found.append((start, end))
        start = end
    return found or [(0, 0)]


def cut(
    content: str, facts: Iterable[dict[str, Any]], stretch: tuple[int, int], pages: Sequence[int] = ()
) -> list[Paragraph]:
    """Return the paragraphs of a stretch of a document, with the facts that stand on their words."""
    first, last = stretch
    spans = sorted(_spans(facts), key=lambda one: (one.start, one.end))
    found, at = [], first
    numbers = {start: number for number, start in enumerate(pages, start=1)}
    open_: list[_Span] = []
    turn = 0
    for line in content[first:last].split("\n"):
        end = at + len(line)
        while turn < len(spans) and spans[turn].start < end:
            open_.append(spans[turn])
            turn += 1
        open_ = [one for one in open_ if one.end > at]
        if line.strip():
            number = next((numbers[start] for start in numbers if at <= start <= end), None) if numbers else None
            found.append(Paragraph(at, tuple(_pieces(line, at, open_)), number))
        at = end + 1
    return found


def _spans(facts: Iterable[dict[str, Any]]) -> Iterable[_Span]:
    for fact in facts:
        for role in ("words", "because", "doubts"):
            for one in fact[role]:
                if one["end"] > one["start"]:
                    yield _Span(one["start"], one["end"], fact["id"], fact["kind"], role)


def _pieces(line: str, at: int, spans: Sequence[_Span]) -> Iterable[Piece]:
    end = at + len(line)
    here = [one for one in spans if one.start < end and one.end > at]
    edges = sorted({at, end, *(e for one in here for e in (one.start, one.end) if at < e < end)})
    over: list[list[_Span]] = [[] for _ in edges]
    for one in here:
        for turn in range(bisect_right(edges, max(one.start, at)) - 1, len(edges) - 1):
            if edges[turn] >= one.end:
                break
            over[turn].append(one)
    for turn, (start, stop) in enumerate(pairwise(edges)):
        yield _piece(start, line[start - at : stop - at], over[turn])


def _piece(start: int, text: str, spans: Sequence[_Span]) -> Piece:
    words = sorted((one for one in spans if one.role == "words"), key=lambda one: one.end - one.start)
    return Piece(
        start=start,
        text=text,
        facts=tuple(dict.fromkeys(one.fact for one in words)),
        kind=words[0].kind if words else "",
        behind=tuple(dict.fromkeys(one.fact for one in spans if one.role == "because")),
        doubted=any(one.role == "doubts" for one in spans),
        first=tuple(one.fact for one in words if one.start == start),
    )
