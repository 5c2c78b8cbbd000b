"""Find the header of a sheet: one row or several, below title rows.

In:  the first lines of a sheet and its merged ranges.
Out: `Header`: which rows it takes, the words of each column, what stands above it; None where no row is known to be one.
"""

from collections.abc import Sequence

import msgspec

from accord.exchange.ledger.columns import Overrides, is_header, known_field
from accord.exchange.ledger.grid import MOST_COLUMNS, Line, Merge, Value
from accord.exchange.ledger.page import on_one_line
from accord.exchange.ledger.tables import folded

__all__ = ["LOOKED_AT", "Header", "find_header"]

LOOKED_AT = 40  # rows from the top among which the header stands
_LEAST = 3  # points (see `_known`) that a row must have: two headers, one of them known as a whole
_LONGEST = 20  # characters of a header
_DEEPEST = 4  # rows of a header


class Header(msgspec.Struct, frozen=True):
    """Where the header stands: rows `first` to `last`, the words by column, and the title rows above."""

    first: int
    last: int
    words: dict[int, str]
    above: tuple[Value, ...]


def find_header(
    lines: Sequence[Line], merges: Sequence[Merge], overrides: Overrides, *, told: int | None = None
) -> Header | None:
    """Return the header; `told` is the number of its first row where a person says so."""
    first = told or _best(lines, overrides)
    if first is None:
        return None
    by_number = {line.number: line for line in lines}
    if told is None:
        first = _climbed(first, by_number, merges)
    last = _last(first, by_number, merges)
    above = tuple(value for line in lines if line.number < first for value in line.cells.values())
    return Header(first, last, _words(first, last, by_number, merges), _once(above))


def _best(lines: Sequence[Line], overrides: Overrides) -> int | None:
    """Return the row with the most known headers; of two alike the first."""
    counted = [(sum(_known(value, overrides) for value in line.cells.values()), -line.number) for line in lines]
    most, at = max(counted, default=(0, 0))
    return -at if most >= _LEAST else None


def _known(value: Value, overrides: Overrides) -> int:
    """Return how well the words are known to head a column: 2 as a whole, 1 by their ending, 0 not at all."""
    if value.form != "text":
        return 0
    if is_header(value.content) or folded(value.content) in overrides:
        return 2
    return int(len(value.content) <= _LONGEST and known_field(value.content) is not None)


def _climbed(row: int, lines: dict[int, Line], merges: Sequence[Merge]) -> int:
    """Return the first row of the header that is found at `row`, as far as cells merged down or groups reach up."""
    while row > 1 and row - 1 in lines:
        down = any(merge.top < row <= merge.bottom for merge in merges)
        groups = any(merge.top == merge.bottom == row - 1 and merge.right > merge.left for merge in merges)
        several = len(lines[row - 1].cells) > 1  # a title stands alone in its row
        if not down and not (several and (groups or _open_above(lines[row - 1], lines[row]))):
            return row
        row -= 1
    return row


def _open_above(upper: Line, lower: Line) -> bool:
    """Return whether a row holds the headers of columns that the row below leaves open: levels that are not merged."""
    left_open = [value for at, value in upper.cells.items() if at not in lower.cells]
    return any(is_header(value.content) for value in left_open) and _only_headers(upper)


def _last(first: int, lines: dict[int, Line], merges: Sequence[Merge]) -> int:
    """Return the last row of the header: as far as its cells are merged down, or groups have headers below them."""
    last = max([first, *(m.bottom for m in merges if m.top == first and m.bottom - first < _DEEPEST)])
    groups = any(m.top == m.bottom == first and m.right > m.left and m.left in lines[first].cells for m in merges)
    below = lines.get(first + 1)
    if last == first and below and (groups or _fills_gaps(lines[first], below)) and _only_headers(below):
        return first + 1
    return last


def _fills_gaps(upper: Line, lower: Line) -> bool:
    """Return whether the lower row has words where the upper has none, between its own: headers not merged."""
    inside = range(min(upper.cells), max(upper.cells) + 2)
    return any(at in inside and at not in upper.cells for at in lower.cells)


def _only_headers(line: Line) -> bool:
    """Return whether most cells of a row are known to head columns, and none is anything but a short text."""
    own = [value for value in line.cells.values() if ":" not in value.ref]
    known = sum(is_header(value.content) or known_field(value.content) is not None for value in own)
    return 2 * known >= len(own) > 0 and all(v.form == "text" and len(v.content) <= _LONGEST for v in own)


def _words(first: int, last: int, lines: dict[int, Line], merges: Sequence[Merge]) -> dict[int, str]:
    """Return the words of each column, from the upper level to the lowest, each once."""
    across = {
        (m.top, at): m.left for m in merges for at in range(m.left, min(m.right, MOST_COLUMNS) + 1) if m.bottom <= last
    }
    levels: dict[int, list[str]] = {}
    columns = {at for row in range(first, last + 1) if row in lines for at in lines[row].cells}
    columns |= {at for (row, at) in across if first <= row <= last}
    for row in range(first, last + 1):
        cells = lines[row].cells if row in lines else {}
        for at in sorted(columns):
            held = cells.get(across.get((row, at), at)) or (_group(cells, at, lines.get(last)) if row < last else None)
            words = on_one_line(held.content) if held else ""
            if words and words not in levels.setdefault(at, []):
                levels[at].append(words)
    return {at: " / ".join(words) for at, words in levels.items() if words}


def _group(upper: dict[int, Value], at: int, lowest: Line | None) -> Value | None:
    """Return the group that stands to the left above a column, where groups are not merged but left open."""
    if lowest is None or at not in lowest.cells or at in upper:
        return None
    left = [column for column in upper if column < at]
    return upper[max(left)] if left and max(left) in lowest.cells else None


def _once(values: Sequence[Value]) -> tuple[Value, ...]:
    return tuple({value.ref: value for value in values}.values())
