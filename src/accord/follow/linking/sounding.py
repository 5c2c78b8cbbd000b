"""Names that sound alike in two scripts: Simandou and 西芒杜.

In:  a word in an alphabet; a text in ideographs.
Out: the characters in it that sound like the word, if any do.

A foreign name that no dictionary has is written by its sound, with characters that are customary for it. What stays of it is
the order of its consonants, by where they are made: lips, teeth, throat, hiss, flow, nose. Vowels, h, w and y come and go, r
is lost before a consonant, and a nasal vowel may have an n. Source: the customs of the transcription tables of Xinhua News
Agency; what each letter and each beginning of a syllable may become stands in `data/sounds.tsv`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from accord.follow.linking.words import ideographic, strangers_in
from accord.han import simplified, syllables
from accord.tsv import read_table

__all__ = ["heard_in", "sounds_in"]

_LEAST = 2  # consonants of a name by which it is known again
_SURE = 3  # ... and by which texts are brought together
_LETTERS = 4  # of a word that is long enough to be one
_LONGEST = 7  # characters of a name
_KEPT = 1 << 14

Skeletons = frozenset[str]  # ways to hear a name: its consonants in order


def sounds_in(word: str, text: str) -> str:
    """Return the characters of a text that sound like a word, "" if none do.

    >>> sounds_in("Simandou", "西芒杜铁路建成"), sounds_in("Rayong", "西芒杜铁路建成")
    ('西芒杜', '')
    """
    if len(word) < _LETTERS:
        return ""
    heard = _heard_in(text)
    return next((heard[way] for way in sorted(_heard(word.casefold()), key=len, reverse=True) if way in heard), "")


def heard_in(text: str) -> Skeletons:
    """Return the ways to hear the names in a text: by them texts of two scripts are brought together.

    >>> "LPT" in heard_in("a railway to Lobito") & heard_in("通往洛比托的铁路")
    True
    """
    if ideographic(text):
        ways: Iterable[str] = _heard_in(text)
    else:
        ways = (way for name in strangers_in(text) if len(name) >= _LETTERS for way in _heard(name))
    return frozenset(way for way in ways if len(way) >= _SURE)


@lru_cache(_KEPT)
def _heard(word: str) -> Skeletons:
    """Return the ways to hear a word in an alphabet that have consonants enough."""
    ways, at = {""}, 0
    while at < len(word):
        begin, may_be = _letters(word, at)
        ways = {way + one for way in ways for one in may_be}
        at += len(begin)
    return frozenset(way for way in ways if len(way) >= _LEAST)


def _letters(word: str, at: int) -> tuple[str, tuple[str, ...]]:
    """Return the letters that sound together there, and what they may be heard as; a letter doubled is heard once."""
    if word[at] == word[at - 1 : at]:
        return word[at], ("",)
    before_vowel = word[at + 1 : at + 2] in tuple("aeiou")
    for begin, may_be in _sounds("letters"):
        if word.startswith(begin.rstrip("+"), at) and (before_vowel or not begin.endswith("+")):
            return begin.rstrip("+"), may_be
    return word[at], ("",)


@lru_cache(_KEPT)
def _heard_in(text: str) -> Mapping[str, str]:
    """Return every way to hear what stands together in characters of names, with these characters."""
    found: dict[str, str] = {}
    for run in _runs(simplified(text)):
        heard = [_syllable(one) for one in syllables(run)]
        for at in range(len(run)):
            ways = {""}
            for end in range(at, min(at + _LONGEST, len(heard))):
                ways = {way + one for way in ways for one in heard[end]}
                for way in (way for way in ways if len(way) >= _LEAST and end > at):
                    found.setdefault(way, run[at : end + 1])
    return found


def _runs(text: str) -> Iterator[str]:
    """Yield what stands together in characters of names."""
    known, run = _characters(), ""
    for character in f"{text}\n":
        if character in known:
            run += character
        elif run:
            yield run
            run = ""


@cache
def _syllable(syllable: str) -> tuple[str, ...]:
    """Return what a syllable may be heard as."""
    may_be = next((ways for begin, ways in _sounds("syllable") if syllable.startswith(begin)), ("",))
    if syllable == "er":
        return ("L",)
    return tuple(f"{way}N" for way in may_be) if syllable.endswith(("n", "ng")) else may_be


@cache
def _sounds(of: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what each beginning of letters or of a syllable may be heard as, the longest first."""
    rows = [row for row in read_table(files("accord.follow.linking.data") / "sounds.tsv").rows if row["of"] == of]
    found = [(row["begin"], tuple(one.strip("-") for one in row["heard"].split("|"))) for row in rows]
    return tuple(sorted(found, key=lambda one: (-len(one[0]), one[0])))


@cache
def _characters() -> frozenset[str]:
    """Return the characters that foreign names are written with."""
    rows = read_table(files("accord.follow.linking.data") / "sounds.tsv").rows
    return frozenset(c for row in rows if row["of"] == "names" for c in row["begin"])
