"""Decide which names a document has: candidates agree over the whole document, and a name known once is found everywhere.

In:  a page and a pack.
Out: `Name`s in text order, none overlapping.
"""

import re
from collections import Counter
from collections.abc import Mapping

from accord.langs import Pack
from accord.reading.layout import paragraphs
from accord.reading.parts import Name, Page

__all__ = ["find_names"]

_SPREAD_MIN = 3  # characters; shorter names stand in other words too often


def find_names(page: Page, pack: Pack) -> tuple[Name, ...]:
    """Return the names of the document; headings in capitals show only names that the prose knows."""
    found = _labelled(*_proposed(page, pack))
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


def _labelled(names: list[Name], settled: Mapping[str, str]) -> list[Name]:
    """Return the names, each text with the label that most of its places have; a tie goes to the first."""
    votes: dict[str, Counter[str]] = {}
    for name in names:
        votes.setdefault(name.text, Counter())[name.label] += 1
    best = {text: settled.get(text) or count.most_common(1)[0][0] for text, count in votes.items()}
    return [Name(n.start, n.end, n.text, best[n.text]) for n in names]  # type: ignore[arg-type]


def _spread(page: Page, known: Mapping[str, str], found: list[Name]) -> list[Name]:
    """Return the places of known names that were missed, longest names first; case counts but in capital headings."""
    words = sorted((w for w in known if len(w) >= _SPREAD_MIN), key=lambda w: (-len(w), w))
    if not words:
        return []
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(_loose(w) for w in words) + r")(?![\w-])")
    any_case = re.compile(pattern.pattern, re.IGNORECASE)
    plain = {" ".join(w.split()).casefold(): label for w, label in reversed(list(known.items()))}
    taken = [(n.start, n.end) for n in found]
    new = []
    for start, end in paragraphs(page):
        capitals = page.content[start:end].isupper()
        for hit in (any_case if capitals else pattern).finditer(page.content, start, end):
            if not any(a < hit.end() and hit.start() < b for a, b in taken):
                label = plain[" ".join(hit.group().split()).casefold()]
                new.append(Name(hit.start(), hit.end(), hit.group(), label))  # type: ignore[arg-type]
    return new


def _loose(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())
