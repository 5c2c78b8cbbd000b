"""A workbook of several sheets whose cells lead to each other: every number to the rows that make it.

In:  sheets of plain cells; `Leads` where a cell leads somewhere.
Out: an XLSX file; the same sheets give the same bytes. Text is typed as text, so no spreadsheet takes it for a formula.
"""

import io
from typing import BinaryIO

import msgspec
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from accord.exchange.steady import steady

__all__ = ["Leads", "Sheet", "write_book"]

_MOST = 32_767  # characters that a cell can hold (Excel's specification)
_LINK = "0563C1"  # the colour of links in office programs


class Leads(msgspec.Struct, frozen=True):
    """A value that leads to a row of a sheet, or to an address."""

    value: str | float | int
    sheet: str = ""
    row: int = 1
    address: str = ""


Value = str | float | int | Leads | None


class Sheet(msgspec.Struct, frozen=True):
    """A sheet.

    Attributes:
        name: Unique, no longer than 31 characters.
        heads: Of the columns; they stay in sight, and have a filter.
        widths: In characters.
        rows: Below the heads, the first in row 2.
        shares: Columns (from 0) whose numbers are shares, shown as per cents.
    """

    name: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Value, ...], ...]
    shares: tuple[int, ...] = ()


def write_book(sheets: tuple[Sheet, ...], to: BinaryIO, *, title: str, day: str) -> None:
    """Write the sheets; `day` (YYYY-MM-DD) is the only time in the file."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = title, "accord"
    for sheet in sheets:
        _write(book, sheet)
    held = io.BytesIO()
    book.save(held)
    steady(held.getvalue(), day, to)


def _write(book: Workbook, sheet: Sheet) -> None:
    made = book.create_sheet(sheet.name)
    made.freeze_panes = "A2"
    for number, (head, width) in enumerate(zip(sheet.heads, sheet.widths, strict=True), start=1):
        made.column_dimensions[get_column_letter(number)].width = width
        _fill(made.cell(1, number), head, share=False)
        made.cell(1, number).font = Font(bold=True)
    for at, row in enumerate(sheet.rows, start=2):
        for number, value in enumerate(row, start=1):
            _fill(made.cell(at, number), value, share=number - 1 in sheet.shares)
    made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.heads))}{len(sheet.rows) + 1}"
    made.page_setup.orientation, made.page_setup.paperSize, made.page_setup.fitToHeight = "landscape", 9, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows = "1:1"


def _fill(cell: Cell, value: Value, *, share: bool) -> None:
    plain = value.value if isinstance(value, Leads) else value
    if plain is None:
        return
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(plain, str))
    if isinstance(plain, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", plain)[:_MOST]
        cell.data_type = "s"
    else:
        cell.value = plain
        cell.number_format = "0.0%" if share else "#,##0"
    if isinstance(value, Leads):
        place = None if value.address else f"'{value.sheet}'!A{value.row}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target=value.address or None, location=place)
        cell.font = Font(color=_LINK, underline="single")
