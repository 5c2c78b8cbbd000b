"""Agreements of the register as new rows of an office's ledger.

In:  the sheets of a workbook, ids of agreements, the language in which bodies and places are named.
Out: `Added` rows: which cells they fill, and with what; those that cannot be added, with why.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from accord.exchange.ledger import LedgerRow, RowCell, SheetRead
from accord.exchange.workbook import NewRow, NotWritten, Value, Wish, fill, usual_words, with_cell
from accord.register import Asking, show
from accord.register.asking.asking import in_language

__all__ = ["Added", "Adding", "added_rows"]

_FIELDS = ("title", "date", "place", "amount", "kind", "sectors", "signatories")
_LOOKED_AT = 200  # rows above whose words are taken for the office's own


class Adding(msgspec.Struct, frozen=True):
    """Which agreements are added, and in which language their bodies are named."""

    agreements: tuple[str, ...] = ()
    language: str = ""


class Added(msgspec.Struct, frozen=True):
    """An agreement as a new row.

    Attributes:
        row: Its number; 0 where it is not added, and `reason` says why.
        cells: Address, header and content of each cell.
        missing: Fields that the table has no column for, or no way to write.
        quote: Words that prove the agreement; `source` is the id of their document.
    """

    agreement: str
    sheet: str
    row: int
    title: str
    cells: tuple[tuple[str, str, str], ...]
    missing: tuple[str, ...]
    quote: str
    source: str
    reason: str = ""


def added_rows(
    asking: Asking, sheets: Sequence[SheetRead], asked: Adding, ledger: str
) -> tuple[list[Added], list[NewRow]]:
    """Return the rows for the agreements, below the last row of the last sheet with a list.

    Args:
        asking: The open register.
        sheets: Of the workbook.
        asked: Which agreements.
        ledger: How the sources of the ledger's rows begin; an agreement that one of them tells is not added again.

    Raises:
        NotFoundError: An id is no agreement's.
    """
    sheet = next(one for one in reversed(sheets) if one.rows)
    told: list[Added] = []
    rows: list[NewRow] = []
    for id_ in dict.fromkeys(asked.agreements):
        page = in_language(show(asking, id_), asked.language)
        reason = _reason(page, ledger)
        number = sheet.rows[-1].number + len(rows) + 1
        added, values = _row(sheet, page, 0 if reason else number)
        told.append(msgspec.structs.replace(added, reason=reason))
        if not reason:
            rows.append(NewRow(sheet.name, sheet.rows[-1].number, values))
    return told, rows


def _reason(page: Mapping[str, Any], ledger: str) -> str:
    if page["what"] != "agreement" or page["record"].get("status") == "rejected":
        return "no_agreement"
    return "has_row" if any(one["source"].startswith(ledger) for one in page["reports"]) else ""


def _row(sheet: SheetRead, page: Mapping[str, Any], number: int) -> tuple[Added, dict[str, Value]]:
    """Return an agreement as a row; what cannot be written is left out of it, and told."""
    record, last, usual = page["record"], sheet.rows[-1], usual_words(sheet.rows[-_LOOKED_AT:])
    row = LedgerRow(sheet.name, number, tuple(cell for cell in last.cells if not cell.header))
    values: dict[str, Value] = {}
    missing: list[str] = []
    for cell, value in [*_serial(sheet, last, number), *_bodies(sheet, record.get("parties", ()), number)]:
        row, values[cell.letters] = with_cell(row, cell), value
    for field in _FIELDS if number else ():
        if (value := _plain(record, field)) in (None, [], ""):
            continue
        try:
            filled = fill(row, sheet.columns, sheet.overrides, Wish(field, value), usual)
        except NotWritten:
            missing.append(field)
            continue
        made = RowCell(filled.cell, filled.header, filled.reads, filled.form)
        row, values[made.letters] = with_cell(row, made), filled.value
    cells = tuple((cell.ref, cell.header, cell.content) for cell in row.cells if cell.header)
    words: Mapping[str, Any] = next((one for one in page.get("evidence", ()) if one.get("quote")), {})
    title = record.get("title") or ", ".join(body["name"] for body in record.get("parties", ()))
    quote, source = words.get("quote", ""), words.get("document", "")
    return Added(record["id"], sheet.name, number, title, cells, tuple(missing), quote, source), values


def _plain(record: Mapping[str, Any], field: str) -> Any:  # noqa: ANN401 - a field's value may be of any type
    if field == "amount":
        return {"value": record["amount"], "currency": record["currency"]} if record["amount"] else None
    return None if (field, record.get(field)) == ("kind", "other") else record.get(field)


def _serial(sheet: SheetRead, last: LedgerRow, number: int) -> list[tuple[RowCell, Value]]:
    """Return the running number, one more than the last row's where that counts."""
    column = next((column for column in sheet.columns if column.field == "serial"), None)
    held = next((cell.content for cell in last.cells if column and cell.header and cell.letters == column.letter), "")
    if column is None or not held.isdecimal():
        return []
    next_ = int(held) + number - last.number
    return [(RowCell(f"{column.letter}{number}", column.header, str(next_), "number"), Decimal(next_))]


def _bodies(sheet: SheetRead, parties: Sequence[Mapping[str, str]], number: int) -> list[tuple[RowCell, Value]]:
    """Return the bodies, one a column, in the last column all that are left."""
    columns = [column for column in sheet.columns if column.field == "party"]
    names = [body["name"] for body in parties]
    made: list[tuple[RowCell, Value]] = []
    for at, column in enumerate(columns):
        here = names[at:] if at == len(columns) - 1 else names[at : at + 1]
        if here:
            words = "；".join(here) if any(not name.isascii() for name in here) else "; ".join(here)
            made.append((RowCell(f"{column.letter}{number}", column.header, words), words))
    return made
