"""Write records as CSV, as RFC 4180 describes it, in UTF-8.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as spreadsheets themselves write text:
the words come from documents that anybody may have published. A day without a year (`--07-14`) begins with a dash and
gets one too; JSON Lines and Parquet hold every value unchanged.

Source: OWASP, CSV Injection (https://owasp.org/www-community/attacks/CSV_Injection): `= + - @`, tab and carriage
return; the full-width forms of the four signs, which Excel reads as the signs themselves, are added.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from accord.exchange.columns import Record, flat

__all__ = ["BOM", "safe", "write_csv"]

BOM = "\ufeff"  # without it Excel takes the file for the system's own encoding
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_FLUSH = 500  # rows that are kept before they are written


def write_csv(records: Iterable[Record], columns: Sequence[str], to: BinaryIO, *, bom: bool = False) -> int:
    """Return how many records were written, after a line with the names of the columns.

    Args:
        records: What to write; a field that a record lacks is left empty.
        columns: Names of the fields, in order.
        to: Where the bytes go.
        bom: Begin with a byte order mark, so that Excel shows Chinese and accents.
    """
    held = io.StringIO(BOM if bom else "", newline="")
    held.seek(0, io.SEEK_END)
    writer = csv.writer(held)
    writer.writerow(columns)
    count = 0
    for count, record in enumerate(records, start=1):
        writer.writerow([safe(flat(record.get(column))) for column in columns])
        if count % _FLUSH == 0:
            _move(held, to)
    _move(held, to)
    return count


def safe(cell: str) -> str:
    """Return the cell, so that no spreadsheet takes it for a formula.

    >>> safe("=1+1"), safe("Wuxi")
    ("'=1+1", 'Wuxi')
    """
    return f"'{cell}" if cell.lstrip(" ").startswith(_DANGEROUS) else cell


def _move(held: io.StringIO, to: BinaryIO) -> None:
    to.write(held.getvalue().encode("utf-8"))
    held.seek(0)
    held.truncate()
