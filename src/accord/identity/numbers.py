"""Numbers in names of bodies: 第十四, 28, No. 14, 14th, First.

In:  a name and a place in it, or a word.
Out: the number; None where there is none.
"""

import re
from functools import cache

from accord.identity.tables import rows

__all__ = ["han_number", "latin_number"]

_LATIN = re.compile(r"(?:no\.?|#)?\s*([0-9]+)(?:st|nd|rd|th)?", re.IGNORECASE)


def han_number(name: str, start: int) -> tuple[int, int] | None:
    """Return the number that begins at `start` and where it ends; without 第 only before what is counted.

    >>> han_number("第十四研究所", 0), han_number("三一重工", 0), han_number("十四所", 0)
    ((14, 3), None, (14, 2))
    """
    mark = name[start : start + 1] in _marks()
    found = _signs().match(name, start + mark)
    if not found or not (mark or _counted().match(name, found.end())):
        return None
    return _value(found[0]), found.end()


def latin_number(word: str) -> int | None:
    """Return the number that a word says.

    >>> latin_number("14th"), latin_number("Second"), latin_number("One's")
    (14, 2, None)
    """
    found = _LATIN.fullmatch(word)
    return int(found[1]) if found else _ordinals().get(word.casefold())


def _value(signs: str) -> int:
    if signs.isascii():
        return int(signs)
    total, digit = 0, 0
    for value, sort in (_numerals()[sign] for sign in signs):
        if sort == "factor":
            total, digit = total + (digit or 1) * value, 0
        else:
            digit = digit * 10 + value
    return total + digit


@cache
def _numerals() -> dict[str, tuple[int, str]]:
    return {row["sign"]: (int(row["value"]), row["sort"]) for row in rows("numerals")}


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_numerals())}]+|[0-9]+")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row["word"]) for row in rows("counted")) + "|$")


@cache
def _marks() -> frozenset[str]:
    return frozenset(row["sign"] for row in rows("number_marks"))


@cache
def _ordinals() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("ordinals")}
