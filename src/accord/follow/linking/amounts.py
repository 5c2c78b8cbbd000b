"""Numbers as they count, however they are written: 2 billion is 20亿.

In:  any text.
Out: the numbers in it, from ten on, years left out; words that multiply a number are in `data/scales.tsv`.
"""

import re
from decimal import Decimal
from functools import cache
from importlib.resources import files

from accord.han import simplified
from accord.tsv import read_table

__all__ = ["numbers_in"]

_YEAR = re.compile("(?:19|20)[0-9][0-9]")
_LEAST = 10  # smaller numbers stand in every text


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of a text, in figures.

    >>> sorted(numbers_in("2 billion, 20亿, 1,200 people in 2019, 3.5万"))
    ['1200', '2000000000', '35000']
    """
    found = set()
    for hit in _number().finditer(simplified(text)):
        figures, scale = hit.group(1).replace(",", ""), hit.group(2)
        if scale or not _YEAR.fullmatch(figures):
            value = Decimal(figures) * (_scales()[scale.casefold()] if scale else 1)
            if value >= _LEAST:
                found.add(f"{value.normalize():f}")
    return frozenset(found)


@cache
def _scales() -> dict[str, int]:
    rows = read_table(files("accord.follow.linking.data") / "scales.tsv").rows
    return {row["word"]: int(row["factor"]) for row in rows}


@cache
def _number() -> re.Pattern[str]:
    """Return what finds numbers, each with the word that multiplies it."""
    latin = "|".join(word for word in _scales() if word.isascii())
    other = "|".join(sorted((word for word in _scales() if not word.isascii()), key=len, reverse=True))
    return re.compile(rf"(?<![\w.])([0-9][0-9,]*(?:\.[0-9]+)?)(?:\s?((?:{latin})(?![a-z])|{other}))?", re.IGNORECASE)
