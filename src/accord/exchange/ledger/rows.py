"""The rows of a sheet that are rows of the ledger, and those that are not, with the reason.

In:  the lines below a header.
Out: `LedgerRow`s; `LeftOut`s: totals, notes, repeated headers, section rows, rows that name nobody and nothing, or one
     body and nothing else.

A section row ('一、新能源') holds for the rows below it until the next one: it is kept with them as a title row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from accord.exchange.ledger.bodies import names_in
from accord.exchange.ledger.columns import Column, script_of
from accord.exchange.ledger.dates import read_date
from accord.exchange.ledger.grid import Line, Value
from accord.exchange.ledger.header import Header
from accord.exchange.ledger.page import LedgerRow, RowCell
from accord.exchange.ledger.tables import folded, keys

__all__ = ["LeftOut", "rows_of"]

_WHAT = frozenset({"title", "project"})
_MOST_TOLD = 60  # characters of a row that is left out that are shown


class LeftOut(msgspec.Struct, frozen=True):
    """A row that is not imported: `total`, `note`, `header`, `section`, `nobody` (neither body nor title), `alone` (one body)."""

    sheet: str
    row: int
    reason: str
    words: str


def rows_of(
    sheet: str, lines: Iterable[Line], header: Header, columns: Mapping[int, Column]
) -> Iterator[LedgerRow | LeftOut]:
    """Yield what each line is."""
    above = [RowCell(value.ref, "", value.content, value.form) for value in header.above]
    section: list[RowCell] = []
    for line in lines:
        reason = _reason(line, header, columns)
        if reason is None:
            cells = (_cell(value, columns[at]) for at, value in line.cells.items() if at in columns)
            yield LedgerRow(sheet, line.number, (*above, *section, *cells))
            continue
        if reason == "section":
            value = next(iter(line.cells.values()))
            section = [RowCell(value.ref, "", value.content, value.form)]
        words = " ".join(" ".join(value.content.split()) for value in line.cells.values())
        yield LeftOut(sheet, line.number, reason, words[:_MOST_TOLD])


def _reason(line: Line, header: Header, columns: Mapping[int, Column]) -> str | None:
    """Return why a line is no row of the ledger; None where it is one."""
    own = {at: value for at, value in line.cells.items() if ":" not in value.ref or _begins(value, line.number)}
    values = list(own.values())
    if not values:
        return "nobody"
    if _is_total(values, own, columns):
        return "total"
    if any(_first_word(values[0].content) == note for note in keys("notes")):
        return "note"
    if sum(" ".join(v.content.split()) == header.words.get(at, "").rpartition(" / ")[2] for at, v in own.items()) > 1:
        return "header"
    filled = {columns[at].field for at in line.cells if at in columns}
    if len(values) == 1 and len(line.cells) == 1 and not filled & {"party"}:
        return "section" if values[0].form == "text" else "nobody"
    return None if filled & _WHAT else _without_title(line, columns)


def _without_title(line: Line, columns: Mapping[int, Column]) -> str | None:
    """Return why a row without a title is none of the ledger: it takes two bodies, or one and a day."""
    bodies = {named.name for value in _held(line, columns, "party") for named in names_in(value.content)}
    if not bodies:
        return "nobody"
    return (
        None if len(bodies) > 1 or any(_is_day(value, columns) for value in _held(line, columns, "date")) else "alone"
    )


def _held(line: Line, columns: Mapping[int, Column], field: str) -> list[Value]:
    return [value for at, value in line.cells.items() if at in columns and columns[at].field == field]


def _is_day(value: Value, columns: Mapping[int, Column]) -> bool:
    script = script_of(column.header for column in columns.values())
    return read_date(value.content, number=value.form == "number", script=script) is not None


def _is_total(values: Sequence[Value], own: Mapping[int, Value], columns: Mapping[int, Column]) -> bool:
    """Return whether the row adds up others: it begins so, and names no body of its own."""
    first = folded(values[0].content)
    second = folded(values[1].content) if len(values) > 1 else ""
    if not any(word in keys("totals") or _counted_total(word) for word in (first, second)):
        return False
    named = [value for at, value in own.items() if at in columns and columns[at].field == "party"]
    return all(
        folded(value.content) in keys("totals") or value.form == "number" or value in values[:2] for value in named
    )


def _counted_total(word: str) -> bool:
    """Return whether a word is one of a total with a count behind it ('合计(12项)')."""
    return any(
        word.startswith(total) and len(word) > len(total) and not word[len(total)].isalpha() for total in keys("totals")
    )


def _first_word(content: str) -> str:
    head = content.replace("：", ":").partition(":")
    return folded(head[0]) if head[1] else folded(content)


def _begins(value: Value, number: int) -> bool:
    return value.ref.partition(":")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(number)


def _cell(value: Value, column: Column) -> RowCell:
    return RowCell(value.ref, column.header, value.content, value.form)
