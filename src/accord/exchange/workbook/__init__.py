"""A workbook is written back: the changed cells changed, every other byte of the file as it was.

In -> out: an .xlsx or .xlsm file, `Edit`s of cells and `NewRow`s -> `Patched`: the new bytes, what was written, what was
not and why.
Begin at `patch.patched`; how a field of a ledger is written is `fields.fill`; a sheet is taken apart in `sheet`, put together in `splicing`, the file in `zips`.
To know one more way in which offices type days: a line in `data/day_shapes.tsv`. To refuse a cell for one more reason: a
line in `data/reasons.tsv`, and `NotWritten` where it is found.
"""

from accord.exchange.workbook.change import Edit, NewRow, Patched, Refused, Written, reason
from accord.exchange.workbook.fields import Filled, Wish, fill, says, usual_words, with_cell
from accord.exchange.workbook.patch import patch, patched
from accord.exchange.workbook.values import Day, NotWritten, Value

__all__ = [
    "Day",
    "Edit",
    "Filled",
    "NewRow",
    "NotWritten",
    "Patched",
    "Refused",
    "Value",
    "Wish",
    "Written",
    "fill",
    "patch",
    "patched",
    "reason",
    "says",
    "usual_words",
    "with_cell",
]
