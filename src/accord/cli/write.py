"""Write to standard output and standard error: the same bytes on every system.

In:  lines, records, values.
Out: nothing; text goes through click, which leaves colours out where nobody sees them, and data go out as bytes.
"""

import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import click
import msgspec

from accord.cli.marks import shown
from accord.exchange import write_csv, write_jsonl

__all__ = ["data", "json_value", "lines", "note", "raw", "width"]

_UNKNOWN_WIDTH = 100  # columns where no terminal says how many it has


def lines(text: Iterable[str]) -> None:
    """Print lines with their marks."""
    for line in text:
        click.echo(shown(line))


def note(sentence: str) -> None:
    """Say one sentence on standard error."""
    click.echo(f"accord: {sentence}", err=True)


def json_value(value: Any) -> None:  # noqa: ANN401 - any JSON
    """Print one value as indented JSON."""
    _bytes().write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def data(records: Sequence[dict[str, Any]], fields: Sequence[str], format_: str, *, bom: bool = False) -> None:
    """Print records as `csv`, with a byte order mark where asked, or as `jsonl`."""
    if format_ == "csv":
        write_csv(records, fields, _bytes(), bom=bom)
    else:
        write_jsonl(records, fields, _bytes())


def raw(line: bytes) -> None:
    """Print bytes as they are."""
    _bytes().write(line)


def width() -> int:
    """Return how many columns a line may take."""
    return max(20, shutil.get_terminal_size((_UNKNOWN_WIDTH, 24)).columns)


def _bytes() -> BinaryIO:
    sys.stdout.flush()  # what was printed as text comes first
    return sys.stdout.buffer
