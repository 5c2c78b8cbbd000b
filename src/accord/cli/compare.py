"""`accord compare`: whether two names are one body's, place's or person's, and why; of one pair or of a file of them."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from accord.cli import exits, write
from accord.cli.options import example, format_option
from accord.cli.width import clean
from accord.errors import NotFoundError

if TYPE_CHECKING:  # loaded when it runs; `--help` must not wait for the gazetteer
    from accord.model.verdict import Verdict

__all__ = ["compare_command"]

_KINDS = ("org", "place", "person")
_COLUMNS = ("id", "kind", "left", "right")
_EXIT = {"same": exits.OK, "different": exits.FAILED, "unsure": exits.UNSURE}


@click.command(
    "compare",
    help="""Say whether two names are one body's, place's or person's, with the reasons.

    The names stand alone: where only the surroundings could decide, the answer is unsure, and unsure never merges. Of one
    pair the exit code is 0 for same, 1 for different, 6 for unsure; of a file it is 0.

    FILE has tab-separated columns id, kind (org, place, person), left, left_language, right, right_language.""",
    epilog=example(
        "accord compare 中国电科 CETC",
        "accord compare Lishui 溧水区 --kind place --format json",
        "accord compare --pairs pairs.tsv --format jsonl",
    ),
)
@click.argument("names", nargs=-1, metavar="[LEFT RIGHT]")
@click.option("--kind", type=click.Choice(_KINDS), help="What the two names name.  [default: told by the names]")
@click.option(
    "--pairs", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Compare each pair of a file."
)
@format_option("text", "json", "jsonl")
def compare_command(*, names: Sequence[str], kind: str | None, pairs: Path | None, format_: str) -> int:
    """Print the verdicts."""
    if pairs is not None:
        if names or kind:
            raise click.UsageError("--pairs brings its own names and kinds; leave LEFT, RIGHT and --kind out")
        _print([_row(pair) for pair in _read(_lines(pairs), pairs.name)], format_)
        return exits.OK
    if len(names) != 2 or not all(name.strip() for name in names):
        raise click.UsageError("give two names, LEFT and RIGHT, or --pairs FILE")
    meant = kind or _guessed(*names)
    verdict = _compared(meant, *names)
    if format_ == "text":
        write.lines(_told(meant, verdict))
    else:
        record = {"kind": meant, "left": names[0], "right": names[1], **msgspec.to_builtins(verdict)}
        _print_json([record], format_)
    return _EXIT[verdict.verdict]


def _lines(pairs: Path) -> list[str]:
    """Return the lines of the file of pairs.

    Raises:
        NotFoundError: There is no such file.
    """
    try:
        with pairs.open(encoding="utf-8-sig") as lines:
            return list(lines)
    except FileNotFoundError as error:
        raise NotFoundError(
            f"there is no file {pairs}; a table of pairs was expected (accord compare --help). Check the spelling."
        ) from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{pairs} is not in UTF-8; save it as UTF-8, with tabs between its columns") from error


def _read(pairs: Iterable[str], name: str) -> Iterator[dict[str, str]]:
    lines = (line for line in pairs if not line.startswith("#"))
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise click.UsageError(f"{name} has no column {missing[0]}; it needs tab-separated {', '.join(_COLUMNS)}")
    for row in rows:
        if row["kind"] not in _KINDS:
            raise click.UsageError(
                f"{name}: pair {row['id']} has kind {row['kind']!r}; it must be org, place or person"
            )
        yield {column: row[column] or "" for column in _COLUMNS}


def _row(pair: dict[str, str]) -> dict[str, Any]:
    verdict = _compared(pair["kind"], pair["left"], pair["right"])
    return {"id": pair["id"], **msgspec.to_builtins(verdict)}


def _compared(kind: str, left: str, right: str) -> "Verdict":
    from accord.identity import same_body
    from accord.model.mention import Mention, MentionKind

    meant: dict[str, MentionKind] = {"place": "place", "person": "person"}
    one, other = (Mention(f"p-{name}", name, (), meant.get(kind, "other"), None) for name in (left, right))
    return same_body(one, other)


def _guessed(left: str, right: str) -> str:
    from accord.identity import kind_of

    kinds = {kind_of(left), kind_of(right)}
    return kinds.pop() if len(kinds) == 1 else "org"


def _print(rows: list[dict[str, Any]], format_: str) -> None:
    if format_ == "text":
        write.lines("\t".join((clean(row["id"]), row["verdict"], f"{row['score']:.2f}", _because(row))) for row in rows)
    else:
        _print_json(rows, format_)


def _print_json(rows: list[dict[str, Any]], format_: str) -> None:
    if format_ == "json":
        write.json_value(rows[0] if len(rows) == 1 else rows)
    else:
        for row in rows:
            write.raw(msgspec.json.encode(row) + b"\n")


def _told(kind: str, verdict: "Verdict") -> Iterator[str]:
    yield f"{verdict.verdict} ({kind}, {verdict.score:.2f})"
    for reason in verdict.reasons:
        met = (_known(side) if reason.code == "gazetteer" else side for side in (reason.left, reason.right))
        yield clean(f"  {reason.code.replace('_', ' ')}: {' | '.join(side or '-' for side in met)}")


def _known(codes: str) -> str:
    """Return codes of the gazetteer, each with its full name and that of the place it lies in."""
    from accord.gazetteer import entry

    told = []
    for code in codes.split():
        found = entry(code)
        around = entry(found.parent) if found and found.level == "county" and found.parent else None
        told.append(" ".join([code, *(one.names[0].text for one in (around, found) if one)]))
    return ", ".join(told)


def _because(row: dict[str, Any]) -> str:
    return clean("; ".join(f"{one['code']}: {one['left'] or '-'} | {one['right'] or '-'}" for one in row["reasons"]))
