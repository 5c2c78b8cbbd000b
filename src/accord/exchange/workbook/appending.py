"""New rows below a list, in the format of the row above.

In:  a sheet, rows to be written below the list's last row.
Out: the new cells, gathered in the sheet; how far each list now reaches.

No row is moved: formulas, charts and names of ranges elsewhere would point beside. So a row is written only where the
sheet is empty below the list; where a total stands there, it is refused.
"""

from collections.abc import Sequence

from openpyxl.utils import column_index_from_string

from accord.exchange.workbook.change import NewRow, Refused, Written
from accord.exchange.workbook.editing import new_cell_start
from accord.exchange.workbook.parts import Parts
from accord.exchange.workbook.sheet import CellAt, RowAt
from accord.exchange.workbook.splicing import NewCells
from accord.exchange.workbook.values import NotWritten, Shown, Value, form_of, says, shown
from accord.exchange.workbook.work import Sheet, Told, address_of, lies_in
from accord.exchange.workbook.writing import cell_bytes, with_attributes

__all__ = ["append_rows"]

_OWN = ("hidden", "collapsed", "outlineLevel", "spans", "ph")  # attributes of a row that the next one does not take


def append_rows(sheet: Sheet, parts: Parts, rows: Sequence[NewRow], told: Told) -> dict[int, int]:
    """Return the last row that a list now has, by the last that it had.

    Rows for below one row are written one below the other, each in the format of that one.
    """
    reaches: dict[int, int] = {}
    for new in rows:
        number = reaches.get(new.after, new.after) + 1
        above = sheet.layout.rows.get(new.after)
        if above is None or _taken(sheet, number):
            told.refused.append(Refused(sheet.name, f"{number}:{number}", "taken" if above else "no_row"))
            continue
        _append(sheet, parts, above, number, new, told)
        reaches[new.after] = number
    return reaches


def _taken(sheet: Sheet, number: int) -> bool:
    there = sheet.layout.rows.get(number)
    if there and any(cell.filled for cell in there.cells.values()):
        return True
    return number in sheet.rows or any(top <= number <= bottom for _, top, _, bottom in sheet.layout.merges)


def _append(sheet: Sheet, parts: Parts, above: RowAt, number: int, new: NewRow, told: Told) -> None:
    there = sheet.layout.rows.get(number)
    has = there.cells if there else {}
    start = sheet.content[above.span.start : above.span.head]
    row = NewCells({}, with_attributes(start, {**dict.fromkeys(_OWN), "r": str(number)}))
    values = {column_index_from_string(letter): value for letter, value in new.values.items()}
    for column in sorted({*values, *above.cells}):
        model, place = above.cells.get(column), (number, column)
        made, says_now = _cell(sheet, parts, (has.get(column), model), place, values.get(column), told)
        if made is not None:
            row.cells[column] = made
        if says_now:
            told.written.append(Written(sheet.name, address_of(place), "", says_now))
    sheet.rows[number] = row


def _cell(
    sheet: Sheet,
    parts: Parts,
    cells: tuple[CellAt | None, CellAt | None],
    place: tuple[int, int],
    value: Value,
    told: Told,
) -> tuple[bytes | None, str]:
    """Return a cell of a new row, and what it says; None where the cell that is there already stays as it is."""
    has, model = cells
    own = has.attributes.get("s", "0") if has else "0"
    style = own if own != "0" else model.attributes.get("s", "") if model else ""
    try:
        if any(lies_in(place, one) for one in sheet.layout.arrays):
            raise NotWritten("array")
        form = form_of(value, None, style, _as_above(model, parts), parts) if value not in (None, "") else None
    except NotWritten as error:
        told.refused.append(Refused(sheet.name, address_of(place), str(error)))
        form = None
    if form is None and has is not None:
        return None, ""
    made = cell_bytes(sheet.layout.prefix, new_cell_start(sheet, place, style), form)
    return made, says(form, style, parts) if form else ""


def _as_above(model: CellAt | None, parts: Parts) -> Shown:
    """Return what the cell above says, whose form a new one takes; a formula's result says nothing of that."""
    return Shown("", "empty") if model is None or model.formula is not None else shown(model, parts)
