"""Lay records out as a table that fits the terminal.

In:  records, the fields to show, the width.
Out: lines. Long cells are cut, free text first and of it the longest columns; ids never are, for they are there to be typed.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from accord.cli.width import clean, columns, cut, pad
from accord.exchange import flat

__all__ = ["table"]

_GAP = "  "
_LEAST = 8  # columns that a cell keeps, however narrow the terminal
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
    widths = _fit(_fit(natural, free, room), [at for at, field in enumerate(fields) if field != "id"], room)
    right = [_numbers(records, field) for field in fields]
    for row in [heads, *cells]:
        laid = (pad(cut(cell, size), size, right=at) for cell, size, at in zip(row, widths, right, strict=True))
        yield _GAP.join(laid).rstrip()


def _fit(natural: Sequence[int], giving: Sequence[int], room: int) -> list[int]:
    """Return the widths: of the columns that may give, the widest give first, level with the next, until all fit."""
    widths = list(natural)
    while sum(widths) > room:
        open_ = [at for at in giving if widths[at] > _LEAST]
        if not open_:
            break
        widest = max(widths[at] for at in open_)
        equal = [at for at in open_ if widths[at] == widest]
        next_ = max([_LEAST, *(widths[at] for at in open_ if widths[at] < widest)])
        each = min(widest - next_, -(-(sum(widths) - room) // len(equal)))
        for at in equal:
            widths[at] -= each
    return widths


def _numbers(records: Sequence[dict[str, Any]], field: str) -> bool:
    return all(isinstance(record.get(field), int | float) for record in records) and bool(records)
