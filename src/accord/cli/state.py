"""`accord state`: the last state that each of many project descriptions supports, with the words that say so."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec

from accord.cli import exits, write
from accord.cli.options import example, format_option
from accord.cli.tables import table
from accord.errors import NotFoundError

__all__ = ["state_command"]

_FIELDS = ("id", "state", "quote", "span", "why")


class _Description(msgspec.Struct, frozen=True):
    """A line of the file; an id may be a number, the year too."""

    id: str | int
    text: str
    title: str | None = None
    year: str | int | None = None


@click.command(
    "state",
    help="""Say the last state that each project description supports, with the words that say so.

    FILE has one JSON object a line with the fields id and text, and, where known, title and year; - is standard input. One
    line each comes out: id; state (announced, agreed, under_way, delivered, stalled, dropped); quote, the sentence that shows
    it, or null where nothing is said; span, where the quote stands in the field text (code points, the end not
    included; the title is weighed, never quoted); why. A line that cannot be read is told with its number, and the rest goes on.""",
    epilog=example(
        "accord state projects.jsonl --format jsonl",
        "accord state - < projects.jsonl",
    ),
)
@click.argument("file", metavar="FILE")
@format_option("table", "jsonl")
def state_command(*, file: str, format_: str) -> int:
    """Print the states."""
    broken: list[int] = []
    with _opened(file) as lines:
        records = _records(lines, broken)
        if format_ == "jsonl":
            for record in records:
                write.raw(msgspec.json.encode(record) + b"\n")
        else:
            shown = [{name: value for name, value in record.items() if name != "span"} for record in records]
            write.lines(table(shown, [name for name in _FIELDS if name != "span"], width=write.width(), spare=("why",)))
    return exits.INPUTS_FAILED if broken else exits.OK


@contextmanager
def _opened(file: str) -> Iterator[Iterable[bytes]]:
    """Yield the lines of a file, or of standard input.

    Raises:
        NotFoundError: There is no such file.
    """
    if file == "-":
        yield sys.stdin.buffer
        return
    path = Path(file)
    if not path.is_file():
        raise NotFoundError(
            f"there is no file {path}; JSON Lines of project descriptions were expected (accord state --help)"
        )
    with path.open("rb") as lines:
        yield lines


def _records(lines: Iterable[bytes], broken: list[int]) -> Iterator[dict[str, Any]]:
    """Yield what each line supports; the numbers of lines that cannot be read go to `broken`, and are told."""
    from accord.follow.states import last_state  # loads the languages; `--help` must not wait for them

    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=_Description)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            broken.append(number)
            write.note(f"line {number}: {error}; an object with id and text was expected; it was left out")
            continue
        found = last_state(one.title or "", one.text, str(one.year) if one.year else None)
        yield {"id": one.id, **msgspec.to_builtins(found)}
