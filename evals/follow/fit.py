"""Fit the weights of linking on the open chains: `python -m evals.follow.fit`.

In:  the open chains, each read into a register of its own: two minutes. Where the two documents are of two scripts, promises of
     other chains, too: there the words of the two never are the same, and chance is what has to be told apart.
Out: `src/accord/follow/linking/data/weights.toml`, its numbers only; printed: figures where each chain is judged by
     weights fitted on the others, and how far the new weights are from those of the file.

Three logistic regressions, one after the other: does this sentence speak of this promise? Does the later document follow up
the earlier one at all? If it does, of which promise does which sentence speak? The second and third are fitted on what the
first says of chains that it was not fitted on. Which signs count is what the file says; `refused`, a person's word, is not
fitted, and how many targets are shown and how likely they have to be neither.
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

from accord.follow.linking.fits import Fit as Fitting
from accord.follow.linking.fits import whole_signs
from accord.follow.linking.standing import standing
from accord.follow.linking.weights import Points, Weights, weights
from evals.follow.chains import OPEN, Chain, load_chains
from evals.follow.figures import as_rows, share
from evals.follow.logistic import Fit, Floats, apart, chances, fit, fit_evenly, points_of
from evals.follow.pairs import Pair, Telling, amounts, judged, pairs_of, strangers_of, tell

__all__ = ["FILE", "fitted", "furthest", "main", "written"]

FILE = Path(__file__).parents[2] / "src/accord/follow/linking/data/weights.toml"
GROUPS = {"all": range(1000), "1 to 63": range(64), "64 to 127": range(64, 128), "by strangers": range(201, 1000)}
FOLDS = 8
BY_HAND = ("refused",)
_NUMBER = re.compile(r"(?P<name>\w+) = (?P<number>-?[\d.]+) *(?P<about>#.*)?")

Marked = tuple[Floats, Floats]  # cases by signs, what is right


class Way(NamedTuple):
    """How points are fitted.

    Attributes:
        pair, whole, place: Variance of the prior on the points of a pair's signs; and on those of a standard deviation of the
            signs of two documents, and of a pair's place among others.
        quiet: Share of unrelated documents that `least` leaves alone, by weights that were fitted without them.
    """

    pair: float
    whole: float
    place: float
    quiet: float


class Taught(NamedTuple):
    """The points that all cases teach, and for each chain those that others teach."""

    all: Floats
    without: dict[str, Floats]

    def of(self, chain: str) -> Floats:
        """Return what others teach; what all teach, of a chain that taught nothing."""
        return self.without.get(chain, self.all)


class Papers(NamedTuple):
    """A later and an earlier document of a chain: whether the one follows up the other, their pairs and which are right."""

    chain: str
    follows: bool
    fits: list[Fitting]
    right: list[bool]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, tell, and write unless asked not to; return 0."""
    parser = argparse.ArgumentParser("python -m evals.follow.fit", description="Fit the weights of linking anew.")
    parser.add_argument("--dry-run", action="store_true", help="tell the figures, leave the file as it is")
    asked = parser.parse_args(arguments)
    told = [_told(chain) for chain in load_chains((OPEN,))]
    pairs = [pair for one in told for pair in pairs_of(one)]
    alike, abroad = ([pair for pair in pairs if pair.abroad == two] for two in (False, True))
    found, without = fitted(alike, [*abroad, *strangers_of(told)])
    for name, numbers in GROUPS.items():
        _show([one for one in told if _number(one.chain.id) in numbers], name, without)
    print("furthest from the file: {} by {:.3f}".format(*furthest(found, weights())))
    if not asked.dry_run:
        FILE.write_text(written(FILE.read_text("utf-8"), found), "utf-8")
    return 0


def fitted(alike: Sequence[Pair], abroad: Sequence[Pair]) -> tuple[Weights, dict[str, Weights]]:
    """Return the weights that pairs of one script and of two teach, and for each chain those that others teach."""
    old = weights()
    one, one_without = _side(alike, old.alike, Way(1.0, 0.05, 0.1, quiet=0.88))
    two, two_without = _side(abroad, old.abroad, Way(0.2, 0.1, 0.1, quiet=0.97))
    without = {
        chain: Weights(shown=old.shown, alike=one_without.get(chain, one), abroad=two_without.get(chain, two))
        for chain in {pair.chain for pair in (*alike, *abroad)}
    }
    return Weights(shown=old.shown, alike=one, abroad=two), without


def _side(pairs: Sequence[Pair], old: Points, way: Way) -> tuple[Points, dict[str, Points]]:
    """Return what pairs teach: all of them, and for each chain those of other folds; the old points where there are none."""
    if not pairs:
        return old, {}
    names = [name for name in old.points if name not in BY_HAND]
    shown = _matrix([amounts(pair.signs) for pair in pairs], names), _as_floats(pair.right for pair in pairs)
    of = [pair.chain for pair in pairs]
    each = _taught(shown, of, partial(fit, variance=way.pair))
    papers = _papers(pairs, points_of(shown[0], of, each.without))
    both = (
        _matrix([amounts(whole_signs(one.fits)) for one in papers], old.document),
        _as_floats(one.follows for one in papers),
    )
    chains = [one.chain for one in papers]
    whole = _taught(both, chains, partial(fit_evenly, variance=way.whole))
    scores = chances(points_of(both[0], chains, whole.without))
    old = msgspec.structs.replace(old, least=float(np.quantile(scores[both[1] == 0], way.quiet)))
    place = _placed([one for one in papers if one.follows], old.pair, way)
    without = {c: _points(old, names, (each.without[c], whole.without[c], place.of(c))) for c in whole.without}
    return _points(old, names, (each.all, whole.all, place.all)), without


def _taught(cases: Marked, groups: Sequence[str], way: Fit) -> Taught:
    return Taught(way(*cases), apart(cases, groups, way, FOLDS))


def _papers(pairs: Sequence[Pair], points: Floats) -> list[Papers]:
    """Return the pairs of each later and earlier document, each with its points."""
    at: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row, pair in enumerate(pairs):
        at[pair.chain, pair.file, pair.earlier].append(row)
    return [
        Papers(
            chain=chain,
            follows=pairs[rows[0]].follows,
            fits=[pairs[row].fit(float(points[row])) for row in rows],
            right=[pairs[row].right for row in rows],
        )
        for (chain, _, _), rows in at.items()
    ]


def _placed(papers: Sequence[Papers], names: Iterable[str], way: Way) -> Taught:
    """Return what counts of a pair among the others of its two documents, of which the one follows up the other."""
    shown = [amounts(signs) for one in papers for signs in standing(one.fits)]
    cases = _matrix(shown, names), _as_floats(right for one in papers for right in one.right)
    return _taught(cases, [one.chain for one in papers for _ in one.fits], partial(fit_evenly, variance=way.place))


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


def _matrix(shown: Sequence[Mapping[str, float]], names: Iterable[str]) -> Floats:
    columns = list(names)
    return np.array([[one.get(name, 0.0) for name in columns] for one in shown])


def _as_floats(values: Iterable[float]) -> Floats:
    return np.array([float(value) for value in values])


def _points(old: Points, names: Sequence[str], found: tuple[Floats, Floats, Floats]) -> Points:
    """Return the points of a pair's signs, of its documents and of its place among the others."""
    each, whole, place = found
    return msgspec.structs.replace(
        old,
        even=-float(each[0]),
        points=old.points | dict(zip(names, map(float, each[1:]), strict=True)),
        document_even=-float(whole[0]),
        document=dict(zip(old.document, map(float, whole[1:]), strict=True)),
        pair_even=-float(place[0]),
        pair=dict(zip(old.pair, map(float, place[1:]), strict=True)),
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
