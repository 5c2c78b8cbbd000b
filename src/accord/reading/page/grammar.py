"""Give the small words of a language by what they do.

In:  the pack's list `function_words` (word, role), and its lists of verbs.
Out: patterns of the words of a role. Roles: what links, bounds and opens phrases (`boundary`, `preposition`, `leading`,
     `determiner`, `inset`, `listing`), pronouns (`we`, `they`, `it`, `relative` ...), and what joins an office to its body
     (`of`, `part`, `at`, `and`, `inner`, `no_body`).
"""

import re
from functools import lru_cache

from accord.langs import Pack

__all__ = ["any_of", "role", "word_in"]


def any_of(words: tuple[str, ...]) -> str:
    """Return the expression for any of `words`, the longest first."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def role(pack: Pack, *names: str) -> str:
    """Return the expression for any word of these roles."""
    return _role(_rows(pack), names)


def word_in(pack: Pack, word: str, name: str) -> bool:
    """Return whether `word` has the role."""
    return (word.casefold(), name) in _pairs(_rows(pack))


def _rows(pack: Pack) -> tuple[tuple[str, str], ...]:
    table = pack.tables["function_words"]
    kept = _KEPT.get(id(table))
    if kept is None or kept[0] is not table:
        _KEPT.clear()
        kept = _KEPT[id(table)] = (table, tuple((row["word"], row["role"]) for row in table))
    return kept[1]


# The rows last asked for: a page asks some thousand times for the same ones.
_KEPT: dict[int, tuple[object, tuple[tuple[str, str], ...]]] = {}


@lru_cache(maxsize=128)
def _role(rows: tuple[tuple[str, str], ...], names: tuple[str, ...]) -> str:
    return any_of(tuple(word for word, name in rows if name in names))


@lru_cache(maxsize=8)
def _pairs(rows: tuple[tuple[str, str], ...]) -> frozenset[tuple[str, str]]:
    return frozenset(rows)
