"""The formats that a list can be exported in."""

from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

import msgspec

from accord.exchange.columns import Record
from accord.exchange.csv_file import write_csv
from accord.exchange.jsonl_file import write_jsonl
from accord.exchange.parquet_file import write_parquet
from accord.exchange.xlsx_file import write_xlsx

__all__ = ["FORMATS", "Format"]


class Format(msgspec.Struct, frozen=True):
    """One format.

    Attributes:
        name: As on the command line; also how its files end.
        write: Writes records with these columns to a stream, and returns how many.
        streams: Whether it can be written to a stream that cannot go back, such as standard output.
    """

    name: str
    write: Callable[[Iterable[Record], Sequence[str], BinaryIO], int]
    streams: bool = True


FORMATS: dict[str, Format] = {
    made.name: made
    for made in (
        Format("csv", write_csv),
        Format("jsonl", write_jsonl),
        Format("parquet", write_parquet, streams=False),
        Format("xlsx", write_xlsx, streams=False),
    )
}
