"""Say in words, or as a record, what a workbook holds and what importing it does.

In:  `Book`, `Imported`.
Out: lines; or one plain record.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from accord.cli.telling import money
from accord.cli.width import clean, cut, wrap
from accord.exchange.ledger import Book, Column
from accord.flows.ledger import Change, Imported

__all__ = ["as_json", "tell_book", "tell_import"]

_MOST = 10  # of a kind that are shown; JSON has them all
_REASONS = {
    "total": "totals",
    "note": "notes",
    "header": "headers again",
    "section": "section rows, kept with the rows below them",
    "nobody": "rows that name neither a body nor a title",
    "alone": "rows that name one body, and neither a title nor a day",
}


def tell_book(book: Book, width: int) -> list[str]:
    """Return the lines that say how the workbook is understood."""
    lines = [f"{book.name}, {book.raw[:19]}…"]
    for sheet in book.sheets:
        lines.append(f"Sheet “{clean(sheet.name)}”: {len(sheet.rows):,} rows")
        lines.extend(cut(f"  {line}", width) for line in map(_column, sheet.columns))
        left = Counter(left.reason for left in sheet.left_out)
        lines.extend(f"  left out: {count:,} {_REASONS[reason]}" for reason, count in sorted(left.items()))
        if sheet.hidden_rows:
            lines.append(f"  {sheet.hidden_rows:,} of the rows are hidden in the workbook; they are taken too")
        if sheet.unkept:
            told = ", ".join(sheet.unkept[:5])
            lines.append(
                f"  {len(sheet.unkept):,} formulas without a kept value ({told}); save the file in Excel or WPS"
            )
    if book.hidden_sheets:
        lines.append(f"hidden sheets, left out: {', '.join(map(clean, book.hidden_sheets))}; --sheet NAME takes one")
    if book.other_sheets:
        lines.append(f"no table of signings: {', '.join(map(clean, book.other_sheets))}")
    return lines


def tell_import(done: Imported, width: int) -> list[str]:
    """Return the lines that say what is new, changed, gone and in conflict; the last one counts."""
    lines: list[str] = []
    if done.like and done.like != done.ledger:
        lines.append(
            f"These are the columns of the ledger “{done.like}”: if this is a newer state of it, say --ledger {done.like}"
        )
    lines += _warning(done, width)
    lines += _part("New", width, done.new)
    lines += _part("Changed", width, done.changed)
    lines += _part("Understood otherwise than before", width, done.read_anew)
    lines += _part("Gone from the workbook, kept in the register", width, done.gone)
    lines += _part("The same row again, left out", width, done.repeated)
    lines += _part("Erased for ever by a person, left out", width, done.purged)
    lines += _conflicts(done)
    lines += _unread(done)
    return [*(cut(line, width) for line in lines), _count(done)]


def _warning(done: Imported, width: int) -> Iterator[str]:
    """Yield a warning where most of what came before is gone: a list rarely loses most of its rows."""
    kept = done.unchanged + len(done.changed) + len(done.read_anew)
    if len(done.gone) > kept:
        told = f"Warning: {len(done.gone):,} of {len(done.gone) + kept:,} rows that came before are gone."
        asked = (
            f"Is this “{clean(done.ledger)}” (--ledger), and does the header stand where it is looked for (--header)?"
        )
        yield from wrap(f"{told} {asked}", width)


def as_json(book: Book, done: Imported) -> dict[str, Any]:
    """Return everything as one record."""
    sheets = [
        {
            "sheet": sheet.name,
            "rows": len(sheet.rows),
            "columns": [
                {"column": c.letter, "header": c.header, "field": c.field, "unit": _unit(c), "told": c.told}
                for c in sheet.columns
            ],
            "left_out": sheet.left_out,
            "hidden_rows": sheet.hidden_rows,
            "formulas_without_value": sheet.unkept,
        }
        for sheet in book.sheets
    ]
    return {
        "file": book.name,
        "workbook": book.raw,
        "sheets": sheets,
        "hidden_sheets": book.hidden_sheets,
        "other_sheets": book.other_sheets,
        **{field: getattr(done, field) for field in done.__struct_fields__},
    }


def _column(column: Column) -> str:
    meaning = "kept as words" if column.field == "-" else " ".join(filter(None, (column.field, _unit(column))))
    if column.field == "amount" and column.unit is None:
        meaning += f", where a cell says its unit and currency; for all cells: --map '{column.letter}=amount:CNY'"
    return f"{column.letter:<3} {clean(column.header)} = {meaning}{' (as you said)' if column.told else ''}"


def _unit(column: Column) -> str:
    return f"{column.unit.scale:,f} {column.unit.currency}".strip() if column.unit else ""


def _part(heading: str, width: int, changes: Sequence[Change]) -> list[str]:
    if not changes:
        return []
    lines = [f"{heading}: {len(changes):,}"]
    for change in changes[:_MOST]:
        lines.append(f"  {clean(change.sheet)} row {change.row}: {clean(change.title)}")
        lines += _said(change, width)
        lines += [
            f"    {clean(header) or 'above the table'}: {_was(old)} -> {_was(new)}" for header, old, new in change.cells
        ]
    return [*lines, *_more(len(changes))]


def _said(change: Change, width: int) -> Iterator[str]:
    """Yield what a row that comes is understood to say, and who else reports it."""
    if change.parties or change.date or change.amount:
        amount = money(msgspec.to_builtins({"amount": change.amount})) if change.amount else "no amount"
        bodies = "; ".join(map(clean, change.parties)) or "no bodies"
        yield from wrap(f"{change.date or 'no day'}, {amount}: {bodies}", width, indent="    ")
    for other in change.also:
        yield f"    others report it too: {other.report}, {clean(other.source)}"


def _conflicts(done: Imported) -> list[str]:
    if not done.conflicts:
        return []
    lines = [f"Reports that say otherwise: {len(done.conflicts):,}"]
    for one in done.conflicts[:_MOST]:
        how = "one agreement with" if one.joined else "kept apart from"
        lines.append(f"  {clean(one.sheet)} row {one.row}: {one.field} {one.ledger}; {how} {one.report}: {one.other}")
        lines.append(f"    {clean(one.title)}; {clean(one.source)}")
    return [*lines, *_more(len(done.conflicts))]


def _unread(done: Imported) -> Iterator[str]:
    """Yield what could not be read, by what it was to be."""
    for reason, count in sorted(Counter(one.reason for one in done.unread).items()):
        shown = [f"{clean(one.cell)} {clean(one.content)}" for one in done.unread if one.reason == reason][:3]
        yield f"{count:,} cells say no plain {reason} and are kept as words: {'; '.join(shown)}"


def _count(done: Imported) -> str:
    told = (
        f"{done.rows:,} rows of the ledger “{clean(done.ledger)}”: {len(done.new):,} new, {len(done.changed):,} changed, "
        f"{done.unchanged:,} as before, {len(done.gone):,} gone, {done.joined:,} that others report too"
    )
    return f"{told}; {'written' if done.written else 'nothing is written yet'}"


def _was(content: str) -> str:
    return clean(content) or "(empty)"


def _more(count: int) -> list[str]:
    return [f"  … {count - _MOST:,} more (--format json has all)"] if count > _MOST else []
