"""Take the word for its level from the name of a place.

In:  a name ("Nanjing City", "the City of Nanjing", 南京市), `data/levels.tsv`.
Out: the name without the word, with the levels that the word may say.
"""

import re
from collections.abc import Iterator
from functools import cache

from accord.gazetteer.tables import rows

__all__ = ["bare_names", "level_words", "levels_of", "noun_of"]

_FORMS = {"after": r"(?:the\s+)?(?P<name>.+?)[\s-]*{word}", "of": r"(?:the\s+)?{word}\s+of\s+(?P<name>.+)"}


def bare_names(name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Return what a name is without its word for the level, and the levels that the word says.

    >>> list(bare_names("the City of Nanjing"))[0][0]
    'Nanjing'
    """
    for pattern, levels in _patterns():
        found = pattern.fullmatch(name.strip())
        if found:
            yield found["name"], levels


def levels_of(word: str) -> frozenset[str]:
    """Return the levels that a word for one ('Municipal', 市) may say; none where it is no such word."""
    return level_words().get(word.casefold(), frozenset())


def noun_of(word: str) -> str:
    """Return the noun behind which a place's full name ends for a word for its level: Municipal -> City; else the word."""
    return _nouns().get(word.casefold(), word)


@cache
def level_words() -> dict[str, frozenset[str]]:
    """Return the levels by word, in small letters."""
    return {row["word"].casefold(): frozenset(row["levels"].split("|")) for row in rows("levels")[1]}


@cache
def _nouns() -> dict[str, str]:
    return {row["word"].casefold(): row["noun"] for row in rows("levels")[1] if row["noun"]}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    return tuple(
        (
            re.compile(_FORMS[form].format(word=re.escape(row["word"])), re.IGNORECASE),
            frozenset(row["levels"].split("|")),
        )
        for row in rows("levels")[1]
        for form in row["forms"].split()
    )
