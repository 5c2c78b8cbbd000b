"""Find the bodies of the gazetteer that stand in a sentence: 中国宝武, though its words are 中国 and 宝武.

In:  a sentence with its words.
Out: candidates, the longest at each place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from accord.gazetteer import entry, literals
from accord.langs.pack import Candidate
from accord.langs.zh.page.heads import head_kind
from accord.langs.zh.page.recogniser import Word
from accord.langs.zh.page.seats import level_of, seats

__all__ = ["known_bodies"]

_SHORTEST = 3  # characters of a name that is looked for; shorter ones are words, too
_SURE = 5  # characters from which a name needs no proper word within
_MINISTRY = re.compile(
    r"(?P<one>[\u4e00-\u9fff]{2,5})[与和及](?P<two>[\u4e00-\u9fff]{2,6}?)(?:部|委员会|总局|署)(?![长门队分属])"
)
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
    return [*found, *_ministries(sentence, words)]


def _ministries(sentence: str, words: Sequence[Word]) -> Iterator[Candidate]:
    """Yield ministries of two fields behind their state: 新加坡贸易与工业部."""
    for number, word in enumerate(words):
        hit = _MINISTRY.match(sentence, word.end) if word.tag == "LOC" else None
        if (
            not hit
            or head_kind(hit["one"])
            or not any(level_of(code, "国") for code in seats(sentence[word.start : word.end]))
        ):
            continue
        inner = [w for w in words[number + 1 :] if w.end <= hit.end("two")]
        if not any(w.tag in _PROPER for w in inner if w.end < hit.end("two")):
            yield Candidate(word.start, hit.end(), "body", sure=True)


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Return the names of bodies by their first two characters, the longest first."""
    found: dict[str, list[str]] = {}
    for name, codes in literals("zh"):
        kinds = {known.kind for code in codes if (known := entry(code))}
        if len(name) >= _SHORTEST and not kinds & {"place", "country"}:
            found.setdefault(name[:2], []).append(name)
    return {front: tuple(sorted(names, key=len, reverse=True)) for front, names in found.items()}
