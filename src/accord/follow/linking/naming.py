"""Names in a text: places and bodies that the gazetteer knows.

In:  any text.
Out: codes, the same in every language; whether two names can be of one place or house.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import msgspec

from accord.gazetteer import entry, literals, spoken_for, within
from accord.han import simplified
from accord.model.terms import Language, members

__all__ = ["Code", "Named", "apart", "meet", "named_in", "narrowest"]

_PLACES = frozenset({"place", "country", "park"})
_WORD = re.compile(r"[A-Za-z][\w&.'’-]*")
_BEGIN = 2  # characters by which names without spaces are looked up

Code = frozenset[str]  # what one name may mean, by the gazetteer


class Named(msgspec.Struct, frozen=True):
    """Whom a text names, each name by all that it may mean."""

    places: frozenset[Code]
    bodies: frozenset[Code]


@lru_cache(maxsize=1 << 14)
def named_in(text: str) -> Named:
    """Return the well-known places and bodies that a text names; of names that overlap the longest.

    A capital abroad is its country: news is written from there, and says its name for the government. A project in it is told
    with its country just as well.

    >>> sorted(map(sorted, named_in("天津总装线, an assembly line in Tianjin").places))
    [['120000']]
    >>> sorted(map(sorted, named_in("Moscow has lowered taxes in Kazan").places))
    [['RU'], ['RUKZN']]
    """
    places: set[Code] = set()
    bodies: set[Code] = set()
    for codes in _names(simplified(text)):
        kinds = {one.kind for code in codes if (one := entry(code))}
        if kinds <= _PLACES:
            places.add(frozenset(map(spoken_for, codes)))
        else:
            bodies.add(frozenset(codes))
    return Named(frozenset(places), frozenset(bodies))


def meet(one: Code, others: Iterable[Code]) -> bool:
    """Return whether a name may mean what one of the others means, lies in it or holds it."""
    return any(within(left, right) or within(right, left) for other in others for left in one for right in other)


def apart(names: Iterable[Code], told: Iterable[Code]) -> set[str]:
    """Return a code for each of the names that means none of those told, nor lies in one or holds one."""
    return {min(name) for name in names if not meet(name, told)}


def narrowest(places: frozenset[Code]) -> frozenset[Code]:
    """Return those of the places in which none of the others lies: who names a city means it, not all of its country.

    >>> sorted(map(sorted, narrowest(named_in("中国和广东省的深圳").places)))
    [['440300']]
    """
    return frozenset(one for one in places if not any(other != one and _holds(one, other) for other in places))


def _holds(one: Code, other: Code) -> bool:
    return any(left != right and within(right, left) for left in one for right in other)


def _names(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the codes of each name, from left to right."""
    known, sizes = _known()
    at = 0
    while at < len(text):
        begin, step = _begin(text, at)
        end = next((at + size for size in sizes.get(begin, ()) if _stands(text, at, at + size)), None)
        if end is not None:
            yield known[text[at:end]]
        at = end or at + step


def _begin(text: str, at: int) -> tuple[str, int]:
    """Return by what a name that begins here is looked up, and how far to go on if there is none."""
    if text[at] >= "\u3400":
        return text[at : at + _BEGIN], 1
    word = _WORD.match(text, at)
    return (_key(word.group()), len(word.group())) if word else ("", 1)


def _key(word: str) -> str:
    return word.casefold().rstrip(".'’")


def _stands(text: str, start: int, end: int) -> bool:
    """Return whether a whole known name stands there."""
    inside = text[end - 1 : end].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum()
    return end <= len(text) and not inside and text[start:end] in _known()[0]


@cache
def _known() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[int, ...]]]:
    """Return the codes by name, and by how names begin how long they are, the longest first."""
    known = {name: codes for language in members(Language) for name, codes in literals(language)}
    sizes: dict[str, set[int]] = {}
    for name in known:
        word = _WORD.match(name)
        sizes.setdefault(_key(word.group()) if word else name[:_BEGIN], set()).add(len(name))
    return known, {begin: tuple(sorted(found, reverse=True)) for begin, found in sizes.items()}
