"""Stream the rows of a sheet, with merged cells filled in.

In:  an open workbook and the name of a sheet.
Out: `Line`s in row order, blank rows left out; each cell with its address, its content as text, and how many rows it
     holds for. A merged cell holds for all its rows, in its first column.

Merges, hidden rows and formulas without a kept value are looked up in the sheet's XML first: a streaming openpyxl does
not tell them.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import msgspec
from openpyxl.utils import get_column_letter, range_boundaries

from accord.exchange.ledger.package import Opened
from accord.exchange.ledger.page import tidy
from accord.exchange.ledger.tables import is_blank

__all__ = ["MOST_COLUMNS", "Line", "Marks", "Merge", "Value", "lines_of", "marks_of"]

MOST_COLUMNS = 200  # a ledger has 10 to 40
_PIECE = 1024 * 1024
_CONDITION = re.compile(r"\[[^\]]*\]")  # of a number format: a colour, a locale
_FIXED = ("0.00", "0.00_ ", "0.00_);[Red]\\(0.00\\)")


class Merge(msgspec.Struct, frozen=True):
    """A merged range: first and last row and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Marks(msgspec.Struct, frozen=True):
    """What a sheet says beside its cells: merged ranges, hidden rows, addresses of formulas without a kept value."""

    merges: tuple[Merge, ...]
    hidden: frozenset[int]
    unkept: tuple[str, ...]


class Value(msgspec.Struct, frozen=True):
    """One cell: its address (of all the rows that it holds for), its content, and what it was in the workbook."""

    ref: str
    content: str
    form: str


class Line(msgspec.Struct, frozen=True):
    """One row: its number and its cells by column, from 1; those that hold nothing are left out."""

    number: int
    cells: dict[int, Value]
    hidden: bool


def marks_of(opened: Opened, sheet: str) -> Marks:
    """Return what the sheet's XML says beside its cells."""
    hears = _Hearing()
    parser = ElementTree.XMLParser(target=hears)
    with opened.files.open(opened.workbook[sheet]._worksheet_path) as part:
        while piece := part.read(_PIECE):
            parser.feed(piece)
    return Marks(tuple(hears.merges), frozenset(hears.hidden), tuple(hears.unkept))


class _Hearing:
    """Hears the elements of a sheet as they come, and keeps none."""

    def __init__(self) -> None:
        self.merges: list[Merge] = []
        self.hidden: set[int] = set()
        self.unkept: list[str] = []
        self._row = 0
        self._cell, self._formula = "", False  # the address of the cell; whether it has a formula and no value yet
        self._value = False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name = tag[tag.rfind("}") + 1 :]
        if name == "c":
            self._cell = attrs.get("r", "")
        elif name == "v":
            self._value = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._row = int(attrs.get("r") or self._row + 1)
            if attrs.get("hidden") in ("1", "true"):
                self.hidden.add(self._row)
        elif name == "mergeCell":
            left, top, right, bottom = range_boundaries(attrs.get("ref") or "A1")
            self.merges.append(Merge(top, left, bottom, right))

    def data(self, data: str) -> None:
        if self._value and data:
            self._formula = False

    def end(self, tag: str) -> None:
        name = tag[tag.rfind("}") + 1 :]
        if name == "v":
            self._value = False
        elif name == "c" and self._formula:
            self.unkept.append(self._cell or f"row {self._row}")
            self._formula = False

    def close(self) -> None:
        """Keep what was heard."""


def lines_of(opened: Opened, sheet: str, marks: Marks) -> Iterator[Line]:
    """Yield the rows that hold something."""
    worksheet = opened.workbook[sheet]
    worksheet.reset_dimensions()  # some programs write a wrong one
    starts: dict[int, list[Merge]] = {}
    for merge in marks.merges:
        starts.setdefault(merge.top, []).append(merge)
    standing: list[tuple[Merge, Value]] = []
    for number, row in enumerate(worksheet.iter_rows(), start=1):
        standing = [(merge, value) for merge, value in standing if merge.bottom >= number]
        if not row and not standing:
            continue
        cells = {cell.column: _value(cell) for cell in row[:MOST_COLUMNS] if cell.value is not None}
        cells = {at: value for at, value in cells.items() if value.content}
        for merge in starts.get(number, ()):
            if merge.left in cells and merge.bottom > merge.top:
                letter = get_column_letter(merge.left)
                whole = msgspec.structs.replace(cells[merge.left], ref=f"{letter}{merge.top}:{letter}{merge.bottom}")
                standing.append((merge, whole))
        cells |= {merge.left: value for merge, value in standing}
        if cells:
            yield Line(number, dict(sorted(cells.items())), number in marks.hidden)


def _value(cell: Any) -> Value:  # noqa: ANN401 - openpyxl has no types
    content, form = _content(cell.value, cell.number_format or "General")
    return Value(f"{get_column_letter(cell.column)}{cell.row}", content, form)


def _content(value: object, shown: str) -> tuple[str, str]:
    """Return a value of a cell as text, and whether it was a number or a date."""
    match value:
        case bool():
            return str(value).upper(), "text"
        case dt.datetime() | dt.date():
            return _day(value, shown), "date"
        case int() | float():
            return _number(float(value), shown), "number"
        case _:
            text = tidy(str(value))
            return ("" if is_blank(text) else text), "text"


def _day(value: dt.date, shown: str) -> str:
    """Return a day as far as the cell shows it: a month alone is entered, and kept, as its first day."""
    plain = _CONDITION.sub("", shown.casefold()).partition(";")[0]
    if "d" in plain or "y" not in plain:
        return value.strftime("%Y-%m-%d")
    return value.strftime("%Y-%m" if "m" in plain else "%Y")


def _number(value: float, shown: str) -> str:
    if shown in _FIXED and value != int(value):
        return f"{value:.2f}"
    return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
