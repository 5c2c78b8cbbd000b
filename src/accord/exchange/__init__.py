"""Formats in and out: what a register holds, as files that other programs open.

In -> out: plain records of a list -> CSV, JSON Lines, XLSX or Parquet, bytes written to a stream as the records come.
Begin at `formats.FORMATS`, then one file a format.
To add a format: a file with `write_...(records, columns, to)`, a line in `FORMATS`, a test that reads it back.
An office's own list of signings comes in by `ledger/`; its `__init__` says how. Days go out to calendars by `icalendar.py`.
To give a new field of a list its type: a word in `columns.py`, if it is no plain text.
"""

from accord.exchange.columns import flat
from accord.exchange.csv_file import write_csv
from accord.exchange.formats import FORMATS, Format
from accord.exchange.icalendar import Entry, due_day, write_icalendar
from accord.exchange.jsonl_file import write_jsonl

__all__ = ["FORMATS", "Entry", "Format", "due_day", "flat", "write_csv", "write_icalendar", "write_jsonl"]
