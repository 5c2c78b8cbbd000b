"""Give an office its ledger back: its own workbook with what the register knows by now, and nothing else changed.

In:  the workbook, an open register, what the register would have its rows say (`Wanting`), whom to prefer.
Out: `Exported`: the new bytes; what goes into the workbook and why, what the workbook says that the register does not
     know yet, where both changed one cell since the import, and what could not be written.

The register keeps what every cell said when it came in. So three things are compared: then, the workbook now, the
register now. A cell that only the register would have otherwise is written; one that both changed is a conflict, and a
person says who is right.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from accord.errors import NotFoundError
from accord.exchange.ledger import Book, Known, LedgerRow, RowCell, SheetRead, Wanted, changes, open_book, row_of
from accord.exchange.workbook import Edit, Filled, NotWritten, Patched, Wish, fill, patched, says, with_cell
from accord.flows.ledger import remembered_columns, rows_matched
from accord.flows.ledger_rows import Added, Adding, added_rows
from accord.flows.ledger_states import confirmed
from accord.flows.ledger_wants import Want, Wanting, decided
from accord.model.document import LEDGER
from accord.register import Register
from accord.register.log import ledgers, log
from accord.register.log.ledger_decisions import ledger_names

__all__ = ["Change", "Exported", "Exporting", "Kept", "Other", "Prefer", "export_ledger"]

Prefer = Literal["", "register", "workbook"]


class Change(msgspec.Struct, frozen=True):
    """A cell that the register would have otherwise.

    Attributes:
        imported: What it said when it came in; `before` what the workbook says now, `after` what it is to say.
        reason: Where it is not written, why not: a slug; `both` where the workbook changed it too.
    """

    sheet: str
    cell: str
    row: int
    title: str
    header: str
    field: str
    imported: str
    before: str
    after: str
    why: str
    quote: str
    source: str
    reason: str = ""


class Other(msgspec.Struct, frozen=True):
    """A cell that the workbook has otherwise than when it came in; the next import brings it into the register."""

    sheet: str
    cell: str
    row: int
    title: str
    header: str
    imported: str
    now: str


class Kept(msgspec.Struct, frozen=True):
    """A row that only one side has."""

    sheet: str
    row: int
    title: str


class Exporting(msgspec.Struct, frozen=True):
    """What is asked for.

    Attributes:
        path: Of the workbook.
        ledger: Its name in the register; "" finds it by the columns, else by the file's name.
        prefer: Who is right where both changed a cell; "" leaves such cells as the workbook has them.
        choices: The same of single cells (`Sheet!B5`), which come first.
        wanting: What the register would have the rows say, each source in turn; the first on a field counts.
        wanted: What a person says of columns and sheets.
        adding: Agreements that get a new row.
    """

    path: Path
    ledger: str = ""
    prefer: Prefer = ""
    choices: Mapping[str, Prefer] = {}
    wanting: tuple[Wanting, ...] = (decided, confirmed)
    wanted: Wanted = Wanted()
    adding: Adding = Adding()

    def right(self, change: Change) -> Prefer:
        """Return who is right about a cell that both changed."""
        return self.choices.get(f"{change.sheet}!{change.cell}", self.prefer)


class Exported(msgspec.Struct, frozen=True):
    """What an export does.

    Attributes:
        known: Whether this very file came in; else it was changed since, or rows came from several files.
        changes: Cells that are written.
        conflicts: Cells that both changed since the import, each with `after` as the register would have it.
        left_out: Cells that cannot be written.
        others: Cells that the workbook has otherwise than when it came in.
        new: Rows that the register does not have; `gone`: rows that the workbook no longer has.
        added: Agreements as new rows.
        parts: Members of the file that differ; `notes` what was extended over new rows (filter, table); `stale` formulas that count with changed cells.
        content: The bytes of the new file.
    """

    ledger: str
    workbook: str
    known: bool
    rows: int
    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    left_out: tuple[Change, ...]
    others: tuple[Other, ...]
    new: tuple[Kept, ...]
    gone: tuple[Kept, ...]
    added: tuple[Added, ...]
    parts: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    stale: tuple[str, ...]
    content: bytes


class _Row(msgspec.Struct):
    """A row that both sides have: as it came in, as it is, its sheet, and as it will be with what is written so far."""

    held: Known
    now: Known
    sheet: SheetRead
    new: LedgerRow

    def told(self, want: Want, header: str = "", cell: str = "", **values: str) -> Change:
        """Return what is told of a cell of it."""
        was, now = _contents(self.held).get(header, ""), _contents(self.now).get(header, "")
        row = self.now.row
        known = Change(
            row.sheet, cell, row.number, self.now.title, header, want.field, _plain(was), _plain(now),
            _in_words(want.value), want.why, want.quote, want.source,
        )  # fmt: skip
        return msgspec.structs.replace(known, **values)


class _Told(msgspec.Struct):
    """What is to be written, and what is told."""

    edits: dict[tuple[str, str], tuple[Edit, list[Change]]] = {}
    conflicts: list[Change] = []
    left_out: list[Change] = []


def export_ledger(register: Register, asked: Exporting) -> Exported:
    """Return the workbook with what the register knows by now; nothing is written to a file or to the register.

    Raises:
        NotFoundError: There is no such file, or the register has no such ledger.
        RefusedError: It is no workbook that can be read and written back.
    """
    book = open_book(asked.path, asked.wanted, remembered=lambda signature: remembered_columns(register, signature))
    with register.reading() as connection:
        ledger = asked.ledger or _ledger(connection, book, asked.path)
        prefix = f"{LEDGER}{ledger}#"
        held = {one.source: one for one in ledgers.held_rows(connection, prefix)}  # the last version of each
        if not held:
            raise _unknown(connection, ledger)
        wants: dict[str, list[Want]] = defaultdict(list)
        for source in asked.wanting:
            for want in source(connection, prefix):
                wants[want.unit].append(want)
    matched = rows_matched(book, held)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    rows = [_Row(old, new, sheets[new.row.sheet], new.row) for old, new in matched.pairs]
    told = _compared([(row, wants[held[row.held.source].text]) for row in rows], asked)
    with register.asking() as asking:
        added, below = added_rows(asking, book.sheets, asked.adding, prefix)
    done = patched(asked.path, [edit for edit, _ in told.edits.values()], below)
    return Exported(
        ledger=ledger,
        workbook=book.raw,
        known=book.raw in {row_of(one.content).workbook for one in held.values()},
        rows=len(rows),
        changes=tuple(_kept(told, done)),
        conflicts=tuple(told.conflicts),
        left_out=(*told.left_out, *_refused(told, done)),
        others=tuple(other for row in rows for other in _others(row)),
        new=tuple(map(_alone, matched.new)),
        gone=tuple(_alone(known) for known in matched.gone if held[known.source].state != "withdrawn"),
        added=tuple(_added(added, done)),
        parts=done.parts,
        notes=done.notes,
        stale=done.stale,
        content=done.content,
    )


def _ledger(connection: log.Connection, book: Book, path: Path) -> str:
    """Return the ledger that had these columns when they last came; else one of the file's name."""
    found = (ledgers.noted(connection, f"sheet {sheet.signature}").get("ledger") for sheet in book.sheets)
    return next(filter(None, found), path.stem)


def _unknown(connection: log.Connection, ledger: str) -> NotFoundError:
    names = ledger_names(connection)
    there = f"it has: {', '.join(names)}. Say which this is: --ledger NAME"
    hint = there if names else "it has none; import it first: accord ledger import"
    return NotFoundError("the register has no ledger '%(name)s'", hint=hint, name=ledger)


def _compared(rows: Iterable[tuple[_Row, list[Want]]], asked: Exporting) -> _Told:
    told, others = _Told(), _Others()
    for row, wants in rows:
        seen: set[tuple[str, tuple[int, int] | None]] = set()
        for want in wants:
            # what a person said of the row's own words of a state comes before what was confirmed for its promises
            if (want.field, want.words) not in seen and not (want.words is None and _said_in_words(wants, want)):
                seen.add((want.field, want.words))
                _compare(row, want, asked, others, told)
    return told


def _said_in_words(wants: Iterable[Want], want: Want) -> bool:
    return any(one.field == want.field and one.words is not None for one in wants)


class _Others:
    """What the rows of a sheet say, by the column's letter; counted when it is first asked for."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, list[str]]] = {}

    def of(self, sheet: SheetRead) -> Mapping[str, list[str]]:
        """Return what the cells of each column say."""
        if sheet.name not in self._known:
            said: dict[str, list[str]] = defaultdict(list)
            for cell in (cell for row in sheet.rows for cell in row.cells if cell.header):
                said[cell.letters].append(cell.content)
            self._known[sheet.name] = said
        return self._known[sheet.name]


def _compare(row: _Row, want: Want, asked: Exporting, others: _Others, told: _Told) -> None:
    """Note what becomes of one thing that the register would have a row say."""
    wish = Wish(want.field, want.value, want.clause)
    if says(row.new, row.sheet.overrides, wish):
        return
    try:
        filled = fill(row.new, row.sheet.columns, row.sheet.overrides, wish, others.of(row.sheet))
    except NotWritten as error:
        told.left_out.append(row.told(want, reason=str(error)))
        return
    change = row.told(want, filled.header, filled.cell, after=_plain(filled.reads))
    if want.doubt and asked.choices.get(f"{change.sheet}!{change.cell}") != "register":
        told.left_out.append(msgspec.structs.replace(change, reason=want.doubt))
        return
    if change.imported != change.before and not _ours(row, want):
        change = msgspec.structs.replace(change, reason="both")
        told.conflicts.append(change)
        if asked.right(change) != "register":
            return
    row.new = with_cell(row.new, RowCell(filled.cell, filled.header, filled.reads, filled.form))
    _write(filled, change, told)


def _ours(row: _Row, want: Want) -> bool:
    """Return whether the workbook says what the register would have had it say before: an export put it there."""
    return any(says(row.now.row, row.sheet.overrides, Wish(want.field, value)) for value in want.earlier)


def _write(filled: Filled, change: Change, told: _Told) -> None:
    """Note the cell; where two things were decided of one cell, it holds both."""
    place = (change.sheet, change.cell)
    value = _plain(filled.value) if isinstance(filled.value, str) else filled.value
    before = (
        [msgspec.structs.replace(one, after=change.after) for one in told.edits[place][1]]
        if place in told.edits
        else []
    )
    told.edits[place] = (Edit(*place, value), [*before, change])


def _kept(told: _Told, done: Patched) -> Iterator[Change]:
    refused = {(one.sheet, one.cell) for one in done.refused}
    for place, (_, changes_) in told.edits.items():
        yield from () if place in refused else changes_


def _refused(told: _Told, done: Patched) -> Iterator[Change]:
    """Yield the cells that the workbook refuses, each with why."""
    for one in done.refused:
        for change in told.edits.get((one.sheet, one.cell), (None, []))[1]:
            yield msgspec.structs.replace(change, reason=one.reason)


def _added(rows: Iterable[Added], done: Patched) -> Iterator[Added]:
    """Yield the new rows; of those that the workbook has no place for, why."""
    why = {(one.sheet, one.cell): one.reason for one in done.refused}
    for one in rows:
        reason = why.get((one.sheet, f"{one.row}:{one.row}"))
        yield msgspec.structs.replace(one, row=0, reason=reason) if reason else one


def _others(row: _Row) -> Iterator[Other]:
    now, letters = row.now.row, {column.header: column.letter for column in row.sheet.columns}
    refs = {cell.header: cell.ref for cell in now.cells}
    for header, was, is_ in changes(row.held, row.now):
        ref = refs.get(header) or f"{letters.get(header, '')}{now.number}"
        yield Other(now.sheet, ref, now.number, row.now.title, header, _plain(was), _plain(is_))


def _alone(known: Known) -> Kept:
    return Kept(known.row.sheet, known.row.number, known.title)


def _contents(known: Known) -> dict[str, str]:
    return {cell.header: cell.content for cell in known.row.cells if cell.header}


def _plain(content: str) -> str:
    """Return the content of a cell with its lines as the workbook has them."""
    return content.replace("\n\t\t", "\n")


def _in_words(value: Any) -> str:  # noqa: ANN401 - a field's value may be of any type
    match value:
        case {"value": number, "currency": currency}:
            return f"{number} {currency}"
        case list() | tuple():
            return "; ".join(map(str, value))
        case _:
            return "" if value is None else str(value)
