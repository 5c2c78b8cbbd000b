"""A day written as a cell writes days: as text of the same shape, or as the number that spreadsheets keep.

In:  a partial date; the text that stands in the cell; whether days are counted from 1904.
Out: text; a number; None where it cannot be written so.
"""

import re
from datetime import date, timedelta
from functools import cache
from importlib import resources

from accord.exchange.ledger.tables import rows
from accord.tsv import read_table

__all__ = ["day_of", "like", "serial_of"]

_TOKEN = re.compile(r"YYYY|YY|MM|M(?!mm)|DD|D|Mmmm|Mmm")
_DIGITS = {"YYYY": r"\d{4}", "YY": r"\d{2}", "MM": r"\d{2}", "M": r"\d{1,2}", "DD": r"\d{2}", "D": r"\d{1,2}"}
_SINCE_1900, _SINCE_1904 = date(1899, 12, 30), date(1904, 1, 1)  # ECMA-376 18.17.4.1
_FIRST = 61  # 1900-03-01: before it, spreadsheets count a 29 February that was none


def serial_of(iso: str, *, since_1904: bool) -> int | None:
    """Return the number that a spreadsheet keeps for a whole day; None of a month, a year, or a day before March 1900.

    >>> serial_of("2024-03-05", since_1904=False), serial_of("2024-03-05", since_1904=True)
    (45356, 43894)
    """
    if len(iso) != 10:
        return None
    serial = (date.fromisoformat(iso) - (_SINCE_1904 if since_1904 else _SINCE_1900)).days
    return serial if serial >= (0 if since_1904 else _FIRST) else None


def day_of(serial: float, *, since_1904: bool) -> str | None:
    """Return the day of a number that a spreadsheet keeps; None where it is none.

    >>> day_of(45356.5, since_1904=False)
    '2024-03-05'
    """
    first = _SINCE_1904 if since_1904 else _SINCE_1900
    try:
        return (first + timedelta(days=int(serial))).isoformat()
    except OverflowError:
        return None


def like(text: str, iso: str) -> str:
    """Return a partial date in the shape that `text` has; as it is (YYYY-MM-DD) where the shape is not known.

    >>> like("2024.3.5", "2024-11-08"), like("2024年3月", "2025-04-09"), like("5 March 2024", "2024-06"), like("soon", "2024")
    ('2024.11.8', '2025年4月9日', 'June 2024', '2024')
    """
    plain = " ".join(text.split())
    for family in _families():
        if any(pattern.fullmatch(plain) for _, pattern in family):
            return _written(family[2 - iso.count("-")][0], iso)
    return iso


def _written(shape: str, iso: str) -> str:
    year, month, day = [*iso.split("-"), "", ""][:3]
    return _TOKEN.sub(lambda found: _part(found[0], year, month, day), shape)


def _part(token: str, year: str, month: str, day: str) -> str:
    match token:
        case "YYYY" | "YY":
            return year[-len(token) :]
        case "MM" | "DD":
            return month if token == "MM" else day
        case "M" | "D":
            return str(int(month if token == "M" else day))
        case _:
            names = [row["name"] for row in rows("months") if int(row["month"]) == int(month)]
            return max(names, key=len) if token == "Mmmm" else min(names, key=len)


@cache
def _families() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], ...]:
    table = read_table(resources.files("accord.exchange.workbook") / "data" / "day_shapes.tsv").rows
    return tuple(tuple((shape, _pattern(shape)) for shape in row.values()) for row in table)


def _pattern(shape: str) -> re.Pattern[str]:
    """Return the pattern of the texts that have a shape."""
    names = {"Mmmm": max, "Mmm": min}
    months = {token: "|".join(sorted(_named(pick))) for token, pick in names.items()}
    parts, at = [], 0
    for token in _TOKEN.finditer(shape):
        parts += [re.escape(shape[at : token.start()]), _DIGITS.get(token[0]) or f"(?:{months[token[0]]})"]
        at = token.end()
    return re.compile("".join(parts) + re.escape(shape[at:]))


def _named(pick: object) -> set[str]:
    by_month: dict[str, list[str]] = {}
    for row in rows("months"):
        by_month.setdefault(row["month"], []).append(row["name"])
    return {pick(names, key=len) for names in by_month.values()}  # type: ignore[operator]
