"""Numbers in names of bodies: 第十四, 28, No. 14, 14th, First.

In:  a name and a place in it, or a word.
Out: the number; None where there is none.
"""

import re
from functools import cache

from accord.identity.tables import rows

__all__ = ["han_number", "latin_number"]

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN = re.compile(r"第?(?:[〇零一二三四五六七八九十百]+|[0-9]+)")
_COUNTED = re.compile(r"研究|所|局|院|处|医院|中学|小学|工程|建设|冶|航|勘|设计|公司|师范|水|汽车|人民|附属|师|团|大|$")
_LATIN = re.compile(r"(?:no\.?|#)?\s*([0-9]+)(?:st|nd|rd|th)?", re.IGNORECASE)


def han_number(name: str, start: int) -> tuple[int, int] | None:
    """Return the number that begins at `start` and where it ends; without 第 only before what is counted.

    >>> han_number("第十四研究所", 0), han_number("三一重工", 0), han_number("十四所", 0)
    ((14, 3), None, (14, 2))
    """
    found = _HAN.match(name, start)
    if not found or not (found[0].startswith("第") or _COUNTED.match(name, found.end())):
        return None
    return _value(found[0].lstrip("第")), found.end()


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
    for sign in signs:
        if sign in _TENS:
            total, digit = total + (digit or 1) * _TENS[sign], 0
        else:
            digit = digit * 10 + _DIGITS[sign]
    return total + digit


@cache
def _ordinals() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("ordinals")}
