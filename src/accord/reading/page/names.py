"""Decide which names a document has: candidates agree over the whole document, and a name known once is found everywhere.

In:  a page and a pack.
Out: `Name`s in text order, none overlapping.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from accord.langs import Pack
from accord.model.page import Name, Page
from accord.model.reading import Span
from accord.reading.page.layout import paragraphs

__all__ = ["find_names"]

_RUN = re.compile(r"(?<![\w-])\w+")
_NEAR = 3  # names of which no two overlap: only the last ones before a place can reach into it
_SPREAD_MIN = 3  # characters; shorter names stand in other words too often


def find_names(page: Page, pack: Pack) -> tuple[Name, ...]:
    """Return the names of the document; headings in capitals show only names that the prose knows."""
    names, settled = _proposed(page, pack)
    found = _labelled(names, settled, [(s.start, s.end) for s in page.sentences if s.kind == "heading"])
    known = {name.text: name.label for name in found}
    taken = found + _spread(page, known, found)
    return tuple(sorted(taken, key=lambda name: name.start))


def _proposed(page: Page, pack: Pack) -> tuple[list[Name], dict[str, str]]:
    """Return the candidates, and the labels that some place's context settles."""
    spans = [(a, b) for a, b in paragraphs(page) if not page.content[a:b].isupper()]
    listed = pack.names([page.content[a:b] for a, b in spans])
    proposed = [(start, c) for (start, _), candidates in zip(spans, listed, strict=True) for c in candidates]
    names = [Name(s + c.start, s + c.end, page.content[s + c.start : s + c.end], c.label) for s, c in proposed]
    return names, {name.text: c.label for name, (_, c) in zip(names, proposed, strict=True) if c.sure}


def _labelled(names: list[Name], settled: Mapping[str, str], headings: list[Span]) -> list[Name]:
    """Return the names, each text with the label that most of its places have; a tie goes to the first in prose.

    Headings leave out the words by which a name tells what it is.
    """
    votes: dict[str, Counter[str]] = {}
    begin = [a for a, _ in headings]
    in_head = [bool(at := bisect_right(begin, name.start)) and name.start < headings[at - 1][1] for name in names]
    in_prose = [name for name, head in zip(names, in_head, strict=True) if not head]
    among = set(in_prose)
    for name in in_prose + [name for name in names if name not in among]:
        votes.setdefault(name.text, Counter())[name.label] += 1
    best = {text: settled.get(text) or count.most_common(1)[0][0] for text, count in votes.items()}
    return [Name(n.start, n.end, n.text, best[n.text]) for n in names]  # type: ignore[arg-type]


def _spread(page: Page, known: Mapping[str, str], found: list[Name]) -> list[Name]:
    """Return the places of known names that were missed, longest names first; case counts but in capital headings."""
    heads = _by_head([w for w in known if len(w) >= _SPREAD_MIN])
    plain = {" ".join(w.split()).casefold(): label for w, label in reversed(list(known.items()))}
    taken = sorted((n.start, n.end) for n in found)
    new = []
    for start, end in paragraphs(page):
        capitals = page.content[start:end].isupper()
        for at, stop in _places(page.content, start, end, heads, any_case=capitals):
            near = bisect_left(taken, (stop, 0))
            if not any(a < stop and at < b for a, b in taken[max(0, near - _NEAR) : near]):
                words = page.content[at:stop]
                label = plain[" ".join(words.split()).casefold()]
                new.append(Name(at, stop, words, label))  # type: ignore[arg-type]
    return new


def _by_head(names: list[str]) -> dict[str, list[list[str]]]:
    """Return the words of each name, by the name's first letters or digits in small letters; longest names first."""
    heads: dict[str, list[list[str]]] = {}
    for name in sorted(names, key=lambda w: (-len(w), w)):
        first = _RUN.match(name)
        if first:
            heads.setdefault(first.group().casefold(), []).append(name.split())
    return heads


def _places(
    content: str, start: int, end: int, heads: Mapping[str, list[list[str]]], *, any_case: bool
) -> Iterator[Span]:
    """Yield where names stand in `[start, end)`, none overlapping: each word is looked up, so that many names cost no more."""
    last = start
    for run in _RUN.finditer(content, start, end):
        if run.start() < last:
            continue
        for words in heads.get(run.group().casefold(), ()):
            stop = _stop(content, run.start(), end, words, any_case=any_case)
            if stop is not None:
                last = stop
                yield run.start(), stop
                break


def _stop(content: str, at: int, end: int, words: list[str], *, any_case: bool) -> int | None:
    """Return where a name ends that stands at a place with any spaces between its words, as whole words; else None."""
    for number, word in enumerate(words):
        spaces = at
        while number and at < end and content[at].isspace():
            at += 1
        if number and at == spaces:
            return None
        piece = content[at : at + len(word)]
        if piece != word and not (any_case and piece.lower() == word.lower()):
            return None
        at += len(word)
    goes_on = at < end and (content[at].isalnum() or content[at] in "_-")
    return None if at > end or goes_on else at
