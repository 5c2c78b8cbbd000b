"""Find the firms in a list of projects, each named by its firm and what it builds: 火山引擎算力中心、寒武纪芯片实验室.

In:  a sentence, the pack's rules `project_list` (group `list`).
Out: where the names of the firms stand. What builds is the gazetteer's body with which an item begins, else what stands
     before its first word for a field, a thing or a number.
"""

import re
from collections.abc import Iterator
from functools import cache

from accord.gazetteer import named
from accord.langs.rules import Rule, match
from accord.langs.zh.page.heads import words_in

__all__ = ["project_firms"]

_ITEM = re.compile("[^、，]{4,30}")
_LONGEST, _SHORTEST = 10, 2  # characters of a firm's name that are looked up


def project_firms(line: str, rules: tuple[Rule, ...]) -> Iterator[tuple[int, int]]:
    """Yield where firms stand in the lists of projects of a sentence."""
    for hit in match(rules, line, kind="project_list"):
        for item in _ITEM.finditer(line, *hit.found.span("list")):
            length = _known(item.group()) or _before_field(item.group())
            if length:
                yield item.start(), item.start() + length


def _known(item: str) -> int:
    """Return how many characters of an item's front name a body of the gazetteer; 0 where none do."""
    lengths = range(min(_LONGEST, len(item) - 1), _SHORTEST - 1, -1)
    return next((n for n in lengths if any(e.kind not in ("place", "country") for e in named(item[:n]))), 0)


def _before_field(item: str) -> int:
    found = _field().search(item, _SHORTEST)
    return found.start() if found and found.start() <= _LONGEST else 0


@cache
def _field() -> re.Pattern[str]:
    """Return what begins what is built: a word for a field or a thing, letters, a number."""
    words = {word for stem in ("field_words", "project_heads", "sector_cues") for word in words_in(stem)}
    ordered = sorted((w for w in words if len(w) > 1), key=lambda w: (-len(w), w))
    return re.compile("[A-Za-z0-9]|" + "|".join(re.escape(word) for word in ordered))
