"""Write records as JSON Lines: one JSON object a line, UTF-8, every value as the register holds it."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

import msgspec

from accord.exchange.columns import Record

__all__ = ["write_jsonl"]


def write_jsonl(records: Iterable[Record], columns: Sequence[str], to: BinaryIO) -> int:
    """Return how many records were written, each with the given fields in order."""
    encode = msgspec.json.Encoder().encode
    count = 0
    for count, record in enumerate(records, start=1):  # noqa: B007 - the last count is the answer
        to.write(encode({column: record.get(column) for column in columns}) + b"\n")
    return count
