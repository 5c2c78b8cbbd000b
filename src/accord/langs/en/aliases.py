"""Say whether two names may name one body, as English shortens names.

In:  two names of one document.
Out: the reason why they may be one, as a slug; None where nothing speaks for it. Whether a reason is enough where
     several bodies fit is for the reader to say.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from accord.langs.en.shapes import rows_of, words_of

__all__ = ["name_key", "same_name"]

_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "de", "du", "del", "&", "la", "a"})
_TOKEN = re.compile(r"\w+(?:['’.&-]\w+)*|&")
_LEGAL = frozenset(
    {
        "co",
        "corp",
        "inc",
        "ltd",
        "limited",
        "pte",
        "pty",
        "llc",
        "plc",
        "gmbh",
        "ag",
        "sa",
        "spa",
        "nv",
        "bv",
        "bhd",
        "corporation",
        "company",
        "incorporated",
        "kk",
        "oyj",
        "ab",
    }
)
_SEAT = re.compile(
    r"^(?P<place>.+?)(?:['’]s)?\s+(?:(?:city|county|district|municipal|provincial|prefectural|state|federal|regional|local|central)\s+)*"
    r"(?:people['’]?s\s+)?(?:governments?|city|municipality|authorities|side|delegation|officials|leaders|leadership|negotiators|counterparts?)$",
    re.IGNORECASE,
)
_OF_PLACE = re.compile(
    r"^(?:(?:federal|royal|people's)\s+)?(?:governments?|city|municipality|state|(?:(?:people['’]s|democratic|federal|socialist|islamic)\s+)*republic|kingdom|federation)\s+of\s+(?:the\s+)?(?P<place>.+)$",
    re.IGNORECASE,
)
_PARTS_OF = frozenset({"party", "institute", "centre", "center", "department", "branch", "foundation", "fund", "committee", "hospital", "school", "subsidiary", "ventures", "capital", "faculty", "association", "union", "ministry", "chamber", "embassy", "parliament", "university", "office", "airport", "port", "park", "council", "congress", "senate"})  # fmt: skip


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return what is left of a name without case, spaces, hyphens, articles and possessives.

    >>> name_key("the China Ex-Im bank") == name_key("China's Exim Bank")
    True
    """
    plain = re.sub(r"['’]s?\b", "", name.casefold())
    words = [word for word in re.findall(r"\w+|&", plain) if word != "the"]
    counted = len(words) > 1 and words[0].isdigit()
    return "".join(words[1:] if counted else words)


def same_name(one: str, other: str) -> str | None:
    """Return why two names may name one body; the order does not matter.

    >>> same_name("National Rail Agency", "NRA"), same_name("Wuhan Municipal Government", "Wuhan")
    ('initials', 'seat')
    >>> same_name("Northwind Shipping Co., Ltd.", "Northwind"), same_name("Northwind Institute", "Northwind")
    ('short', None)
    """
    if name_key(one) == name_key(other):
        return "spelling"
    long, short = sorted((one, other), key=len, reverse=True)
    reasons: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("seat", lambda: _is_country_word(long, short) or _is_seat(long, short) or _is_seat(short, long)),
        ("initials", lambda: _spells(long, short)),
        ("blend", lambda: _is_blend(long, short)),
        ("short", lambda: _is_short_form(long, short)),
    )
    return next((reason for reason, holds in reasons if holds()), None) or _nearly_spells(long, short)


def _is_country_word(long: str, short: str) -> bool:
    """Whether one is the adjective of the other: 'Chinese' and 'China'."""
    return _countries().get(long, long) == _countries().get(short, short)


def _is_seat(long: str, short: str) -> bool:
    """Whether the longer is the government of the shorter: 'Ethiopian government' and 'Ethiopia'."""
    place = _place_of(long)
    if not place:
        return False
    named = _place_of(short) or short
    return name_key(_countries().get(place, place)) == name_key(_countries().get(named, named))


@lru_cache(maxsize=4096)
def _place_of(name: str) -> str | None:
    """Return the place whose government or side a name is."""
    found = _SEAT.match(name) or _OF_PLACE.match(name)
    return found.group("place") if found else None


def _spells(long: str, short: str) -> bool:
    if not re.fullmatch(r"[A-Z][A-Za-z&]{1,9}", short) or sum(c.isupper() for c in short) < 2:
        return False
    return short.upper() in _initials(long)


@lru_cache(maxsize=4096)
def _initials(name: str) -> frozenset[str]:
    """Return the initials of a name: of every word, without the small ones, and without what says its legal form."""
    words = [w for w in _TOKEN.findall(name) if w[0].isupper() or w in _SMALL]
    letters = [part for w in words for part in w.split("-") if part]
    main = [w for w in letters if w.lower() not in _SMALL]
    firm = [w for w in main if w.lower() not in _LEGAL]
    return frozenset("".join(w[0] for w in some).upper() for some in (letters, main, firm))


def _nearly_spells(long: str, short: str) -> str | None:
    """Return `letters` where the initials hold the letters, `syllables` where the letters hold the initials.

    'CEC' may stand for China Electronics ... Corporation; 'JXUST' is JiangXi University of Science and Technology.
    """
    if not re.fullmatch(r"[A-Z]{3,8}", short):
        return None
    words = [w for w in _TOKEN.findall(long) if w.lower() not in _SMALL]
    initials = "".join(w[0] for w in words).upper()
    every = "".join(re.findall(r"[a-z]", long.lower())).upper()
    if len(words) < 3 or initials[0] != short[0]:
        return None
    if _within(short, initials):
        return "letters"
    return "syllables" if _within(initials, short) and _within(short, every) else None


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def _is_blend(long: str, short: str) -> bool:
    """Whether the shorter is made of the fronts of the longer's words: 'CommBank' of 'Commonwealth Bank'."""
    pieces = re.findall(r"[A-Z][a-z]+", short)
    words = [w for w in _TOKEN.findall(long) if w.lower() not in _SMALL]
    if len(pieces) < 2 or "".join(pieces) != short or len(words) < len(pieces):
        return False
    return all(len(p) >= 2 and w.startswith(p) for p, w in zip(pieces, words, strict=False))


def _is_short_form(long: str, short: str) -> bool:
    """Whether the shorter stands, word by word, within the longer and still tells one body from another."""
    a, b = _words(long), _words(short)
    if not b or len(b) >= len(a) or short in words_of("countries") or short in words_of("countries", 2):
        return False
    at = next((i for i in range(len(a) - len(b) + 1) if a[i : i + len(b)] == b), None)
    if at is None or not any(_tells(word) for word in b):
        return False
    front, rest = a[:at], a[:at] + a[at + len(b) :]
    if _PARTS_OF & set(rest):
        return False
    return not front or _is_country(" ".join(front)) or (len(b) == 1 and b[0] not in _heads())


@lru_cache(maxsize=4096)
def _words(name: str) -> list[str]:
    return [re.sub(r"['’]s$", "", w.lower()) for w in _TOKEN.findall(name) if w.lower() not in _SMALL]


def _tells(word: str) -> bool:
    return word not in _LEGAL and word not in _heads()


def _is_country(words: str) -> bool:
    return words in _country_words()


@cache
def _country_words() -> frozenset[str]:
    return frozenset(w.lower() for w in words_of("countries") | words_of("countries", 2))


@cache
def _heads() -> frozenset[str]:
    return frozenset(w.lower() for w in words_of("body_heads"))


@cache
def _countries() -> dict[str, str]:
    """Country by its adjective."""
    found: dict[str, str] = {}
    for row in rows_of("countries"):
        if len(row) > 2 and row[2]:
            found.setdefault(row[2], row[0])
    return found
