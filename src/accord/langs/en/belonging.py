"""Say to which country a name says that its body belongs, and what is left of the name without it.

In:  a name.
Out: the name without its country, and the country; both as they are, where none is named or too little would be left.
"""

import re
from functools import cache, lru_cache

from accord.langs.en.shapes import rows_of, words_of

__all__ = ["country_of", "country_words", "without_country"]

_STATE = r"(?:(?:[A-Z][\w'’]+\s+){0,4}?(?:Republic|Kingdom|Federation|Commonwealth|Union|Sultanate|Principality)\s+of\s+(?:the\s+)?)?"


@lru_cache(maxsize=4096)
def without_country(name: str) -> tuple[str, str | None]:
    """Return a name without its country, and the country that it named.

    >>> without_country("Norway's Ministry of Rail"), without_country("Bank of China")
    (('Ministry of Rail', 'Norway'), ('Bank of China', None))
    >>> without_country("Ministry of Rail of the Kingdom of Norway"), without_country("Ministry of Rail, Norway")
    (('Ministry of Rail', 'Norway'), ('Ministry of Rail', 'Norway'))
    """
    plain = " ".join(name.split())
    found = _front().match(plain) or _back().match(plain)
    if not found or not (" " in found.group("rest") or re.fullmatch(r"[A-Z]{3,8}", found.group("rest"))):
        return plain, None
    return found.group("rest"), country_of(found.group("country"))


@lru_cache(maxsize=4096)
def country_of(words: str) -> str:
    """Return the country of an adjective; other words as they are.

    >>> country_of("Norwegian"), country_of("Norway"), country_of("Lund")
    ('Norway', 'Norway', 'Lund')
    """
    return _by_adjective().get(words, words)


@cache
def country_words() -> frozenset[str]:
    """Return countries and their adjectives in small letters."""
    return frozenset(w.lower() for w in words_of("countries") | words_of("countries", 2))


@cache
def _by_adjective() -> dict[str, str]:
    """Country by its adjectives and other names: one that has no adjective of its own is another name of its code's."""
    rows = [row for row in rows_of("countries") if len(row) > 2 and row[2]]
    found: dict[str, str] = {}
    first: dict[str, str] = {}
    for name, code, adjective in rows:
        first.setdefault(code, name)
        found.setdefault(adjective, name)
    for row in rows_of("countries"):
        if not (len(row) > 2 and row[2]):
            found.setdefault(row[0], first.get(row[1], row[0]))
    return found


@cache
def _any_country() -> str:
    words = words_of("countries") | words_of("countries", 2)
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _front() -> re.Pattern[str]:
    return re.compile(rf"(?:[Tt]he\s+)?(?P<country>{_any_country()})(?:['’]{{1,2}}s?)?\s+(?P<rest>[A-Z].*)$")


@cache
def _back() -> re.Pattern[str]:
    joint = rf"(?:,\s*(?:the\s+)?|\s+\((?:the\s+)?|\s+(?:of|in)\s+(?:the\s+)?{_STATE})"
    return re.compile(rf"(?P<rest>.+?){joint}(?P<country>{_any_country()})(?:\s+(?:Republic|Federation|Kingdom))?\)?$")
