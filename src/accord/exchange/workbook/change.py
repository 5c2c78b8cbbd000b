"""What is to change in a workbook, and what came of it.

In:  `Edit`s of cells, `NewRow`s.
Out: `Patched`: the new file, each cell that was written, each that was not and why, which parts of the file changed.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources

import msgspec

from accord.exchange.workbook.values import Value
from accord.tsv import read_table

__all__ = ["Edit", "NewRow", "Patched", "Refused", "Written", "reason"]


class Edit(msgspec.Struct, frozen=True):
    """A cell (`B5`) that is to hold a value; of a merged one any of its cells may be named."""

    sheet: str
    cell: str
    value: Value


class NewRow(msgspec.Struct, frozen=True):
    """A row to be written below the row `after`, which is the list's last; values by letter of the column."""

    sheet: str
    after: int
    values: Mapping[str, Value]


class Written(msgspec.Struct, frozen=True):
    """A cell that was written: what it said, what it says."""

    sheet: str
    cell: str
    before: str
    after: str


class Refused(msgspec.Struct, frozen=True):
    """A cell that was not written; `reason` is a slug of `reasons.tsv`, `now` what the cell says."""

    sheet: str
    cell: str
    reason: str
    now: str = ""


class Patched(msgspec.Struct, frozen=True):
    """A workbook that was written again.

    Attributes:
        content: The bytes of the new file; those of the old one where nothing changed.
        written: Cells that differ.
        refused: Cells that were not written.
        same: How many cells said it already.
        parts: Names of the members of the ZIP file that differ; all others are byte for byte as they were.
        stale: Addresses of formulas that count with a changed cell: their kept results are those of before, until the
            spreadsheet program calculates anew.
        notes: What changed beside cells, a slug and a name: a `filter` or a `table` that was extended, a `signature` that
            no longer holds, `calculation` that was asked for on opening; and `short`: a formula that ends above new rows.
    """

    content: bytes
    written: tuple[Written, ...]
    refused: tuple[Refused, ...]
    same: int
    parts: tuple[str, ...]
    stale: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]


def reason(slug: str) -> str:
    """Return what a person is told of a reason.

    >>> reason("formula")
    'a formula makes this cell, and is not written over'
    """
    return _reasons()[slug]


@cache
def _reasons() -> dict[str, str]:
    table = read_table(resources.files("accord.exchange.workbook") / "data" / "reasons.tsv").rows
    return {row["reason"]: row["message"] for row in table}
