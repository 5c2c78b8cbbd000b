"""Put new cells and rows into the bytes of a sheet; every other byte stays.

In:  a sheet's bytes and layout, the new cells of each row as bytes.
Out: the sheet's new bytes.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec
from openpyxl.utils import get_column_letter, range_boundaries

from accord.exchange.workbook.sheet import Layout, RowAt, Span
from accord.exchange.workbook.writing import tag, with_attributes

__all__ = ["NewCells", "spliced"]


class NewCells(msgspec.Struct):
    """The cells of one row that are new or differ, by column; `start` is the start tag of a row that is not there yet."""

    cells: dict[int, bytes]
    start: bytes = b""


Splice = tuple[int, int, bytes]  # from, to, what stands there now


def spliced(content: bytes, layout: Layout, rows: Mapping[int, NewCells], *, filtered_to: int | None = None) -> bytes:
    """Return the sheet with the cells of these rows as given.

    Args:
        content: The bytes of the sheet's part.
        layout: Of it.
        rows: By number.
        filtered_to: The last row of the sheet's filter, where it becomes longer.
    """
    splices: list[Splice] = []
    there = {number: new for number, new in rows.items() if number in layout.rows}
    for number, new in there.items():
        splices += _in_row(content, layout, layout.rows[number], new)
    splices += _new_rows(content, layout, {number: rows[number] for number in sorted(rows.keys() - there.keys())})
    splices += _used_range(content, layout, rows)
    if filtered_to and layout.filter:
        splices.append(_reaching(content, layout.filter, filtered_to))
    return _applied(content, splices)


def _applied(content: bytes, splices: Sequence[Splice]) -> bytes:
    made, at = bytearray(), 0
    for start, end, new in sorted(splices, key=lambda one: one[:2]):  # stable: new cells at one place stay in order
        made += content[at:start] + new
        at = end
    return bytes(made + content[at:])


def _in_row(content: bytes, layout: Layout, row: RowAt, new: NewCells) -> list[Splice]:
    start = content[row.span.start : row.span.head]
    spans = _spans(row.attributes.get("spans"), new.cells)
    opened = with_attributes(start, {"spans": spans}) if spans else start
    if row.span.tail is None:
        inside = b"".join(new.cells[column] for column in sorted(new.cells))
        opened = with_attributes(start, {"spans": spans} if spans else {})
        return [(row.span.start, row.span.end, opened + inside + _end(layout, b"row"))]
    splices: list[Splice] = [(row.span.start, row.span.head, opened)] if spans else []
    for column in sorted(new.cells):
        if column in row.cells:
            span = row.cells[column].span
            splices.append((span.start, span.end, new.cells[column]))
        else:
            at = min((c.span.start for c in row.cells.values() if c.column > column), default=row.span.tail)
            splices.append((at, at, new.cells[column]))
    return splices


def _spans(said: str | None, cells: Mapping[int, bytes]) -> str | None:
    """Return the columns that a row says it spans, where new cells stand outside of them; else None."""
    first, _, last = (said or "").partition(":")
    if not (first.isdigit() and last.isdigit()):
        return None
    low, high = min(int(first), *cells), max(int(last), *cells)
    return f"{low}:{high}" if (low, high) != (int(first), int(last)) else None


def _new_rows(content: bytes, layout: Layout, rows: Mapping[int, NewCells]) -> list[Splice]:
    """Return the rows that are not there yet, each before the first row with a higher number."""
    assert layout.data is not None, "a sheet has an element for its rows"
    made: list[Splice] = []
    inside = b""
    for number, new in rows.items():
        start = new.start or tag(layout.prefix, "row", {"r": str(number)})
        row = start + b"".join(new.cells[column] for column in sorted(new.cells)) + _end(layout, b"row")
        if layout.data.tail is None:
            inside += row
            continue
        later = bisect_right(layout.numbers, number)
        at = layout.starts[later] if later < len(layout.starts) else layout.data.tail
        made.append((at, at, row))
    if inside:
        opened = with_attributes(content[layout.data.start : layout.data.head], {})
        made.append((layout.data.start, layout.data.end, opened + inside + _end(layout, b"sheetData")))
    return made


def _used_range(content: bytes, layout: Layout, rows: Mapping[int, NewCells]) -> list[Splice]:
    """Return the change of the used range, where a cell stands outside of it."""
    if layout.dimension is None or not layout.dimension[0] or not rows:
        return []
    said, span = layout.dimension
    left, top, right, bottom = range_boundaries(said)
    columns = [column for new in rows.values() for column in new.cells]
    reach = (min(left, *columns), min(top, *rows), max(right, *columns), max(bottom, *rows))
    if reach == (left, top, right, bottom):
        return []
    first, last = f"{get_column_letter(reach[0])}{reach[1]}", f"{get_column_letter(reach[2])}{reach[3]}"
    return [_with_range(content, span, f"{first}:{last}")]


def _reaching(content: bytes, filtered: tuple[str, Span], last: int) -> Splice:
    said, span = filtered
    return _with_range(content, span, f"{said.rstrip('0123456789')}{last}")


def _with_range(content: bytes, span: Span, new: str) -> Splice:
    made = with_attributes(content[span.start : span.head], {"ref": new})
    return (span.start, span.head, made[:-1] + b"/>" if span.tail is None else made)


def _end(layout: Layout, name: bytes) -> bytes:
    return b"</" + layout.prefix + name + b">"
