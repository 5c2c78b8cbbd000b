"""Fit the weights of linking on the open chains: `python -m evals.follow.fit`.

In:  the open chains, each read into a register of its own: a minute. What counts of a sentence where both documents are of
     one script is fitted on those up to number 63 (decision 0032 tells why these), what counts of two documents on all. Where
     they are of two scripts, all of it is fitted on all of them, and on promises of other chains: there the words of the two
     never are the same, and chance is what has to be told apart.
Out: `src/accord/follow/linking/data/weights.toml`, its numbers only; printed: figures where each chain is judged by
     weights fitted on the others, and how far the new weights are from those of the file.

Two logistic regressions, one after the other: does this sentence speak of this promise? Does the later document follow up
the earlier one at all? The second is fitted on what the first says of chains that it was not fitted on. Which signs count
is what the file says; `refused`, a person's word, is not fitted, and how many targets are shown neither.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from accord.follow.linking.weights import Points, Weights, weights
from evals.follow.chains import OPEN, Chain, load_chains
from evals.follow.figures import as_rows, share
from evals.follow.logistic import Floats, apart, chances, fit, fit_evenly, points_of
from evals.follow.pairs import Pair, Telling, judged, pairs_of, strangers_of, tell, whole_signs

__all__ = ["FILE", "fitted", "furthest", "main", "written"]

FILE = Path(__file__).parents[2] / "src/accord/follow/linking/data/weights.toml"
LAST = 63  # number of the last chain that weights are fitted on (decision 0032)
FOLDS = 8
BY_HAND = ("refused",)
_BEST, _ALL = "best", "all"  # signs of a document that are points of its pairs
_NUMBER = re.compile(r"(?P<name>\w+) = (?P<number>-?[\d.]+) *(?P<about>#.*)?")

Marked = tuple[Floats, Floats]  # cases by signs, what is right


class Way(NamedTuple):
    """How points are fitted.

    Attributes:
        pair, whole: Variance of the prior on the points of a pair's signs, and on those of a standard deviation of a document's.
        quiet: Share of unrelated documents that `least` leaves alone, by weights that were fitted without them.
    """

    pair: float
    whole: float
    quiet: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, tell, and write unless asked not to; return 0."""
    parser = argparse.ArgumentParser("python -m evals.follow.fit", description="Fit the weights of linking anew.")
    parser.add_argument("--dry-run", action="store_true", help="tell the figures, leave the file as it is")
    asked = parser.parse_args(arguments)
    told = [_told(chain) for chain in load_chains((OPEN,))]
    usual = [one for one in told if _number(one.chain.id) <= LAST]
    pairs = [pair for one in told for pair in pairs_of(one)]
    found, without = fitted(
        [pair for pair in pairs if not pair.abroad and _number(pair.chain) <= LAST],
        [*(pair for pair in pairs if pair.abroad), *strangers_of(told)],
        [pair for pair in pairs if not pair.abroad and _number(pair.chain) > LAST],
    )
    _show(usual, f"up to {LAST}", without)
    _show(told, "all", without)
    print("furthest from the file: {} by {:.3f}".format(*furthest(found, weights())))
    if not asked.dry_run:
        FILE.write_text(written(FILE.read_text("utf-8"), found), "utf-8")
    return 0


def fitted(
    alike: Sequence[Pair], abroad: Sequence[Pair], more: Sequence[Pair] = ()
) -> tuple[Weights, dict[str, Weights]]:
    """Return the weights that pairs of one script and of two teach, and for each chain those that others teach.

    `more` pairs of one script teach what counts of two documents, and nothing of what counts of a sentence.
    """
    old = weights()
    one, one_without = _side(alike, old.alike, Way(0.1, 0.03, quiet=0.8), more)
    two, two_without = _side(abroad, old.abroad, Way(0.2, 0.1, quiet=0.97))
    without = {
        chain: Weights(shown=old.shown, alike=one_without.get(chain, one), abroad=two_without.get(chain, two))
        for chain in {pair.chain for pair in (*alike, *more, *abroad)}
    }
    return Weights(shown=old.shown, alike=one, abroad=two), without


def _side(pairs: Sequence[Pair], old: Points, way: Way, more: Sequence[Pair] = ()) -> tuple[Points, dict[str, Points]]:
    """Return what pairs teach: all of them, and for each chain those of other folds; the old points where there are none.

    What counts of two documents is learnt from `more` pairs, too.
    """
    if not pairs:
        return old, {}
    names = [name for name in old.points if name not in BY_HAND]
    one = _matrix([pair.amounts for pair in pairs], names), np.array([float(pair.right) for pair in pairs])
    pairwise, every = partial(fit, variance=way.pair), [*pairs, *more]
    whole_pairs = pairwise(*one)
    by_chain = {pair.chain: whole_pairs for pair in more} | apart(one, [pair.chain for pair in pairs], pairwise, FOLDS)
    points = points_of(_matrix([pair.amounts for pair in every], names), [pair.chain for pair in every], by_chain)
    firsts, both = _documents(every, points, old.document)
    of, whole_way = [pair.chain for pair in firsts], partial(fit_evenly, variance=way.whole)
    whole_by_chain = apart(both, of, whole_way, FOLDS)
    scores = chances(points_of(both[0], of, whole_by_chain))
    least = float(np.quantile(scores[both[1] == 0], way.quiet))
    without = {c: _points(old, names, by_chain[c], whole_by_chain[c], least) for c in whole_by_chain}
    return _points(old, names, whole_pairs, whole_way(*both), least), without


def written(text: str, found: Weights) -> str:
    """Return the text of the file with these numbers in it, to two decimals; words and columns stay."""
    values: dict[str, dict[str, float]] = defaultdict(dict)
    for name, value in _flat(found).items():
        part, _, own = name.rpartition(".")
        values[part][own] = value
    lines, part = [], ""
    for line in text.splitlines():
        part = line.strip("[]") if line.startswith("[") else part
        lines.append(_renumbered(line, values[part]))
    return "\n".join(lines) + "\n"


def furthest(found: Weights, old: Weights) -> tuple[str, float]:
    """Return which number differs most, and by how much."""
    before = _flat(old)
    away = {name: abs(value - before[name]) for name, value in _flat(found).items()}
    name = max(away, key=lambda one: away[one])
    return name, away[name]


def _documents(pairs: Sequence[Pair], points: Floats, names: Iterable[str]) -> tuple[list[Pair], Marked]:
    """Return the best pair of each document; how much it shows of each sign, and whether it follows up the first one."""
    at: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row, pair in enumerate(pairs):
        at[pair.chain, pair.file, pair.earlier].append(row)
    best = [max(rows, key=lambda row: float(points[row])) for rows in at.values()]
    firsts = [pairs[row] for row in best]
    sums = [float(np.log(chances(points[rows]).sum())) for rows in at.values()]
    shown = [
        {**whole_signs(pair), **pair.amounts, _BEST: float(points[row]), _ALL: total}
        for pair, row, total in zip(firsts, best, sums, strict=True)
    ]
    return firsts, (_matrix(shown, names), np.array([float(pair.follows) for pair in firsts]))


def _matrix(shown: Sequence[Mapping[str, float]], names: Iterable[str]) -> Floats:
    columns = list(names)
    return np.array([[one.get(name, 0.0) for name in columns] for one in shown])


def _points(old: Points, names: Sequence[str], points: Floats, whole: Floats, least: float) -> Points:
    return msgspec.structs.replace(
        old,
        least=least,
        even=-float(points[0]),
        points=old.points | dict(zip(names, map(float, points[1:]), strict=True)),
        document_even=-float(whole[0]),
        document=dict(zip(old.document, map(float, whole[1:]), strict=True)),
    )


def _flat(found: Weights) -> dict[str, float]:
    """Return every number by the path to it: `alike.points.rare`."""

    def inner(path: str, value: object) -> Iterator[tuple[str, float]]:
        if isinstance(value, dict):
            for name, part in value.items():
                yield from inner(f"{path}.{name}".lstrip("."), part)
        else:
            yield path, float(str(value))

    return dict(inner("", msgspec.to_builtins(found)))


def _number(chain: str) -> int:
    return int(chain.partition("-")[0])


def _renumbered(line: str, values: Mapping[str, float]) -> str:
    said = _NUMBER.fullmatch(line)
    if said is None:
        return line
    value = round(values[said["name"]], 2) or 0.0
    if value == float(said["number"]):
        return line
    number, about = f"{said['name']} = {value}", said["about"] or ""
    return f"{number.ljust(said.start('about') - 1)} {about}" if about else number


def _told(chain: Chain) -> Telling:
    print(f"reading {chain.id} ...", file=sys.stderr)
    return tell(chain)


def _show(told: Iterable[Telling], which: str, without: Mapping[str, Weights]) -> None:
    marks = [judged(one, without[one.chain.id]) for one in told if one.chain.id in without]
    print(f"{len(marks)} chains, {which}, each by weights fitted without it:")
    for figure, pair, _ in as_rows(marks):
        if (value := share(pair)) is not None:
            print(f"  {figure:10}{value:7.3f}  {pair[0]:4} of {pair[1]:4}")


if __name__ == "__main__":
    sys.exit(main())
