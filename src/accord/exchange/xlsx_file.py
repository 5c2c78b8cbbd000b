"""Write records as one sheet of a workbook.

In:  records, the columns, a stream.
Out: an XLSX file: a frozen head, a filter over it, days as text as imprecise as they are. Cells are typed as text, so no
     spreadsheet takes one for a formula.
"""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from accord.exchange.columns import Record, flat, type_of

__all__ = ["write_xlsx"]

_WIDEST, _NARROWEST = 60, 10  # characters of a column
_MOST = 32_767  # characters that a cell can hold (Excel's specification)


def write_xlsx(records: Iterable[Record], columns: Sequence[str], to: BinaryIO, *, heads: Sequence[str] = ()) -> int:
    """Return how many records were written, under `heads` or else the names of the columns."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("accord")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(column)
    bold = [WriteOnlyCell(sheet, head) for head in (heads or columns)]
    for cell in bold:
        cell.font = Font(bold=True)
    sheet.append(bold)
    count = 0
    for record in records:
        count += 1
        sheet.append([_cell(sheet, column, record.get(column)) for column in columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    book.save(to)
    return count


def _cell(sheet: object, column: str, value: object) -> object:
    if value is None or (type_of(column) in ("integer", "number") and isinstance(value, int | float)):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", flat(value))[:_MOST])
    cell.data_type = "s"
    return cell


def _width(column: str) -> int:
    wide = {"bodies": _WIDEST, "texts": 40}.get(type_of(column), 16)
    return max(_NARROWEST, min(_WIDEST, wide if column not in ("title", "quote") else _WIDEST))
