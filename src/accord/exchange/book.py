"""Write a workbook of sheets that lead into each other: every number to the rows that make it.

In:  sheets of plain cells; `Leads` where a cell leads somewhere.
Out: an XLSX file; the same sheets give the same bytes. Text is typed as text, so no spreadsheet takes it for a formula.

A library makes the workbook with its styles and heads; the rows are put into it as `book_rows` writes them.
"""

import io
import re
import zipfile
from typing import BinaryIO

import msgspec
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from accord.exchange.book_rows import Leads, Styles, Value, Written, written
from accord.exchange.steady import steady

__all__ = ["Leads", "Sheet", "Value", "write_book"]

_LINK = "0563C1"  # the colour of links in office programs
_ROWS = re.compile(r"<sheetData>.*</sheetData>|<sheetData */>", re.DOTALL)
_REACH = re.compile(r'<dimension ref="[^"]*" */>')
_AFTER_LINKS = re.compile(r"<(?:printOptions|pageMargins)\b")  # what stands behind links (ECMA-376, part 1, 18.3.1.99)


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
        _make(book, sheet)
    styles = _styles(book)
    held = io.BytesIO()
    book.save(held)
    parts = {
        f"xl/worksheets/sheet{number}.xml": (sheet, written(sheet.heads, sheet.rows, sheet.shares, styles))
        for number, sheet in enumerate(sheets, start=1)
    }
    steady(_filled(held.getvalue(), parts), day, to)


def _make(book: Workbook, sheet: Sheet) -> None:
    """Make a sheet without its rows."""
    made = book.create_sheet(sheet.name)
    made.freeze_panes = "A2"
    for number, width in enumerate(sheet.widths, start=1):
        made.column_dimensions[get_column_letter(number)].width = width
    made.auto_filter.ref = _reach(sheet)
    made.page_setup.orientation, made.page_setup.paperSize, made.page_setup.fitToHeight = "landscape", 9, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows = "1:1"


def _styles(book: Workbook) -> Styles:
    """Return the numbers of the styles, noted in the workbook by cells that are then replaced."""
    sheet, places = book.worksheets[0], iter(range(1, 100))

    def style(form: str, *, wrap: bool, leads: bool, bold: bool = False) -> int:
        cell: Cell = sheet.cell(1, next(places))
        cell.number_format, cell.alignment = form, Alignment(vertical="top", wrap_text=wrap)
        if leads or bold:
            cell.font = Font(color=_LINK, underline="single") if leads else Font(bold=True)
        return int(cell.style_id)

    return Styles(
        style("General", wrap=True, leads=False, bold=True),
        (style("General", wrap=True, leads=False), style("General", wrap=True, leads=True)),
        (style("#,##0", wrap=False, leads=False), style("#,##0", wrap=False, leads=True)),
        (style("0.0%", wrap=False, leads=False), style("0.0%", wrap=False, leads=True)),
    )


def _filled(package: bytes, parts: dict[str, tuple[Sheet, Written]]) -> bytes:
    """Return the package with the rows in its sheets."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as new:
        for part in old.infolist():
            if part.filename not in parts:
                new.writestr(part, old.read(part))
                continue
            sheet, made = parts[part.filename]
            content = _REACH.sub(f'<dimension ref="{_reach(sheet)}"/>', old.read(part).decode())
            content = _ROWS.sub(lambda _, rows=made.rows: f"<sheetData>{rows}</sheetData>", content, count=1)  # type: ignore[misc]
            content = _AFTER_LINKS.sub(lambda found, links=made.links: links + found[0], content, count=1)  # type: ignore[misc]
            new.writestr(part, content.encode())
            if made.relations:
                name = part.filename.replace("worksheets/", "worksheets/_rels/") + ".rels"
                new.writestr(zipfile.ZipInfo(name), made.relations.encode())
    return held.getvalue()


def _reach(sheet: Sheet) -> str:
    return f"A1:{get_column_letter(len(sheet.heads))}{len(sheet.rows) + 1}"
