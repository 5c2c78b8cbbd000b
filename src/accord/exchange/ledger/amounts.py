"""Read an amount of money from a cell, with the unit that stands in it, in its header or above the table.

In:  what stands in the cell, and the units that hold for it.
Out: Money; None where no one amount with a known unit and currency stands there.
"""

import re
import unicodedata
from decimal import Decimal
from functools import cache

import msgspec

from accord.exchange.ledger.tables import rows
from accord.model.reading import Money

__all__ = ["Unit", "read_amount", "unit_declared", "unit_of"]

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")


class Unit(msgspec.Struct, frozen=True):
    """How much one of a number is; no currency where only the scale is said."""

    scale: Decimal
    currency: str


def read_amount(content: str, unit: Unit | None) -> Money | None:
    """Return the amount that a cell states.

    Args:
        content: Of the cell.
        unit: What its header or the table says of its numbers; what the cell itself says comes first.

    >>> read_amount("3.2亿元", None), read_amount("USD 20m", None), read_amount("1,200", unit_of("万元"))
    (Money(value='320000000', currency='CNY'), Money(value='20000000', currency='USD'), Money(value='12000000', currency='CNY'))
    >>> read_amount("1200", None), read_amount("10-15亿元", None)
    (None, None)
    """
    plain = _around("after").sub("", _bare(content))
    numbers = list(_NUMBER.finditer(plain))
    if len(numbers) != 1:
        return None
    number = numbers[0]
    before, after = plain[: number.start()].strip(), _around("after").sub("", plain[number.end() :]).strip()
    said = _together(before, after)
    if said is None or (before and not after and said.scale == 1 and unit and unit.scale != 1):
        return None  # 'USD 500' below '(10,000 USD)' may be either
    scale = said.scale if said.scale != 1 or said.currency or unit is None else unit.scale
    currency = said.currency or (unit.currency if unit else "")
    if not currency or (unit is None and not before and not after):
        return None
    value = Decimal(number[0].replace(",", "")) * scale
    return Money(f"{value.normalize():f}", currency) if value else None


def unit_of(text: str) -> Unit | None:
    """Return the unit that words name, as a whole; None where they name none.

    >>> unit_of("亿元").scale, unit_of("USD m").currency, unit_of("项")
    (Decimal('100000000'), 'USD', None)
    """
    words = unicodedata.normalize("NFKC", text).strip().casefold()
    if words in _units():
        return _units()[words]
    for at in range(1, len(words)):
        left, right = _units().get(words[:at].strip()), _units().get(words[at:].strip())
        if left and right and not (left.currency and right.currency):
            return Unit(left.scale * right.scale, left.currency or right.currency)
    return None


def unit_declared(text: str) -> Unit | None:
    """Return the unit that a header gives in brackets, or a title row after 'unit:'.

    >>> unit_declared("投资额（万元）").scale, unit_declared("Signings 2024 (Unit: EUR million)").scale
    (Decimal('10000'), Decimal('1000000'))
    """
    for found in _declared().findall(text):
        if unit := unit_of(found):
            return unit
    for found in _BRACKETS.findall(text):
        if unit := unit_of(found):
            return unit
    return None


def _together(before: str, after: str) -> Unit | None:
    """Return what stands around a number as one unit; None where something else stands there."""
    left = unit_of(before) if before else Unit(Decimal(1), "")
    right = unit_of(after) if after else Unit(Decimal(1), "")
    if left is None or right is None or (left.currency and right.currency and left.currency != right.currency):
        return None
    return Unit(left.scale * right.scale, left.currency or right.currency)


def _bare(content: str) -> str:
    """Return what a cell says of the amount without 'about' before it and 'of which ...' in brackets behind it."""
    plain = _around("aside").sub("", unicodedata.normalize("NFKC", content).strip())
    return _around("before").sub("", plain)


@cache
def _around(place: str) -> re.Pattern[str]:
    """Return the pattern of the words that stand at a place around an amount."""
    words = sorted((row["word"] for row in rows("around_amounts") if row["place"] == place), key=len, reverse=True)
    any_ = "|".join(map(re.escape, words))
    pattern = {"before": rf"^(?:{any_})\s*", "after": rf"\s*(?:{any_})$", "aside": rf"\s*\((?:{any_})[^()]*\)$"}[place]
    return re.compile(pattern, re.IGNORECASE)


@cache
def _declared() -> re.Pattern[str]:
    words = "|".join(re.escape(row["word"]) for row in rows("around_amounts") if row["place"] == "declares")
    return re.compile(rf"(?:{words})\s*(?:[:：]|\b)\s*([^\s)）,，;；]+(?: [A-Za-z]+)?)", re.IGNORECASE)


@cache
def _units() -> dict[str, Unit]:
    return {row["word"].casefold(): Unit(Decimal(row["scale"]), row["currency"]) for row in rows("units")}
