"""What the register would have the rows of a ledger say, beside what the workbook says now and said when it came in.

In:  rows that both sides have, with what is wanted of them; who is right where both changed a cell.
Out: `Told`: edits of cells, each with what is told of it; conflicts; what cannot be written, and why.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from accord.exchange.ledger import Known, LedgerRow, RowCell, SheetRead
from accord.exchange.workbook import Edit, Filled, NotWritten, Patched, Wish, fill, says, usual_words, with_cell
from accord.flows.ledger_wants import Want

__all__ = ["Change", "Prefer", "Right", "Row", "Told", "compared", "kept", "plain", "refused"]

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


class Right(msgspec.Struct, frozen=True):
    """Who is right where both changed a cell since the import.

    Attributes:
        prefer: Of all such cells; "" leaves them as the workbook has them.
        choices: Of single cells (`Sheet!B5`), which come first.
    """

    prefer: Prefer = ""
    choices: Mapping[str, Prefer] = {}

    def of(self, change: Change) -> Prefer:
        """Return who is right about a cell that both changed."""
        return self.choices.get(f"{change.sheet}!{change.cell}", self.prefer)

    def chosen(self, change: Change) -> bool:
        """Return whether a person chose what the register would have of this very cell."""
        return self.choices.get(f"{change.sheet}!{change.cell}") == "register"


class Row(msgspec.Struct):
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
            row.sheet, cell, row.number, self.now.title, header, want.field, plain(was), plain(now),
            _in_words(want.value), want.why, want.quote, want.source,
        )  # fmt: skip
        return msgspec.structs.replace(known, **values)


class Told(msgspec.Struct):
    """What is to be written, and what is told."""

    edits: dict[tuple[str, str], tuple[Edit, list[Change]]] = {}
    conflicts: list[Change] = []
    left_out: list[Change] = []


def compared(rows: Iterable[tuple[Row, list[Want]]], right: Right) -> Told:
    """Return what becomes of all that the register would have rows say; the first of several wants on one thing counts."""
    told, usual = Told(), _Usual()
    for row, wants in rows:
        seen: set[tuple[str, tuple[int, int] | None]] = set()
        for want in wants:
            # what a person said of the row's own words of a state comes before what was confirmed for its promises
            if (want.field, want.words) not in seen and not (want.words is None and _said_in_words(wants, want)):
                seen.add((want.field, want.words))
                _compare(row, want, right, usual, told)
    return told


def _said_in_words(wants: Iterable[Want], want: Want) -> bool:
    return any(one.field == want.field and one.words is not None for one in wants)


class _Usual:
    """What the rows of a sheet say most, by the column's letter; counted when it is first asked for."""

    def __init__(self) -> None:
        self._known: dict[str, Mapping[str, Sequence[str]]] = {}

    def of(self, sheet: SheetRead) -> Mapping[str, Sequence[str]]:
        """Return the usual words of each column."""
        if sheet.name not in self._known:
            self._known[sheet.name] = usual_words(sheet.rows)
        return self._known[sheet.name]


def _compare(row: Row, want: Want, right: Right, usual: _Usual, told: Told) -> None:
    """Note what becomes of one thing that the register would have a row say."""
    wish = Wish(want.field, want.value, want.clause)
    if says(row.new, row.sheet.overrides, wish):
        return
    try:
        filled = fill(row.new, row.sheet.columns, row.sheet.overrides, wish, usual.of(row.sheet))
    except NotWritten as error:
        told.left_out.append(row.told(want, reason=str(error)))
        return
    change = row.told(want, filled.header, filled.cell, after=plain(filled.reads))
    if want.doubt and not right.chosen(change):
        told.left_out.append(msgspec.structs.replace(change, reason=want.doubt))
        return
    if change.imported != change.before and not _ours(row, want):
        change = msgspec.structs.replace(change, reason="both")
        told.conflicts.append(change)
        if right.of(change) != "register":
            return
    row.new = with_cell(row.new, RowCell(filled.cell, filled.header, filled.reads, filled.form))
    _write(filled, change, told)


def _ours(row: Row, want: Want) -> bool:
    """Return whether the workbook says what the register would have had it say before: an export put it there."""
    return any(says(row.now.row, row.sheet.overrides, Wish(want.field, value)) for value in want.earlier)


def _write(filled: Filled, change: Change, told: Told) -> None:
    """Note the cell; where two things were decided of one cell, it holds both."""
    place = (change.sheet, change.cell)
    value = plain(filled.value) if isinstance(filled.value, str) else filled.value
    before = (
        [msgspec.structs.replace(one, after=change.after) for one in told.edits[place][1]]
        if place in told.edits
        else []
    )
    told.edits[place] = (Edit(*place, value), [*before, change])


def kept(told: Told, done: Patched) -> Iterator[Change]:
    """Yield the cells that are written."""
    refused = {(one.sheet, one.cell) for one in done.refused}
    for place, (_, changes_) in told.edits.items():
        yield from () if place in refused else changes_


def refused(told: Told, done: Patched) -> Iterator[Change]:
    """Yield the cells that the workbook refuses, each with why."""
    for one in done.refused:
        for change in told.edits.get((one.sheet, one.cell), (None, []))[1]:
            yield msgspec.structs.replace(change, reason=one.reason)


def _contents(known: Known) -> dict[str, str]:
    return {cell.header: cell.content for cell in known.row.cells if cell.header}


def plain(content: str) -> str:
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
