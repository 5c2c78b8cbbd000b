"""Measure follow-through: chains through `accord ingest` and `accord proposals`, each in a register of its own.

In:  the command line.
Out: a table a half on standard output: shares, counts, 90 % intervals; with `--errors` the misses of the open half only.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from evals.floors import complaints, load_floors
from evals.follow.asked import Proposal, ingest, promised, proposals, states, targets, texts_of
from evals.follow.baseline import baseline
from evals.follow.chains import HALVES, OPEN, Chain, gold, half_of, load_chains, plain_files
from evals.follow.figures import FIGURES, as_rows, by_trap, changed, misses, share
from evals.follow.marks import ChainMarks, judge, known_promises
from evals.follow.why import lost, with_reasons

__all__ = ["main"]

_FLOORS = Path(__file__).with_name("floors.toml")
_ABOUT = "Measure how well later news is linked to earlier promises, over the chains of evals/follow."
_EXAMPLE = "example: python -m evals.follow --half open --errors 40"


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0, or 1 where a state changed though nobody decided or a half is below its floors (`floors.toml`)."""
    asked = _parser().parse_args(arguments)
    chains = [c for c in load_chains(tuple(asked.half or HALVES)) if not asked.only or c.id in asked.only]
    said: list[dict[str, Any]] = []
    if asked.baseline:
        said += _report("baseline", [_by_baseline(chain) for chain in chains], asked)
    else:
        said += _report("chains", [_measured(chain) for chain in chains], asked)
    if asked.together:
        marks, plain = _together(chains)
        said += _report("together", marks, asked)
        said.append(_plain_row(plain, asked))
    below = [] if asked.baseline or asked.only else _below(said, chains)
    if asked.format == "json":
        print(json.dumps(said, ensure_ascii=False, indent=1))
    print("\n".join(f"BELOW: {words}" for words in below), file=sys.stderr)
    return int(bool(below) or any(row.get("changed") for row in said))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m evals.follow", description=_ABOUT, epilog=_EXAMPLE)
    parser.add_argument("--half", action="append", choices=HALVES, help="only this half; both if not given")
    parser.add_argument("--only", action="append", metavar="ID", help="only this chain; may be repeated")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N misses of the open half")
    parser.add_argument("--baseline", action="store_true", help="the baseline instead: same party and a state word")
    parser.add_argument(
        "--together", action="store_true", help="also all chains and the plain documents in one register"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    return parser


def _below(said: Sequence[Mapping[str, Any]], chains: Sequence[Chain]) -> list[str]:
    """Return a sentence on each figure of a half that is below its floor."""
    floors, found = load_floors(_FLOORS), []
    for row in said:
        if row["set"] == "chains" and row["half"] in floors:
            half = [chain for chain in chains if half_of(chain.id) == row["half"]]
            shares = {name: figure["share"] or 0.0 for name, figure in row["figures"].items()}
            found += complaints(row["half"], floors[row["half"]], gold=gold(half), figures=shares)
    return found


def _measured(chain: Chain) -> ChainMarks:
    print(f"reading {chain.id} ...", file=sys.stderr)
    files = [chain.file(document) for document in chain.document]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        register = Path(folder) / "accord.db"
        ingest(register, files[:1])
        before, words = promised(register), targets(register)
        for file in files[1:]:
            ingest(register, [file])
        after, rows = states(promised(register)), proposals(register)
    moved = sum(after.get(promise, state) != state for promise, state in states(before).items())
    texts = texts_of(files)
    found = len(known_promises(chain, texts[str(files[0])], [one.quote for one in before]))
    marks = with_reasons(judge(chain, texts, rows), chain, texts, words)
    changed_states = moved if states(before) else None
    return msgspec.structs.replace(marks, known=(found, len(chain.promise)), changed=changed_states)


def _by_baseline(chain: Chain) -> ChainMarks:
    texts = texts_of(chain.file(document) for document in chain.document)
    return judge(chain, texts, baseline(chain, texts))


def _together(chains: Sequence[Chain]) -> tuple[list[ChainMarks], list[tuple[Path, list[Proposal]]]]:
    """Return the marks of chains that share one register with all others and the plain documents, and these."""
    dated = sorted((document.date, chain.file(document)) for chain in chains for document in chain.document)
    files = [*(file for _, file in dated), *plain_files()]
    print(f"reading {len(files)} documents into one register ...", file=sys.stderr)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        register = Path(folder) / "accord.db"
        ingest(register, files)
        rows = proposals(register)
    texts = texts_of(files)
    plain = [(file, [row for row in rows if row.place.source == str(file)]) for file in plain_files()]
    return [judge(chain, texts, rows) for chain in chains], plain


def _report(name: str, marks: Sequence[ChainMarks], asked: argparse.Namespace) -> list[dict[str, Any]]:
    """Return the figures of each half and of both as plain values; print them where text is asked for."""
    parts = [(half, [one for one in marks if half_of(one.chain) == half]) for half in HALVES]
    parts = [(half, part) for half, part in parts if part]
    parts += [("all", list(marks))] if len(parts) > 1 else []
    if asked.format == "text":
        for half, part in parts:
            print("\n".join(_table(f"{name}, {half}", part)), end="\n\n")
        shown = [one for one in marks if half_of(one.chain) == OPEN]
        if asked.errors:
            print(f"left alone, by trap: {_traps(shown)}")
            print("\n".join(misses(shown)[: asked.errors]), end="\n\n")
    return [_row(name, half, part) for half, part in parts]


def _table(name: str, marks: Sequence[ChainMarks]) -> list[str]:
    lines = [f"{name}: {len(marks)} chains"]
    for figure, pair, interval in as_rows(marks):
        value = share(pair)
        said = "    -  " if value is None else f"{value:7.3f}"
        around = f"  [{interval[0]:.3f} {interval[1]:.3f}]" if interval else " " * 15
        lines.append(f"  {figure:10}{said}{around}  {pair[0]:4} of {pair[1]:4}  {FIGURES[figure]}")
    moved, steps = changed(marks), lost(marks)
    if steps:
        lines.append("  links lost: " + ", ".join(f"{step} {count}" for step, count in steps.items()))
    return [*lines, f"  states changed without a decision: {'not shown by the product' if moved is None else moved}"]


def _traps(marks: Sequence[ChainMarks]) -> str:
    parts = by_trap(load_chains((OPEN,)), marks)
    return ", ".join(f"{trap} {hits} of {cases}" for trap, (hits, cases) in parts.items())


def _row(name: str, half: str, marks: Sequence[ChainMarks]) -> dict[str, Any]:
    figures = {f: {"share": share(p), "hits": p[0], "of": p[1], "interval": i} for f, p, i in as_rows(marks)}
    return {"set": name, "half": half, "chains": len(marks), "figures": figures, "changed": changed(marks)}


def _plain_row(plain: Sequence[tuple[Path, list[Proposal]]], asked: argparse.Namespace) -> dict[str, Any]:
    silent = sum(not rows for _, rows in plain)
    if asked.format == "text":
        print(f"plain documents with no link to anything: {silent} of {len(plain)}")
        wrong = [
            f"{file.parent.name}/{file.stem}: {row.quote[:70]!r} -> {row.target_quote[:70]!r}"
            for file, rows in plain
            for row in rows
        ]
        print("\n".join(wrong[: asked.errors]))
    return {"set": "plain", "quiet": silent, "of": len(plain)}
