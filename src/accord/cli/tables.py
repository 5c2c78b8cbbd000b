"""Lay records out as a table that fits the terminal.

In:  records, the fields to show, the width.
Out: lines. Long cells are cut, the longest columns first; ids never are, for they are there to be typed.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from accord.cli.width import clean, columns, cut, pad
from accord.exchange import flat

__all__ = ["table"]

_GAP = "  "
_LEAST = 8  # columns that a cell keeps, however narrow the terminal


def table(records: Sequence[dict[str, Any]], fields: Sequence[str], *, width: int) -> Iterator[str]:
    """Yield a line with the names of the fields and a line a record; numbers stand at the right of their column."""
    cells = [[clean(flat(record.get(field))) for field in fields] for record in records]
    heads = [field.replace("_", " ").upper() for field in fields]
    natural = [max(map(columns, column)) for column in zip(heads, *cells, strict=True)]
    widths = _fit(natural, [field == "id" for field in fields], width - len(_GAP) * (len(fields) - 1))
    right = [_numbers(records, field) for field in fields]
    for row in [heads, *cells]:
        laid = (pad(cut(cell, size), size, right=at) for cell, size, at in zip(row, widths, right, strict=True))
        yield _GAP.join(laid).rstrip()


def _fit(natural: Sequence[int], fixed: Sequence[bool], room: int) -> list[int]:
    """Return the widths of the columns: the widest give first, level with the next ones, until all fit."""
    widths = list(natural)
    while sum(widths) > room:
        open_ = [at for at, size in enumerate(widths) if not fixed[at] and size > _LEAST]
        if not open_:
            break
        widest = max(widths[at] for at in open_)
        giving = [at for at in open_ if widths[at] == widest]
        next_ = max([_LEAST, *(widths[at] for at in open_ if widths[at] < widest)])
        each = min(widest - next_, -(-(sum(widths) - room) // len(giving)))
        for at in giving:
            widths[at] -= each
    return widths


def _numbers(records: Sequence[dict[str, Any]], field: str) -> bool:
    return all(isinstance(record.get(field), int | float) for record in records) and bool(records)
