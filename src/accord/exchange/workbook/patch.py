"""Write cells and rows into a workbook, and leave every other byte of it as it is.

In:  the path of an .xlsx or .xlsm file, or its bytes; `Edit`s and `NewRow`s.
Out: `Patched`.

Only the parts of sheets whose cells change are written anew, by replacing the bytes of those cells. Text is written into
the cell itself, so that the shared strings stay as they are.
"""

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from accord.exchange.ledger.package import check_package
from accord.exchange.ledger.tables import refused
from accord.exchange.workbook.appending import append_rows
from accord.exchange.workbook.calculating import calculated_anew
from accord.exchange.workbook.change import Edit, NewRow, Patched, Refused
from accord.exchange.workbook.editing import edit_cells
from accord.exchange.workbook.extending import extended_filter, extended_tables
from accord.exchange.workbook.parts import Parts, parts_of
from accord.exchange.workbook.splicing import spliced
from accord.exchange.workbook.stale import short, stale
from accord.exchange.workbook.work import Sheet, Told, opened_sheet, place_of
from accord.exchange.workbook.zips import rewritten

__all__ = ["patch", "patched"]

_SIGNATURES = "_xmlsignatures/"  # of the office (ECMA-376 part 2, 10.5): they no longer hold
_BROKEN = (KeyError, ValueError, IndexError, ParseError, ExpatError, zipfile.BadZipFile, zlib.error, EOFError)


def patched(path: Path, edits: Sequence[Edit], rows: Sequence[NewRow] = (), *, recalculate: bool = False) -> Patched:
    """Return the workbook with these cells changed and these rows below its lists.

    Args:
        path: Of an .xlsx or .xlsm file.
        edits: Of cells.
        rows: New ones.
        recalculate: Where formulas count with a changed cell, have them calculated on opening; this changes the
            workbook's own part, too.

    Raises:
        NotFoundError: There is no such file.
        RefusedError: It is no workbook that can be written back, with what to do.
    """
    check_package(path)
    try:
        return patch(path.read_bytes(), edits, rows, recalculate=recalculate)
    except _BROKEN as error:
        found = f"a part of it cannot be read ({str(error) or type(error).__name__})"
        raise refused("damaged", path=path.name, found=found) from error


def patch(source: bytes, edits: Sequence[Edit], rows: Sequence[NewRow] = (), *, recalculate: bool = False) -> Patched:
    """Return the workbook, given as its bytes, with these cells changed and these rows below its lists."""
    parts, told = parts_of(source), Told()
    changed: dict[str, bytes] = {}
    for name in dict.fromkeys([*(edit.sheet for edit in edits), *(row.sheet for row in rows)]):
        here, new = [one for one in edits if one.sheet == name], [one for one in rows if one.sheet == name]
        if name in parts.sheets:
            _change(parts, name, (here, new), changed, told)
        else:
            told.refused += [Refused(name, one.cell, "no_sheet") for one in here]
            told.refused += [Refused(name, f"{one.after + 1}:{one.after + 1}", "no_sheet") for one in new]
    if told.longer:
        told.notes += [("short", address) for address in short(parts, told.longer)]
    late = stale(parts, told.written) if told.written else []
    if late and recalculate:
        changed[parts.book] = calculated_anew(changed.get(parts.book) or parts.read(parts.book))
        told.notes.append(("calculation", parts.book))
    if changed:
        told.notes += [("signature", name) for name in parts.files.namelist() if name.startswith(_SIGNATURES)][:1]
    return Patched(
        content=rewritten(source, changed),
        written=tuple(told.written),
        refused=tuple(told.refused),
        same=told.same,
        parts=tuple(changed),
        stale=tuple(late),
        notes=tuple(told.notes),
    )


def _change(
    parts: Parts, name: str, asked: tuple[Sequence[Edit], Sequence[NewRow]], changed: dict[str, bytes], told: Told
) -> None:
    """Change one sheet, and what must reach as far as its list does."""
    edits, new = asked
    places = [place for place in (place_of(edit.cell) for edit in edits) if place]
    sheet = opened_sheet(parts, name, places, {at for row in new for at in range(row.after, row.after + len(new) + 1)})
    edit_cells(sheet, parts, edits, told)
    longer = append_rows(sheet, parts, new, told)
    told.longer += [(name, before) for before in longer]
    filtered_to = _extend(parts, sheet, longer, changed, told)
    if sheet.rows:
        changed[sheet.part] = spliced(sheet.content, sheet.layout, sheet.rows, filtered_to=filtered_to)


def _extend(parts: Parts, sheet: Sheet, longer: dict[int, int], changed: dict[str, bytes], told: Told) -> int | None:
    """Return the row to which the sheet's filter is to reach; tables that end with a list are extended with it."""
    filtered_to = None
    for before, last in longer.items():
        for part, content in extended_tables(parts, sheet.part, before, last).items():
            changed[part] = content
            told.notes.append(("table", part))
        said = sheet.layout.filter[0] if sheet.layout.filter else ""
        if said.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$") == str(before):
            filtered_to = last
            told.notes.append(("filter", sheet.name))
            book = changed.get(parts.book) or parts.read(parts.book)
            changed |= extended_filter(parts, book, sheet.name, before, last)
    return filtered_to
