"""What the product proposes: documents go through `accord ingest`, proposals come from `accord proposals`.

In:  files in order of date.
Out: the text of each file, and every proposal with the places of its words and of its target; states of promises.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from click.testing import CliRunner

from accord.cli.program import program
from accord.cli.world import real_world
from accord.flows.follow import promises_of
from accord.model import Found
from accord.register import open_register
from accord.sources import find

__all__ = ["Place", "Promised", "Proposal", "ingest", "promised", "proposals", "states", "targets", "texts_of"]


class Place(msgspec.Struct, frozen=True):
    """Words of a document: the source as it was given, and where they stand in its text."""

    source: str
    start: int
    end: int


class Proposal(msgspec.Struct, frozen=True):
    """A row of `accord proposals`: these words speak of that promise, which is now in this state."""

    kind: str
    place: Place
    quote: str
    target: Place
    target_quote: str
    state: str | None
    rank: int
    score: float


class Promised(msgspec.Struct, frozen=True):
    """A row of `accord commitments`: where it stands, its words, and its state where the list shows one."""

    source: str
    quote: str
    state: str | None = None


def texts_of(files: Iterable[Path]) -> dict[str, str]:
    """Return the normalised words of files by their paths: what all spans of the product index."""
    items = (item for file in files for item in find([str(file)]))
    return {item.appearance.source: item.text.content for item in items if isinstance(item, Found)}


def ingest(register: Path, files: Sequence[Path]) -> None:
    """Read files into a register, one after the other in this order, as a person would."""
    _run("ingest", *map(str, files), "--quiet", "--register", str(register))


def proposals(register: Path) -> list[Proposal]:
    """Return what the product proposes, as `accord proposals` prints it."""
    rows = _rows("proposals", register)
    return [_proposal(row) for row in rows if row.get("target") and row.get("span")]


def promised(register: Path) -> list[Promised]:
    """Return what the register knows as promises, as `accord commitments` prints them."""
    return [Promised(_source(row), row["quote"], row.get("state")) for row in _rows("commitments", register)]


def targets(register: Path) -> list[str]:
    """Return the words of all that later news may be linked to: promises, and what is told as a plan."""
    with open_register(str(register), create=False).asking() as asking:
        return [known.promise.quote for known in promises_of(asking)]


def states(known: Iterable[Promised]) -> dict[tuple[str, str], str]:
    """Return the state of each promise by its source and words; empty where the list shows no states."""
    return {(one.source, one.quote): one.state for one in known if one.state}


def _rows(command: str, register: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _run(command, "--format", "jsonl", "--register", str(register)).splitlines()]


def _run(*words: str) -> str:
    result = CliRunner().invoke(program, list(words), obj=real_world())
    if result.exit_code not in (0, 3):  # 3: a folder held something that could not be read
        raise RuntimeError(f"accord {' '.join(words)[:200]}: exit code {result.exit_code}: {result.stderr[-500:]}")
    return result.stdout


def _proposal(row: Mapping[str, Any]) -> Proposal:
    target = row["target"]
    return Proposal(
        kind=row["kind"],
        place=_place(row),
        quote=row["quote"],
        target=_place(target),
        target_quote=target["quote"],
        state=row["state"],
        rank=row["rank"],
        score=row["score"],
    )


def _place(part: Mapping[str, Any]) -> Place:
    start, end = part["span"]
    return Place(_source(part), start, end)


def _source(part: Mapping[str, Any]) -> str:
    return str(part.get("source") or part["document"])
