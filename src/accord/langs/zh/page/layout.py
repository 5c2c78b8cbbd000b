"""Lay a page out: lines, sentences, and what is heading or furniture.

In:  the plain words and the pack's rules.
Out: sentences in order. A line is a paragraph; a heading in 【】 at its front is a heading of its own.
"""

import re

from accord.langs.rules import Rule, match
from accord.langs.spans import trimmed
from accord.langs.zh.text import sentences
from accord.model.page import Sentence

__all__ = ["lay_out"]

_LEAD = re.compile(r"【[^【】]{4,80}】")
_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[。！？；…”：]\s*$")
_HEADING_MAX = 80  # characters; a longer line is prose though nothing ends it
_LONGEST = 1_500  # characters of a sentence; a longer run is cut, so that no text makes a rule search far


def lay_out(words: str, rules: tuple[Rule, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of a page, each with its paragraph and kind."""
    found: list[Sentence] = []
    for number, line in enumerate(_LINE.finditer(words)):
        start, end = trimmed(words, *line.span())
        if start == end:
            continue
        if any(match(rules, words[start : min(end, start + 200)], kind="furniture")):
            found.append(Sentence(start, end, number, "furniture"))
            continue
        lead = _LEAD.match(words, start, end)
        if lead:
            found.append(Sentence(lead.start() + 1, lead.end() - 1, number, "heading"))
            start = lead.end()
        if not lead and end - start <= _HEADING_MAX and not _ENDS.search(words, start, end):
            found.append(Sentence(start, end, number, "heading"))
            continue
        for a, b in sentences(words[start:end]):
            found += [Sentence(c, d, number, "prose") for c, d in _cut(words, start + a, start + b)]
    return tuple(found)


def _cut(words: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > _LONGEST:
        at = max(words.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in "；，、")
        at = at + 1 if at > 0 else start + _LONGEST
        found.append((start, at))
        start = at
    return [*found, (start, end)] if start < end else found
