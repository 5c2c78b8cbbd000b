"""Give an office its ledger back: its own workbook with what the register knows by now, and nothing else changed.

In:  the workbook, an open register, what the register would have its rows say (`Wanting`), whom to prefer.
Out: `Exported`: the new bytes; what goes into the workbook and why, what the workbook says that the register does not
     know yet, where both changed one cell since the import, and what could not be written.

The register keeps what every cell said when it came in. So three things are compared: then, the workbook now, the
register now. A cell that only the register would have otherwise is written; one that both changed is a conflict, and a
person says who is right.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from accord.errors import NotFoundError
from accord.exchange.ledger import Book, Known, Wanted, changes, open_book, row_of
from accord.exchange.workbook import Patched, patched
from accord.flows.ledger import remembered_columns, rows_matched
from accord.flows.ledger_compare import Change, Prefer, Right, Row, compared, kept, plain, refused
from accord.flows.ledger_rows import Added, Adding, added_rows
from accord.flows.ledger_states import confirmed
from accord.flows.ledger_wants import Want, Wanting, decided
from accord.model.document import LEDGER
from accord.register import Register
from accord.register.log import ledgers, log
from accord.register.log.ledger_decisions import ledger_names

__all__ = ["Change", "Exported", "Exporting", "Kept", "Other", "Prefer", "Right", "export_ledger"]


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
        right: Who is right where both changed a cell.
        wanting: What the register would have the rows say, each source in turn; the first on a field counts.
        wanted: What a person says of columns and sheets.
        adding: Agreements that get a new row.
        recalculate: Have formulas that count with a changed cell calculated when the workbook is next opened.
    """

    path: Path
    ledger: str = ""
    right: Right = Right()
    wanting: tuple[Wanting, ...] = (decided, confirmed)
    wanted: Wanted = Wanted()
    adding: Adding = Adding()
    recalculate: bool = False


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
    rows = [Row(old, new, sheets[new.row.sheet], new.row) for old, new in matched.pairs]
    told = compared([(row, wants[held[row.held.source].text]) for row in rows], asked.right)
    with register.asking() as asking:
        added, below = added_rows(asking, book.sheets, asked.adding, prefix)
    edits = [edit for edit, _ in told.edits.values()]
    done = patched(asked.path, edits, below, recalculate=asked.recalculate)
    return Exported(
        ledger=ledger,
        workbook=book.raw,
        known=book.raw in {row_of(one.content).workbook for one in held.values()},
        rows=len(rows),
        changes=tuple(kept(told, done)),
        conflicts=tuple(told.conflicts),
        left_out=(*told.left_out, *refused(told, done)),
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


def _added(rows: Iterable[Added], done: Patched) -> Iterator[Added]:
    """Yield the new rows; of those that the workbook has no place for, why."""
    why = {(one.sheet, one.cell): one.reason for one in done.refused}
    for one in rows:
        reason = why.get((one.sheet, f"{one.row}:{one.row}"))
        yield msgspec.structs.replace(one, row=0, reason=reason) if reason else one


def _others(row: Row) -> Iterator[Other]:
    now, letters = row.now.row, {column.header: column.letter for column in row.sheet.columns}
    refs = {cell.header: cell.ref for cell in now.cells}
    for header, was, is_ in changes(row.held, row.now):
        ref = refs.get(header) or f"{letters.get(header, '')}{now.number}"
        yield Other(now.sheet, ref, now.number, row.now.title, header, plain(was), plain(is_))


def _alone(known: Known) -> Kept:
    return Kept(known.row.sheet, known.row.number, known.title)
