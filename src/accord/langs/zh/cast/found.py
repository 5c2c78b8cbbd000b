"""Find the names of a page.

In:  the plain words, sentences with LAC's words, the pack's rules `name_slot`, `list_slot`, `project_list`, `bare_organ`.
Out: names in text order, none overlapping. A name known once is found everywhere (`spread.py`).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from accord.langs.pack import Candidate
from accord.langs.rules import Rule, match
from accord.langs.zh.cast.listed import project_firms
from accord.langs.zh.cast.spread import spread
from accord.langs.zh.names import candidates
from accord.langs.zh.page.edges import in_slot
from accord.langs.zh.page.heads import head_kind
from accord.langs.zh.page.recogniser import Word
from accord.langs.zh.page.seats import seats
from accord.model.page import Name, Sentence

__all__ = ["find_names"]

_ITEM = re.compile("(?:(?!以及)[^、与和及]){2,20}")
_PREFIX = 60  # characters in which stand the source and place of a report


def find_names(
    words: str, sentences: Sequence[Sentence], told: Sequence[Sequence[Word]], rules: tuple[Rule, ...]
) -> tuple[Name, ...]:
    """Return the names of a page, none overlapping; a name known once is found everywhere."""
    found: list[Name] = []
    for sentence, parts in zip(sentences, told, strict=True):
        if sentence.kind == "furniture":
            continue
        line = words[sentence.start : sentence.end]
        after = max((hit.found.end() for hit in match(rules, line[:_PREFIX], kind="dateline_prefix")), default=0)
        seen = [c for c in candidates(line, parts) if c.start >= after or c.label == "person"]
        slots = [Candidate(a, b, "body") for a, b in _slots(line, rules) if not any(_holds(c, a, b) for c in seen)]
        slots += [
            Candidate(a, b, "body") for a, b in _items(line, parts, rules) if not any(_crosses(c, a, b) for c in seen)
        ]
        slots += [Candidate(a, b, "body") for a, b in project_firms(line, rules)]
        free = [c for c in seen if not any(c.start < s.end and s.start < c.end for s in slots)]
        found += [
            Name(sentence.start + c.start, sentence.start + c.end, line[c.start : c.end], _label(line, c))
            for c in sorted((*slots, *free), key=lambda c: c.start)
            if not any(match(rules, line[c.start : c.end], kind="bare_organ"))
        ]
    return spread(words, sentences, told, found)


def _slots(line: str, rules: tuple[Rule, ...]) -> Iterator[tuple[int, int]]:
    """Yield names that their place in the sentence shows: before a stock ticker, in a headline before a colon."""
    last = 0
    hits = sorted(match(rules, line, kind="name_slot"), key=lambda h: h.found.span("name"))
    for hit in hits:
        start, end = hit.found.span("name")
        name = None if any(match(rules, line[start:end], kind="no_name")) else in_slot(line, start, end)
        if name and start >= last:
            yield name
            last = end


def _items(line: str, parts: Sequence[Word], rules: tuple[Rule, ...]) -> Iterator[tuple[int, int]]:
    """Yield the items of a list of those with whom somebody signs, which hold something proper: 与甲、乙股份、丙签订."""
    proper = [w for w in parts if w.tag in ("PER", "LOC", "ORG", "nz", "nw")]
    for hit in match(rules, line, kind="list_slot"):
        start, end = hit.found.span("list")
        for item in _ITEM.finditer(line, start, end):
            held = any(item.start() <= w.start and w.end <= item.end() for w in proper)
            name = in_slot(line, *item.span())
            if held and name and not any(match(rules, item.group(), kind="no_item")):
                yield name


def _label(line: str, seen: Candidate) -> Literal["person", "body", "place"]:
    """Return what a candidate names; a region that was taken for a body is a place."""
    name = line[seen.start : seen.end]
    return "place" if seen.label == "body" and head_kind(name) is None and seats(name) else seen.label


def _holds(seen: Candidate, start: int, end: int) -> bool:
    """Whether a name that was seen is more than a stretch, or reaches over one of its ends."""
    more = seen.start <= start and end <= seen.end and (seen.start, seen.end) != (start, end)
    return more or seen.start < start < seen.end or seen.start < end < seen.end


def _crosses(seen: Candidate, start: int, end: int) -> bool:
    """Whether a name that was seen reaches over an end of a stretch, or is all of it."""
    same = (seen.start, seen.end) == (start, end) and seen.label != "person"
    return same or seen.start < start < seen.end or seen.start < end < seen.end
