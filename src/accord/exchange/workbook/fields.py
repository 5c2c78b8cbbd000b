"""A field of a ledger's row, written as the office writes it: so that the row, read again, says what is meant.

In:  a row with its columns, a field and the value that it is to have.
Out: the cell and what it is to hold; `NotWritten` where no way to write it reads as it is meant.

What may be written is tried against `exchange.ledger.read_row`, the very reader that takes the ledger in: a unit that
does not fit, a word that would be misread, is found before it stands in the office's file.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any

import msgspec

from accord.exchange.ledger.bodies import names_in
from accord.exchange.ledger.columns import Column, Overrides, script_of
from accord.exchange.ledger.page import LedgerRow, RowCell, page_of
from accord.exchange.ledger.row import read_row
from accord.exchange.ledger.stages import stages_in
from accord.exchange.ledger.tables import rows
from accord.exchange.workbook.days import like
from accord.exchange.workbook.values import Day, NotWritten, Value
from accord.model.reading import Facts, Money
from accord.tsv import read_table

__all__ = ["Filled", "Wish", "fill", "says", "usual_words", "with_cell"]

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BETWEEN = r"[\s,;/、，；]"  # what stands between two bodies in a cell
_COLUMNS = {  # field of an agreement -> columns that may hold it, the first that the row has counts
    "title": ("title", "project"),
    "date": ("date",),
    "place": ("place",),
    "amount": ("amount",),
    "kind": ("kind",),
    "sectors": ("sector",),
    "signatories": ("signatories",),
    "state": ("state",),
}
_MOST_TRIED = 30  # ways in which a word is tried


class Wish(msgspec.Struct, frozen=True):
    """What a row's field is to say.

    Attributes:
        field: Of an agreement, or `state`.
        value: As plain data.
        clause: Of a state, the words of the cell that it is the state of; "" where it is the whole cell's.
    """

    field: str
    value: Any
    clause: str = ""


class Filled(msgspec.Struct, frozen=True):
    """A cell, what it is to hold, and how that is read."""

    cell: str
    header: str
    form: str
    value: Value
    reads: str


class _Slot(msgspec.Struct, frozen=True):
    """The cell that a wish goes to: as it stands (or empty), its column, what other rows say there, the table's script."""

    cell: RowCell
    column: Column
    others: Sequence[str]
    script: str


def says(row: LedgerRow, overrides: Overrides, wish: Wish) -> bool:
    """Return whether a row already says what it is to say; of a clause, whether that says it."""
    if wish.clause:
        return [one.state for one in stages_in(wish.clause)] == [wish.value]
    return bool(_field(read_row(page_of(row), overrides).facts, wish.field) == _meant(wish))


def fill(
    row: LedgerRow, columns: Sequence[Column], overrides: Overrides, wish: Wish, others: Mapping[str, Sequence[str]]
) -> Filled:
    """Return the cell that a wish goes to, and what it is to hold.

    Args:
        row: As it stands in the workbook.
        columns: Of its sheet.
        overrides: What a person said of them.
        wish: What the row is to say.
        others: What rows say most, by the column's letter (`usual_words`): the office's own words.

    Raises:
        NotWritten: `no_column`, `several_rows`, or `no_way` where nothing that could be written reads so.
    """
    tried = _of_parties(row, columns, wish) if wish.field == "parties" else _of_slot(row, columns, wish, others)
    for cell, value in islice(tried, _MOST_TRIED):
        if ":" in cell.ref:
            raise NotWritten("several_rows")
        if _is_meant(with_cell(row, cell), overrides, wish):
            return Filled(cell.ref, cell.header, cell.form, value, cell.content)
    raise NotWritten("no_way")


def usual_words(sheet: Iterable[LedgerRow]) -> dict[str, tuple[str, ...]]:
    """Return what the cells of each column say most, by its letter, the most frequent first."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for cell in (cell for row in sheet for cell in row.cells if cell.header):
        said[cell.letters][cell.content] += 1
    return {letter: tuple(words for words, _ in count.most_common(_MOST_TRIED // 2)) for letter, count in said.items()}


def with_cell(row: LedgerRow, new: RowCell) -> LedgerRow:
    """Return a row with a cell in the place of the one that it has there; one that holds nothing is left out."""
    kept = [cell for cell in row.cells if not (cell.header and cell.letters == new.letters)]
    return msgspec.structs.replace(row, cells=(*kept, *([new] if new.content else [])))


def _is_meant(row: LedgerRow, overrides: Overrides, wish: Wish) -> bool:
    facts = read_row(page_of(row), overrides).facts
    if wish.field == "state" and wish.clause:
        return wish.value in [one.state for one in facts.progress]
    return bool(_field(facts, wish.field) == _meant(wish))


def _field(facts: Facts, field: str) -> Any:  # noqa: ANN401 - a field's value may be of any type
    if field == "state":
        return [one.state for one in facts.progress]
    if field == "parties":
        return sorted(party.name for party in facts.parties)
    value = next((msgspec.to_builtins(getattr(one, field)) for one in facts.agreements), None)
    return list(value) if isinstance(value, tuple) else value


def _meant(wish: Wish) -> Any:  # noqa: ANN401 - a field's value may be of any type
    if wish.field == "state":
        return [wish.value] if wish.value else []
    if wish.field == "amount" and wish.value:
        return msgspec.to_builtins(Money(f"{Decimal(wish.value['value']).normalize():f}", wish.value["currency"]))
    if wish.field == "parties":
        return sorted(wish.value)
    return list(wish.value) if isinstance(wish.value, tuple) else wish.value


Try = tuple[RowCell, Value]  # a cell as it will be read, and what it is to hold


def _of_slot(
    row: LedgerRow, columns: Sequence[Column], wish: Wish, others: Mapping[str, Sequence[str]]
) -> Iterator[Try]:
    """Yield what could stand in the cell of a field."""
    slot = _slot(row, columns, wish.field, others)
    for content, form, value in _ways(wish, slot):
        yield msgspec.structs.replace(slot.cell, content=content, form=form), value


def _of_parties(row: LedgerRow, columns: Sequence[Column], wish: Wish) -> Iterator[Try]:
    """Yield cells with one body in the place of another, with one more, or with one less."""
    letters = [column.letter for column in columns if column.field == "party"]
    cells = [cell for cell in row.cells if cell.header and cell.letters in letters]
    named = [body.name for cell in cells for body in names_in(cell.content)]
    lost = [name for name in named if name not in wish.value]
    gained = [name for name in wish.value if name not in named]
    if len(lost) > 1 or len(gained) > 1:
        raise NotWritten("no_way")
    script = script_of(column.header for column in columns)
    for cell in reversed(cells):
        for content in _with_bodies(cell.content, lost, gained, _joints(script)):
            yield msgspec.structs.replace(cell, content=content, form="text"), content or None


def _with_bodies(content: str, lost: Sequence[str], gained: Sequence[str], joints: Sequence[str]) -> Iterator[str]:
    if not lost:
        yield from (joint.join([content, *gained]) for joint in joints)
    elif lost[0] in content and gained:
        yield content.replace(lost[0], gained[0], 1)
    elif lost[0] in content:
        name = re.escape(lost[0])
        yield from (re.sub(without, "", content, count=1) for without in (rf"{_BETWEEN}+{name}", rf"{name}{_BETWEEN}*"))


def _slot(row: LedgerRow, columns: Sequence[Column], field: str, others: Mapping[str, Sequence[str]]) -> _Slot:
    script = script_of(column.header for column in columns)
    held = {cell.letters: cell for cell in row.cells if cell.header}
    for name in _COLUMNS.get(field, ()):
        there = [column for column in columns if column.field == name]
        for column in [*(one for one in there if one.letter in held), *there]:
            empty = RowCell(f"{column.letter}{row.number}", column.header, "", "")
            return _Slot(held.get(column.letter, empty), column, others.get(column.letter, ()), script)
    raise NotWritten("no_column")


Way = tuple[str, str, Value]  # the content as it will be read, its form, what the cell is to hold


def _ways(wish: Wish, slot: _Slot) -> Iterator[Way]:
    """Yield what could be written, the office's own way first."""
    if wish.value in (None, "", [], ()):
        yield "", "", None
        return
    match wish.field:
        case "date":
            yield from _days(str(wish.value), slot)
        case "amount":
            yield from _amounts(Money(**wish.value), slot)
        case "state":
            yield from _stages(wish, slot)
        case "kind":
            yield from _words(
                str(wish.value), [row["word"] for row in rows("kinds") if row["kind"] == wish.value], slot
            )
        case "sectors":
            yield from _sectors(wish.value, slot)
        case "signatories":
            yield from (_text(joint.join(wish.value)) for joint in _joints(slot.script))
        case _:
            yield _text(str(wish.value))


def _text(words: str) -> Way:
    return words, "text", words


def _days(iso: str, slot: _Slot) -> Iterator[Way]:
    if slot.cell.form == "text":
        yield _text(like(slot.cell.content, iso))
    else:
        yield iso, "date", Day(iso)


def _amounts(money: Money, slot: _Slot) -> Iterator[Way]:
    unit, value = slot.column.unit, Decimal(money.value)
    if slot.cell.form == "text":
        yield from _in_text(value, slot.cell.content)
    elif unit and unit.currency in ("", money.currency):
        number = (value / unit.scale).normalize()
        yield f"{number:f}", "number", Decimal(f"{number:f}")
    elif unit is None and not slot.cell.content:
        yield _text(f"{value:f} {money.currency}")


def _in_text(value: Decimal, content: str) -> Iterator[Way]:
    """Yield the text of an amount with another number, its unit kept, whatever the unit is worth."""
    found = list(_NUMBER.finditer(content))
    if len(found) != 1:
        return
    for power in range(13):
        number = f"{(value / Decimal(10) ** power).normalize():f}"
        if "," in found[0][0]:
            number = f"{Decimal(number):,f}"
        yield _text(content[: found[0].start()] + number + content[found[0].end() :])


def _stages(wish: Wish, slot: _Slot) -> Iterator[Way]:
    """Yield the words for a state in place of the words that say another one."""
    named = [row["word"] for row in rows("stages") if row["state"] == wish.value]
    content, clause = slot.cell.content, wish.clause
    for words, form, value in _words(str(wish.value), named, slot):
        if [one.state for one in stages_in(words)] != [wish.value]:
            continue
        if clause and clause != content and clause in content:
            yield _text(content.replace(clause, words, 1))
        else:
            yield words, form, value


def _words(code: str, named: Sequence[str], slot: _Slot) -> Iterator[Way]:
    """Yield words for a code: those that the office uses in this column, the most frequent first; else the table's."""
    listed = [words for words in named if bool(_HAN.search(words)) == (slot.script == "Han")]
    yield from (_text(words) for words in dict.fromkeys([*slot.others, *listed, *named]))


def _sectors(codes: Sequence[str], slot: _Slot) -> Iterator[Way]:
    han = slot.script == "Han"
    known = _sector_words()
    if all(code in known for code in codes):
        yield from (_text(joint.join(known[code][han] for code in codes)) for joint in _joints(slot.script))


def _joints(script: str) -> tuple[str, ...]:
    return ("、", ", ") if script == "Han" else ("; ", ", ")


@cache
def _sector_words() -> dict[str, tuple[str, str]]:
    """Return the first word for each sector, in Latin letters and in Han."""
    table = read_table(resources.files("accord.model") / "sectors.tsv").rows
    glosses = {code: said for code, *said in (row.values() for row in table)}
    return {code: (latin.split(", ")[0], han.split("、")[0]) for code, (latin, han) in glosses.items()}
