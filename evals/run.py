"""Run the evals: find the sets, read them, score them, show them, compare with the floors.

In:  the command line and the environment.
Out: a report on standard output; 0, or 1 where a set is below a floor or its gold changed.
"""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals import clusters, pairs
from evals.figures import score
from evals.floors import Floors, complaints, load_floors
from evals.hear import hear, languages
from evals.report import Outcome, as_json, as_text, errors, outcome
from evals.sets import GoldSet, find_sets, halves, names_of_sets
from evals.states import report as states

__all__ = ["main"]

_PROJECT = Path(__file__).resolve().parent.parent
_ABOUT = "Score what accord reads against facts that people annotated, and compare with the floors of floors.toml."
_EXAMPLE = "example: python -m evals --set examples --errors 5"


def main(arguments: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Return the exit code: 0, or 1 where a figure is below its floor or a gold set is not the one of the floors."""
    asked = _parser().parse_args(arguments)
    sample = Path(environment.get("ACCORD_GOLD") or _PROJECT.parent / "shared")
    sets, left_out = find_sets(_PROJECT, sample, languages())
    floors = load_floors()
    results = [_outcome(part) for chosen in _chosen(sets, asked) for part in _parts(chosen, asked)]
    wrong = [said for result in results for said in _complaints(result, floors)]
    names, said = _names(asked, floors)
    wrong += said
    bodies, said = _bodies(asked, floors, sample)
    wrong += said
    names += bodies
    told, said = _states(asked, floors, sample)
    wrong += said
    names += told
    if asked.format == "json":
        rows = [as_json(result, floors.get(result.scored.name), most=asked.errors) for result in results] + names
        print(json.dumps({"sets": rows, "left_out": left_out, "below": wrong}, ensure_ascii=False, indent=1))
    else:
        _print(results, floors, most=asked.errors)
        print("\n".join([f"left out: {said}" for said in left_out] + [f"BELOW: {said}" for said in wrong]))
    return int(bool(wrong))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m evals", description=_ABOUT, epilog=_EXAMPLE)
    parser.add_argument(
        "--set",
        action="append",
        choices=(*names_of_sets(), pairs.IDENTITY, clusters.CLUSTERS, states.STATES),
        help="score only this set; may be repeated",
    )
    parser.add_argument("--only", metavar="LANGUAGE", help="score only documents in this language, such as en")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show N examples of each class of errors, by halves"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--halves",
        action="store_true",
        help="the sample in two: developed on, and kept unseen (its errors stay unlisted)",
    )
    return parser


def _chosen(sets: Sequence[GoldSet], asked: argparse.Namespace) -> list[GoldSet]:
    named = [one for one in sets if not asked.set or one.name in asked.set]
    if not asked.only:
        return named
    kept = [(one, tuple(i for i in one.items if i.gold.language == asked.only)) for one in named]
    return [GoldSet(one.name, one.gold, items, one.shown) for one, items in kept if items]


def _parts(chosen: GoldSet, asked: argparse.Namespace) -> list[GoldSet]:
    return halves(chosen) if asked.halves or asked.errors else [chosen]  # errors of the unseen half stay unlisted


def _outcome(scored: GoldSet) -> Outcome:
    print(f"reading {scored.name} ...", file=sys.stderr)
    heard, trouble = hear(scored.items)
    return outcome(scored, [score(item, one) for item, one in zip(scored.items, heard, strict=True)], trouble)


def _names(asked: argparse.Namespace, floors: Mapping[str, Floors]) -> tuple[list[dict[str, Any]], list[str]]:
    """Print how well names are compared; return the figures as plain values, and complaints."""
    if asked.only or (asked.set and pairs.IDENTITY not in asked.set):
        return [], []
    gold, known = pairs.load()
    result = pairs.outcome("all", known)
    if asked.format == "text":
        print("\n".join([*pairs.as_text(known, result), *pairs.errors(known, asked.errors)]), end="\n\n")
    said = complaints(pairs.IDENTITY, floors.get(pairs.IDENTITY), gold=gold, figures=pairs.figures(result))
    return [pairs.as_json(result, gold)], said


def _bodies(
    asked: argparse.Namespace, floors: Mapping[str, Floors], sample: Path
) -> tuple[list[dict[str, Any]], list[str]]:
    """Print how well a register knows who is who; return the figures as plain values, and complaints."""
    if asked.only or (asked.set and clusters.CLUSTERS not in asked.set):
        return [], []
    rows, said = [], []
    for world in clusters.worlds(_PROJECT, sample):
        print(f"ingesting {world.name} ...", file=sys.stderr)
        result = clusters.outcome(world)
        if asked.format == "text":
            print("\n".join([*clusters.as_text(result), *clusters.errors(result, asked.errors)]), end="\n\n")
        rows.append(clusters.as_json(result))
        said += complaints(world.name, floors.get(world.name), gold=result.gold, figures=clusters.figures(result))
    return rows, said


def _states(
    asked: argparse.Namespace, floors: Mapping[str, Floors], sample: Path
) -> tuple[list[dict[str, Any]], list[str]]:
    """Print how well last states are said; return the figures as plain values, and complaints."""
    digest = states.gold(sample)
    if asked.only or digest is None or (asked.set and states.STATES not in asked.set):
        return [], []
    scores = states.outcomes_of(sample)
    if asked.format == "text":
        print("\n".join(states.as_text(scores)), end="\n\n")
    said = complaints(states.STATES, floors.get(states.STATES), gold=digest, figures=states.figures(scores))
    return [states.as_json(scores, digest)], said


def _complaints(result: Outcome, floors: Mapping[str, Floors]) -> list[str]:
    name = result.scored.name
    return complaints(name, floors.get(name), gold=result.scored.gold, figures=result.figures)


def _print(results: Sequence[Outcome], floors: Mapping[str, Floors], *, most: int) -> None:
    for result in results:
        lines = [*as_text(result, floors.get(result.scored.name)), *errors(result, most)]
        print("\n".join(lines), end="\n\n")
