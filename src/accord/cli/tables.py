"""Lay records out as a table that fits the terminal.

In:  records, the fields to show, the width.
Out: lines. Long cells are cut: free text first and of it the longest columns, then names of bodies, then codes; ids
     never are, for they are there to be typed.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from accord.cli.width import clean, columns, cut, pad
from accord.exchange import flat

__all__ = ["table"]

_GAP = "  "
_TALL = {"parties", "actors"}  # who it is about is never cut short where a line more shows it
_MOST_LINES = 4  # lines of one record
_LEAST = 8  # columns that a cell keeps, however narrow the terminal
_LEAST_OF = {"parties": 30, "actors": 24, "quote": 36, "name": 24, "title": 24}  # what people look for gives last
_CODES = {  # fields of closed lists, days and the like: cut only where free text alone cannot make room
    "id", "date", "due", "on", "published", "kind", "status", "state", "modality", "instrument", "cadence", "language",
    "region", "reason", "code",
}  # fmt: skip


def table(records: Sequence[dict[str, Any]], fields: Sequence[str], *, width: int) -> Iterator[str]:
    """Yield a line with the names of the fields and a line a record; numbers stand at the right of their column."""
    cells = [[clean(flat(record.get(field))) for field in fields] for record in records]
    heads = [field.replace("_", " ").upper() for field in fields]
    natural = [max(map(columns, column)) for column in zip(heads, *cells, strict=True)]
    room = width - len(_GAP) * (len(fields) - 1)
    free = [at for at, field in enumerate(fields) if field not in _CODES]
    widths = _fit(natural, free, room, least=[_LEAST_OF.get(field, _LEAST) for field in fields])
    for giving in (free, [at for at, field in enumerate(fields) if field != "id"]):
        widths = _fit(widths, giving, room, least=[_LEAST] * len(fields))
    right = [_numbers(records, field) for field in fields]
    tall = [field in _TALL for field in fields]
    for row in [heads, *cells]:
        for line in _lines(row, widths, tall):
            laid = (pad(cut(cell, size), size, right=at) for cell, size, at in zip(line, widths, right, strict=True))
            yield _GAP.join(laid).rstrip()


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
