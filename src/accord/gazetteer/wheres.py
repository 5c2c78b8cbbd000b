"""Read the name of a place that is told with the place around it.

In:  江苏省南京市, 南京鼓楼区, "Gulou District, Nanjing", "Gulou District of Nanjing City".
Out: the entries that it may mean; those that lie where it says.
"""

import re

from accord.gazetteer.entries import LONGEST, Entry
from accord.gazetteer.lookup import known, named

__all__ = ["places"]

_KINDS = ("place", "country", "park")
_OUTER = re.compile(r"(?P<inner>.+?)(?:\s*,\s*|\s+(?:of|in)\s+(?:the\s+)?|\s*\()(?P<outer>[^()]+?)\)?$", re.IGNORECASE)
_SHORTEST, _LONGEST = 2, 12  # characters of a place before the one in it, in scripts without spaces


def places(text: str, inside: str | None = None) -> tuple[Entry, ...]:
    """Return the places that a text may mean, read whole, else as a place in another one.

    >>> [e.code for e in places("江苏省南京市鼓楼区")], [e.code for e in places("Gulou District, Xuzhou")]
    (['320106'], ['320302'])
    """
    if len(text) > LONGEST:
        return ()
    whole = tuple(e for e in named(text, inside=inside) if e.kind in _KINDS)
    return whole or _spaced(text, inside) or _joined(text, inside)


def _spaced(text: str, inside: str | None) -> tuple[Entry, ...]:
    found = _OUTER.fullmatch(text.strip())
    if not found:
        return ()
    return _each(found["inner"].strip(), places(found["outer"].strip(), inside))


def _joined(text: str, inside: str | None) -> tuple[Entry, ...]:
    if text.isascii():
        return ()
    for cut in range(min(_LONGEST, len(text) - 1), _SHORTEST - 1, -1):
        outer = tuple(e for e in named(text[:cut], inside=inside) if e.kind in _KINDS) if known(text[:cut]) else ()
        if outer and (inner := _each(text[cut:], outer)):
            return inner
    return ()


def _each(inner: str, outer: tuple[Entry, ...]) -> tuple[Entry, ...]:
    found = [one for place in outer for one in places(inner, place.code) if one.code != place.code]
    return tuple(dict.fromkeys(found))
