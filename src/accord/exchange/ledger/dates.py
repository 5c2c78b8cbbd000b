"""Read a day, a month or a year from a cell.

In:  what stands in the cell, whether it was a number there, and the script of the table's headers.
Out: a partial date; None where no one date stands there.

A number of five digits is a day counted from 1900, as spreadsheets keep days. A number 2024.1 may have been January or
October (the zero is lost): its year is all that is known.
"""

import re
from datetime import date, timedelta
from functools import cache

from accord.exchange.ledger.tables import rows
from accord.model.dates import is_partial_date

__all__ = ["read_date"]

_EPOCH = date(1899, 12, 30)  # ECMA-376 18.17.4.1: day 1 is 1900-01-01, and 1900 counts as a leap year
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$")
_LOST_ZERO = re.compile(r"(\d{4})\.1")


def read_date(content: str, *, number: bool = False, script: str = "*") -> str | None:
    """Return the date that a cell states.

    Args:
        content: Of the cell.
        number: Whether it was a number in the workbook.
        script: `Han` where the headers of the table are Chinese; `*` elsewhere.

    >>> read_date("2024年3月"), read_date("24/3/5", script="Han"), read_date("45356", number=True)
    ('2024-03', '2024-03-05', '2024-03-05')
    >>> read_date("2024.1", number=True), read_date("2024.1"), read_date("03/05/2024"), read_date("13/05/2024")
    ('2024', '2024-01', '2024', '2024-05-13')
    """
    plain = _digits(_CLOCK.sub("", content.strip()))
    if number:
        if plain.isdigit() and _FIRST_SERIAL <= int(plain) <= _LAST_SERIAL:
            return (_EPOCH + timedelta(days=int(plain))).isoformat()
        if lost := _LOST_ZERO.fullmatch(plain):
            return lost[1]
    for pattern, tongue in _patterns():
        if tongue in ("*", script) and (found := pattern.fullmatch(plain)):
            return _date(found.groupdict())
    return None


def _date(parts: dict[str, str | None]) -> str | None:
    year = str(parts["y"])
    year = f"20{year}" if len(year) == 2 else year
    if parts.get("n"):
        return _either(year, int(parts["n"] or 0), int(parts["o"] or 0))
    month = parts.get("m")
    if name := parts.get("b"):
        month = _months().get(name.casefold())
        if month is None:
            return None
    made = "-".join([year, *(f"{int(part):02}" for part in (month, parts.get("d")) if part)])
    return made if is_partial_date(made) else None


def _either(year: str, first: int, second: int) -> str | None:
    """Return a date of which nobody says whether the day or the month comes first, as far as that does not matter."""
    made = {f"{year}-{month:02}-{day:02}" for month, day in ((first, second), (second, first))}
    real = sorted(filter(is_partial_date, made))
    return real[0] if len(real) == 1 else year if real else None


def _digits(text: str) -> str:
    """Return the text with written-out numerals of dates as digits.

    >>> _digits("二〇二四年十二月二十五日"), _digits("二〇二四年三月十日")
    ('2024年12月25日', '2024年3月10日')
    """
    values = _numerals()
    if not any(numeral in text for numeral in values):
        return text
    return re.sub(f"[{''.join(values)}]+", lambda found: _numeral(found[0], values), text)


def _numeral(word: str, values: dict[str, str]) -> str:
    ten = next(numeral for numeral, value in values.items() if value == "10")
    if ten not in word:
        return "".join(values[numeral] for numeral in word)
    tens, _, ones = word.partition(ten)
    return f"{values.get(tens, '1')}{values.get(ones, '0')}"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["tongue"]) for row in rows("dates"))


@cache
def _months() -> dict[str, str]:
    return {row["name"].casefold(): row["month"] for row in rows("months")}


@cache
def _numerals() -> dict[str, str]:
    return {row["digit"]: row["value"] for row in rows("digits")}
