"""Lay records out as a table that fits the terminal.

In:  records, the fields to show, the width; which fields may be left out, the least useful first.
Out: lines. Where a table would squeeze its columns, fields are left out, and a last line names them. Then long cells
     are cut: free text first and of it the longest columns, then names of bodies, then codes; ids and days never are,
     for an id is there to be typed, and half a day is another day.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from accord.cli.telling import money
from accord.cli.width import clean, columns, cut, pad, wrap
from accord.exchange import flat

if TYPE_CHECKING:
    from accord.register import Page

__all__ = ["foot", "span", "table"]

_GAP = "  "
_TALL = {"parties", "actors"}  # who it is about is never cut short where a line more shows it
_MOST_LINES = 4  # lines of one record
_LEAST = 8  # columns that a cell keeps, however narrow the terminal
_LEAST_OF = {  # what people look for gives last
    "parties": 28, "actors": 24, "quote": 36, "name": 24, "title": 24, "object": 24, "post": 16, "organization": 16,
    "person": 16, "what": 30, "source": 12,
}  # fmt: skip
_WHOLE = {"id", "date", "due", "on", "published", "amount", "at_utc"}  # half of one is another one
_CODES = _WHOLE | {  # fields of closed lists and the like: cut only where free text alone cannot make room
    "kind", "status", "state", "modality", "instrument", "cadence", "language", "region", "reason", "code",
}  # fmt: skip


def table(
    records: Sequence[dict[str, Any]], fields: Sequence[str], *, width: int, spare: Sequence[str] = ()
) -> Iterator[str]:
    """Yield a line with the names of the fields and the lines of each record; numbers stand at the right.

    Args:
        records: What to show.
        fields: In order.
        width: Columns of the terminal.
        spare: Fields that may be left out where it is narrow, the least useful first.
    """
    told = {field: [_cell(record, field) for record in records] for field in fields}
    natural = {field: max(map(columns, [_head(field), *cells])) for field, cells in told.items()}
    shown = _spared(natural, spare, width)
    widths = _widths(natural, shown, width)
    right = [_numbers(records, field) for field in shown]
    tall = [field in _TALL for field in shown]
    for row in [[_head(field) for field in shown], *zip(*(told[field] for field in shown), strict=True)]:
        for line in _lines(row, widths, tall):
            laid = (pad(cut(cell, size), size, right=at) for cell, size, at in zip(line, widths, right, strict=True))
            yield _GAP.join(laid).rstrip()
    if out := [field.replace("_", " ") for field in fields if field not in shown]:
        yield from wrap(f"not shown: {', '.join(out)}; widen the terminal, or --format json", width)


def foot(name: str, found: "Page") -> str:
    """Return the line below a page of a list that has records: where it is, and how to go on."""
    if not found.records:
        last = -(-found.total // found.limit)
        pages = "1 page" if last == 1 else f"{last:,} pages"
        return f"No page that far: {found.total:,} {name} fill {pages} of {found.limit}."
    more = found.offset + len(found.records) < found.total
    page = found.offset // found.limit + 1
    return f"{span(found)} of {found.total:,}" + (f", next: --page {page + 1}" if more else "")


def span(found: "Page") -> str:
    """Return which records of all a page shows."""
    return f"{found.offset + 1:,}-{found.offset + len(found.records):,}"


def _cell(record: dict[str, Any], field: str) -> str:
    return clean(money(record) if field == "amount" else flat(record.get(field)))


def _head(field: str) -> str:
    return field.replace("_", " ").upper()


def _spared(natural: dict[str, int], spare: Sequence[str], width: int) -> list[str]:
    """Return the fields that are shown: those that may not be left out, and as many others as leave room for all."""
    least = {one: size if one in _CODES else min(size, _LEAST_OF.get(one, _LEAST)) for one, size in natural.items()}
    shown = {field for field in natural if field not in spare}
    for field in reversed([one for one in spare if one in natural]):
        if sum(least[one] + len(_GAP) for one in shown | {field}) - len(_GAP) <= width:
            shown.add(field)
    return [field for field in natural if field in shown]


def _widths(natural: dict[str, int], shown: Sequence[str], width: int) -> list[int]:
    room = width - len(_GAP) * (len(shown) - 1)
    free = [at for at, field in enumerate(shown) if field not in _CODES]
    widths = _fit([natural[one] for one in shown], free, room, least=[_LEAST_OF.get(one, _LEAST) for one in shown])
    for giving in (free, [at for at, field in enumerate(shown) if field not in _WHOLE]):
        widths = _fit(widths, giving, room, least=[_LEAST] * len(shown))
    return widths


def _lines(row: Sequence[str], widths: Sequence[int], tall: Sequence[bool]) -> Iterator[list[str]]:
    """Yield the lines of one record: one, or as many as its list of bodies needs."""
    parts = [_wrapped(cell, size) if high else [cell] for cell, size, high in zip(row, widths, tall, strict=True)]
    for at in range(max(map(len, parts))):
        yield [part[at] if at < len(part) else "" for part in parts]


def _wrapped(cell: str, size: int) -> list[str]:
    """Return a list of names in lines, parted between names; the last line says how many more there are."""
    lines: list[str] = []
    for name in cell.split("; "):
        if lines and columns(f"{lines[-1]}; {name}") <= size:
            lines[-1] += f"; {name}"
        else:
            lines.append(name)
    return (
        lines
        if len(lines) <= _MOST_LINES
        else [*lines[: _MOST_LINES - 1], f"… {len(lines) - _MOST_LINES + 1} more lines"]
    )


def _fit(natural: Sequence[int], giving: Sequence[int], room: int, *, least: Sequence[int]) -> list[int]:
    """Return the widths: of the columns that may give, the widest give first, level with the next, until all fit."""
    widths = list(natural)
    while sum(widths) > room:
        open_ = [at for at in giving if widths[at] > least[at]]
        if not open_:
            break
        widest = max(widths[at] for at in open_)
        equal = [at for at in open_ if widths[at] == widest]
        next_ = max([_LEAST, *(widths[at] for at in open_ if widths[at] < widest)])
        each = min(widest - next_, -(-(sum(widths) - room) // len(equal)))
        for at in equal:
            widths[at] = max(least[at], widths[at] - each)
    return widths


def _numbers(records: Sequence[dict[str, Any]], field: str) -> bool:
    return all(isinstance(record.get(field), int | float) for record in records) and bool(records)
