"""Take the word for its level from the name of a place.

In:  a name ("Nanjing City", "the City of Nanjing", 南京市), `data/levels.tsv`.
Out: the name without the word, with the levels that the word may say.
"""

import re
from collections.abc import Iterator
from functools import cache

from accord.gazetteer.tables import rows

__all__ = ["bare_names", "level_words", "levels_of", "noun_of", "units"]

_LATIN = "\u02ff"  # the last of the Latin letters; in other scripts the word belongs to the name
_NAME = "name"  # the word stands in places' own names alone
_FORMS = {
    "after": r"(?:the\s+)?(?P<name>.+?)[\s-]*(?P<word>{word})",
    "of": r"(?:the\s+)?(?P<word>{word})\s+of\s+(?P<name>.+)",
}


def bare_names(name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Return what a name is without its word for the level, and the levels that the word says.

    >>> list(bare_names("the City of Nanjing"))[0][0]
    'Nanjing'
    """
    plain = name.strip()
    if plain and plain[-1] <= _LATIN:
        for pattern in _patterns():
            if found := pattern.fullmatch(plain):
                yield found["name"], _all_words()[found["word"].casefold()]


def levels_of(word: str) -> frozenset[str]:
    """Return the levels that a word for one ('Municipal', 市) may say; none where it is no such word, or one of names alone."""
    return level_words().get(word.casefold(), frozenset())


def noun_of(word: str) -> str:
    """Return the noun behind which a place's full name ends for a word for its level: Municipal -> City; else the word."""
    return _nouns().get(word.casefold(), word)


@cache
def level_words() -> dict[str, frozenset[str]]:
    """Return the levels by word, in small letters, of the words that say whose an organ is."""
    languages = dict.fromkeys(row["language"] for row in rows("levels")[1])
    return {word.casefold(): _all_words()[word.casefold()] for language in languages for word in units(language)}


@cache
def units(language: str) -> tuple[str, ...]:
    """Return a language's words that say whose an organ is: 市 of 市政府, but not the State of Gujarat State."""
    table = rows("levels")[1]
    return tuple(row["word"] for row in table if row["language"] == language and _NAME not in row["forms"].split())


@cache
def _all_words() -> dict[str, frozenset[str]]:
    return {row["word"].casefold(): frozenset(row["levels"].split("|")) for row in rows("levels")[1]}


@cache
def _nouns() -> dict[str, str]:
    return {row["word"].casefold(): row["noun"] for row in rows("levels")[1] if row["noun"]}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    table = rows("levels")[1]
    words = {form: [re.escape(row["word"]) for row in table if form in row["forms"].split()] for form in _FORMS}
    return tuple(
        re.compile(pattern.format(word="|".join(sorted(words[form], key=len, reverse=True))), re.IGNORECASE)
        for form, pattern in _FORMS.items()
    )
