"""Formulas that count with changed cells, and formulas that should count with new rows and do not.

In:  the workbook's parts, the cells that were written, the lists that became longer.
Out: addresses of formulas, as `Sheet!B5`; those that count with these formulas in turn are not followed.

What a formula shows is of before, until the spreadsheet program calculates anew.
"""

import re
from collections.abc import Callable, Collection, Sequence

from openpyxl.utils import column_index_from_string

from accord.exchange.workbook.change import Written
from accord.exchange.workbook.parts import Parts
from accord.exchange.workbook.sheet import Range, layout_of
from accord.exchange.workbook.work import Place, address_of, lies_in, place_of

__all__ = ["short", "stale"]

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!)?"
    r"(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+)(?![\w(])"
)


def stale(parts: Parts, written: Sequence[Written]) -> list[str]:
    """Return the formulas of the workbook whose references cover a written cell."""
    places: dict[str, list[Place]] = {}
    for one in written:
        if place := place_of(one.cell):
            places.setdefault(one.sheet, []).append(place)
    return _formulas(parts, lambda sheet, range_: _covers(range_, places.get(sheet, [])))


def short(parts: Parts, lists: Collection[tuple[str, int]]) -> list[str]:
    """Return the formulas over several rows that end at the row (sheet, number) below which new ones were written."""
    return _formulas(parts, lambda sheet, range_: range_[1] < range_[3] and (sheet, range_[3]) in lists)


def _formulas(parts: Parts, meant: Callable[[str, Range], bool]) -> list[str]:
    """Return the formulas with a reference (sheet, range) that is meant."""
    found: list[str] = []
    for name, part in parts.sheets.items():
        for row, column, formula in layout_of(parts.read(part), ()).formulas:
            if any(meant(sheet or name, range_) for sheet, range_ in _references(formula)):
                found.append(f"{name}!{address_of((row, column))}")
    return found


def _covers(range_: Range, places: Sequence[Place]) -> bool:
    return any(lies_in(place, range_) for place in places)


def _references(formula: str) -> list[tuple[str, Range]]:
    """Return what a formula refers to: sheet ("" for its own) and range.

    >>> _references("SUM('a b'!$B$2:B9)+C3")
    [('a b', (2, 2, 2, 9)), ('', (3, 3, 3, 3))]
    """
    found = []
    for quoted, plain, said in _REFERENCE.findall(formula):
        first, _, last = said.replace("$", "").partition(":")
        found.append((quoted.replace("''", "'") or plain, _range(first, last or first)))
    return found


def _range(first: str, last: str) -> Range:
    (left, top), (right, bottom) = _corner(first, (1, 1)), _corner(last, (_LAST_COLUMN, _LAST_ROW))
    return (min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def _corner(said: str, open_: tuple[int, int]) -> tuple[int, int]:
    letters, row = said.rstrip("0123456789"), said.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (column_index_from_string(letters) if letters else open_[0], int(row) if row else open_[1])
