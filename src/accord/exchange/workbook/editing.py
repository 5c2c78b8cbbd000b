"""New values for cells that a sheet has.

In:  a sheet, what its cells are to hold.
Out: the new cells, gathered in the sheet; what was written, and what was not and why, is told.
"""

from collections.abc import Sequence

from accord.exchange.workbook.change import Edit, Refused, Written
from accord.exchange.workbook.parts import Parts
from accord.exchange.workbook.sheet import CellAt, Layout, RowAt
from accord.exchange.workbook.splicing import NewCells
from accord.exchange.workbook.values import NotWritten, Value, form_of, says, shown
from accord.exchange.workbook.work import Place, Sheet, Told, address_of, anchor, lies_in, place_of
from accord.exchange.workbook.writing import cell_bytes, tag

__all__ = ["edit_cells", "new_cell_start"]


def edit_cells(sheet: Sheet, parts: Parts, edits: Sequence[Edit], told: Told) -> None:
    """Gather the new cells of a sheet."""
    for edit in edits:
        place = place_of(edit.cell)
        if place is None:
            told.refused.append(Refused(sheet.name, edit.cell, "no_cell"))
        else:
            _edit(sheet, parts, anchor(sheet.layout, place), edit.value, told)


def new_cell_start(sheet: Sheet, place: Place, style: str) -> bytes:
    """Return the start tag of a cell that is not there yet."""
    return tag(sheet.layout.prefix, "c", {"r": address_of(place), "s": style})


def _edit(sheet: Sheet, parts: Parts, place: Place, value: Value, told: Told) -> None:
    row, column = place
    there = sheet.layout.rows.get(row)
    cell = there.cells.get(column) if there else None
    style = cell.attributes.get("s", "") if cell else _style(sheet.layout, there, column)
    now = shown(cell, parts)
    try:
        _check(sheet, cell, place, value)
        form = form_of(value, cell, style, now, parts)
    except NotWritten as error:
        told.refused.append(Refused(sheet.name, address_of(place), str(error), now.text))
        return
    if form is None:
        told.same += 1
        return
    start = sheet.content[cell.span.start : cell.span.head] if cell else new_cell_start(sheet, place, style)
    new = cell_bytes(sheet.layout.prefix, start, form)
    sheet.rows.setdefault(row, NewCells({})).cells[column] = new
    told.written.append(Written(sheet.name, address_of(place), now.text, says(form, style, parts)))


def _check(sheet: Sheet, cell: CellAt | None, place: Place, value: Value) -> None:
    """Refuse to write over what a formula makes, and to write two values into one cell."""
    if cell is not None and cell.formula is not None:
        raise NotWritten("formula")
    if any(lies_in(place, one) for one in sheet.layout.arrays):
        raise NotWritten("array")
    given = sheet.given.setdefault(place, value)
    if given is not value and given != value:
        raise NotWritten("twice")


def _style(layout: Layout, row: RowAt | None, column: int) -> str:
    """Return the style of a cell that is not there: its row's, else its column's."""
    if row is not None and row.attributes.get("customFormat") in ("1", "true"):
        return row.attributes.get("s", "")
    return next((style for first, last, style in layout.columns if first <= column <= last), "")
