"""Read a workbook: which sheets have a table of signings, what its columns hold, its rows.

In:  a path, what a person said of its columns and sheets.
Out: `Book`; a `RefusedError` where no sheet has a header that is known.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from xml.etree import ElementTree

import msgspec
from openpyxl.utils import get_column_letter

from accord.errors import NotFoundError
from accord.exchange.ledger.amounts import unit_declared
from accord.exchange.ledger.columns import FIELDS, Column, Overrides, column_of, is_meant, signature
from accord.exchange.ledger.grid import Line, lines_of, marks_of
from accord.exchange.ledger.header import LOOKED_AT, Header, find_header
from accord.exchange.ledger.package import Opened, open_package
from accord.exchange.ledger.page import LedgerRow
from accord.exchange.ledger.rows import LeftOut, rows_of
from accord.exchange.ledger.tables import refused

__all__ = ["Book", "LeftOut", "SheetRead", "Wanted", "open_book", "unmatched"]

Remembered = Callable[[str], Overrides]
_EVERY = 500  # rows between two words of progress


class SheetRead(msgspec.Struct, frozen=True):
    """One sheet.

    Attributes:
        name: Of the sheet.
        columns: What each column holds, left to right.
        signature: Under which what a person says of these columns is remembered.
        overrides: What a person said of them, now or before.
        rows: Those of the ledger.
        left_out: Those that are none.
        hidden_rows: How many of the rows are hidden (a filter hides, it does not delete: they are taken).
        unkept: Addresses of formulas whose value the file does not keep.
    """

    name: str
    columns: tuple[Column, ...]
    signature: str
    overrides: Mapping[str, str]
    rows: tuple[LedgerRow, ...]
    left_out: tuple[LeftOut, ...]
    hidden_rows: int
    unkept: tuple[str, ...]


class Book(msgspec.Struct, frozen=True):
    """A workbook that was read.

    Attributes:
        name: Of the file.
        raw: `sha256:` of its bytes.
        sheets: Those with a table of signings.
        hidden_sheets: Names of sheets that are hidden and so left out.
        other_sheets: Names of sheets without a header that is known.
        unasked_sheets: Names of sheets that a person left out by naming others.
    """

    name: str
    raw: str
    sheets: tuple[SheetRead, ...]
    hidden_sheets: tuple[str, ...]
    other_sheets: tuple[str, ...]
    unasked_sheets: tuple[str, ...] = ()


class Wanted(msgspec.Struct, frozen=True):
    """What a person said: of columns, which sheets (none: all that are shown), the first row of the header."""

    overrides: Mapping[str, str] = {}
    sheets: tuple[str, ...] = ()
    header: int | None = None


def open_book(
    path: Path,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    *,
    remembered: Remembered = lambda signature: {},
    progress: Callable[[int], None] = lambda rows: None,
) -> Book:
    """Return what the workbook holds.

    Args:
        path: Of an .xlsx or .xlsm file.
        wanted: What a person said.
        remembered: What a person said before of columns with a signature.
        progress: Hears how many rows were read so far.

    Raises:
        NotFoundError: There is no such file, or no such sheet in it.
        RefusedError: It is no workbook that can be read, or no sheet has a header that is known and rows below it.
    """
    opened = open_package(path)
    try:
        return _book(path, opened, wanted, remembered, progress)
    except (ElementTree.ParseError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError) as error:
        raise refused(
            "damaged", path=path.name, found=f"a part of it cannot be read ({type(error).__name__})"
        ) from error
    finally:
        opened.close()


def unmatched(book: Book, said: Iterable[str]) -> list[str]:
    """Return those of the headers and letters that a person said something of which no column has."""
    columns = [column for sheet in book.sheets for column in sheet.columns]
    return [one for one in said if not any(is_meant(column.letter, column.header, one) for column in columns)]


def _book(path: Path, opened: Opened, wanted: Wanted, remembered: Remembered, progress: Callable[[int], None]) -> Book:
    names = [sheet.title for sheet in opened.workbook.worksheets]
    if missing := [name for name in wanted.sheets if name not in names]:
        raise NotFoundError(
            f"{path.name} has no sheet {', '.join(missing)}; it has: {', '.join(names)}. Give one of these."
        )
    hidden = [
        s.title for s in opened.workbook.worksheets if s.sheet_state != "visible" and s.title not in wanted.sheets
    ]
    asked = [name for name in wanted.sheets or names if name not in hidden]
    unasked = [name for name in names if name not in asked and name not in hidden]
    read: list[SheetRead] = []
    for name in asked:
        before = sum(len(sheet.rows) for sheet in read)
        sheet = _sheet(opened, name, wanted, remembered, lambda rows, before=before: progress(before + rows))  # type: ignore[misc]
        read.extend([sheet] if sheet else [])
    if not read:
        raise refused("no_header", path=path.name, found=f"sheets: {', '.join(asked)}", fields=", ".join(FIELDS))
    if not any(sheet.rows for sheet in read):
        raise refused("no_rows", path=path.name, found=f"sheets: {', '.join(sheet.name for sheet in read)}")
    others = [name for name in asked if name not in {sheet.name for sheet in read}]
    return Book(path.name, opened.raw, tuple(read), tuple(hidden), tuple(others), tuple(unasked))


def _sheet(
    opened: Opened, name: str, wanted: Wanted, remembered: Remembered, progress: Callable[[int], None]
) -> SheetRead | None:
    marks = marks_of(opened, name)
    lines = lines_of(opened, name, marks)
    first = list(islice(lines, LOOKED_AT))
    header = find_header(first, marks.merges, wanted.overrides, told=wanted.header)
    if header is None:
        return None
    shown = {at: header.words.get(at) or get_column_letter(at) for at in _columns(first, header)}
    mark = signature(list(shown.values()))
    overrides = {**remembered(mark), **wanted.overrides}
    unit = next(filter(None, (unit_declared(value.content) for value in header.above)), None)
    columns = {at: column_of(get_column_letter(at), shown[at], overrides, table_unit=unit) for at in shown}
    below = chain((line for line in first if line.number > header.last), lines)
    rows: list[LedgerRow] = []
    left_out: list[LeftOut] = []
    for made in rows_of(name, below, header, columns):
        if isinstance(made, LeftOut):
            left_out.append(made)
            continue
        rows.append(made)
        if len(rows) % _EVERY == 0:
            progress(len(rows))
    hidden = sum(row.number in marks.hidden for row in rows)
    return SheetRead(name, tuple(columns.values()), mark, overrides, tuple(rows), tuple(left_out), hidden, marks.unkept)


def _columns(first: Sequence[Line], header: Header) -> list[int]:
    """Return the columns that have a header, or cells below one that has none."""
    below = {at for line in first if line.number > header.last for at in line.cells}
    return sorted(below | set(header.words))
