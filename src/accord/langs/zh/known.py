"""Find the bodies of the gazetteer that stand in a sentence: 中国宝武, though its words are 中国 and 宝武.

In:  a sentence with its words.
Out: candidates, the longest at each place.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from accord.gazetteer import entry, literals
from accord.langs.pack import Candidate
from accord.langs.zh.recogniser import Word

__all__ = ["known_bodies"]

_SHORTEST = 3  # characters of a name that is looked for; shorter ones are words, too
_SURE = 5  # characters from which a name needs no proper word within
_PROPER = ("LOC", "ORG", "nz", "PER", "nw")


def known_bodies(sentence: str, words: Sequence[Word]) -> list[Candidate]:
    """Return where names of known bodies stand that begin and end with words."""
    ends = {word.end: number for number, word in enumerate(words)}
    found: list[Candidate] = []
    for number, word in enumerate(words):
        for name in _names().get(sentence[word.start : word.start + 2], ()):
            end = word.start + len(name)
            if end in ends and sentence.startswith(name, word.start):
                if len(name) >= _SURE or any(w.tag in _PROPER for w in words[number : ends[end] + 1]):
                    found.append(Candidate(word.start, end, "body", sure=True))
                break
    return found


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Return the names of bodies by their first two characters, the longest first."""
    found: dict[str, list[str]] = {}
    for name, codes in literals("zh"):
        kinds = {known.kind for code in codes if (known := entry(code))}
        if len(name) >= _SHORTEST and not kinds & {"place", "country"}:
            found.setdefault(name[:2], []).append(name)
    return {front: tuple(sorted(names, key=len, reverse=True)) for front, names in found.items()}
