"""A sheet while its changes are gathered, and where an address stands in it.

In:  the workbook's parts, the name of a sheet, the rows that are asked for.
Out: `Sheet`; places (row, column) of addresses; the cell that holds for a place.
"""

from collections.abc import Collection

import msgspec
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

from accord.exchange.workbook.change import Refused, Written
from accord.exchange.workbook.parts import Parts
from accord.exchange.workbook.sheet import Layout, Range, layout_of
from accord.exchange.workbook.splicing import NewCells
from accord.exchange.workbook.values import Value

__all__ = ["Place", "Sheet", "Told", "address_of", "anchor", "lies_in", "opened_sheet", "place_of"]

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384  # of a sheet (Excel's specification)

Place = tuple[int, int]  # row, column


class Told(msgspec.Struct):
    """What is told of the changes to a workbook; `longer` are the lists with new rows: sheet, and last row before."""

    written: list[Written] = []
    refused: list[Refused] = []
    same: int = 0
    notes: list[tuple[str, str]] = []
    longer: list[tuple[str, int]] = []


class Sheet(msgspec.Struct):
    """A sheet while its changes are gathered.

    Attributes:
        name: Of the sheet; `part` is the name of its part, `content` its bytes.
        layout: Where its rows and cells stand.
        rows: The new cells so far, by row.
        given: The value that each place is to hold.
    """

    name: str
    part: str
    content: bytes
    layout: Layout
    rows: dict[int, NewCells]
    given: dict[Place, Value]


def opened_sheet(parts: Parts, name: str, places: Collection[Place], rows: Collection[int]) -> Sheet:
    """Return a sheet with the layout of these rows, and of those in which merged cells begin that hold for the places."""
    content = parts.read(parts.sheets[name])
    wanted = {row for row, _ in places} | set(rows)
    layout = layout_of(content, wanted)
    anchors = {anchor(layout, place)[0] for place in places} - wanted
    if anchors:
        layout = layout_of(content, wanted | anchors)
    return Sheet(name, parts.sheets[name], content, layout, {}, {})


def place_of(address: str) -> Place | None:
    """Return the row and the column of an address; None where it is none.

    >>> place_of("B5"), place_of("5B"), place_of("XFE1")
    ((5, 2), None, None)
    """
    try:
        letters, row = coordinate_from_string(address.upper())
        column = column_index_from_string(letters)
    except (CellCoordinatesException, ValueError):
        return None
    return (row, column) if 0 < row <= _LAST_ROW and column <= _LAST_COLUMN else None


def address_of(place: Place) -> str:
    """Return the address of a place."""
    return f"{get_column_letter(place[1])}{place[0]}"


def anchor(layout: Layout, place: Place) -> Place:
    """Return the cell that holds for a place: of a merged range its first."""
    held = next((one for one in layout.merges if lies_in(place, one)), None)
    return (held[1], held[0]) if held else place


def lies_in(place: Place, range_: Range) -> bool:
    """Return whether a place lies in a range."""
    left, top, right, bottom = range_
    return top <= place[0] <= bottom and left <= place[1] <= right
