"""Fit the weights of linking on the open chains: `python -m evals.follow.fit`.

In:  the open chains, each read into a register of its own: eight minutes in all. Where the two documents are of two scripts,
     promises of other chains, too: there the words of the two never are the same, and chance is what has to be told apart.
Out: `src/accord/follow/linking/data/weights.toml`, its numbers only, and `meaning.tsv` and `trees.tsv` beside it; printed: figures where
     each chain is judged by weights fitted on the others, and how far the new weights are from those of the file.

Three logistic regressions, one after the other: does this sentence speak of this promise? Does the later document follow up
the earlier one at all? If it does, of which promise does which sentence speak? The second and third are fitted on what the
first says of chains that it was not fitted on. What numbers of sentence vectors count is taught before the first and before
the second, beside their signs, and is then one sign among them (decision 0051). To the second trees say half (decision 0052).
Which signs count is what the file says; `refused`, a person's word, is not fitted, and how many targets are shown and how likely they
have to be neither. What words say of whether a sentence promises is fitted before (`evals.follow.promising`).
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
from accord.follow.linking.fits import best_of, whole_signs
from accord.follow.linking.meaning import FILE as MEANING
from accord.follow.linking.meaning import meaning
from accord.follow.linking.scoring import amounts_of
from accord.follow.linking.standing import standing
from accord.follow.linking.trees import FILE as TREES
from accord.follow.linking.vectors import SIZE
from accord.follow.linking.weights import Points, Weights, weights
from evals.follow.chains import OPEN, Chain, load_chains
from evals.follow.figures import as_rows, share
from evals.follow.learning import Cases, Taught, as_floats, taught, taught_numbers
from evals.follow.logistic import Floats, chances, fit, fit_evenly
from evals.follow.numbers import FAINT, SPREADS, meaning_of, numbers_of, pair_vectors, paper_vectors, table
from evals.follow.pairs import Pair, Telling, judged, pairs_of, strangers_of, tell
from evals.follow.promising import by_others
from evals.follow.trees import Grove, grove
from evals.follow.trees import table as table_of_trees

__all__ = ["FILE", "fitted", "furthest", "main", "written"]

FILE = Path(__file__).parents[2] / "src/accord/follow/linking/data/weights.toml"
GROUPS = {"all": range(1000), "1 to 63": range(64), "64 to 127": range(64, 128), "by strangers": range(201, 1000)}
FOLDS = 8
BY_HAND = ("refused",)
NEAR, SUBJECT = "meaning", "subject"  # the signs that numbers of vectors make: of a pair, of two documents
_NUMBER = re.compile(r"(?P<name>\w+) = (?P<number>-?[\d.]+) *(?P<about>#.*)?")


class Way(NamedTuple):
    """How points are fitted.

    Attributes:
        pair, whole, place: Variance of the prior on the points of a pair's signs; and on those of a standard deviation of the
            signs of two documents, and of a pair's place among others.
        quiet: Share of unrelated documents that `least` leaves alone, by weights that were fitted without them.
        trees: Whether trees say half of whether a document follows up another.
    """

    pair: float
    whole: float
    place: float
    quiet: float
    trees: bool


ALIKE = Way(1.0, 0.05, 0.1, quiet=0.92, trees=True)
ABROAD = Way(0.2, 0.1, 0.1, quiet=0.97, trees=False)


class Side(NamedTuple):
    """Documents of one script, or of two: what the file says, how points are fitted, and their pairs."""

    old: Points
    way: Way
    pairs: Sequence[Pair]


class Papers(NamedTuple):
    """A later and an earlier document of a chain: whether the one follows up the other, their pairs and which are right."""

    chain: str
    follows: bool
    fits: list[Fitting]
    right: list[bool]


class First(NamedTuple):
    """What the first question taught, and the documents by what it says of their pairs."""

    names: list[str]
    taught: Taught
    papers: list[Papers]


class Learnt(NamedTuple):
    """The points that all chains teach, and for each chain those that others teach; the trees beside them."""

    all: Points
    without: dict[str, Points]
    trees: Grove


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, tell, and write unless asked not to; return 0."""
    parser = argparse.ArgumentParser("python -m evals.follow.fit", description="Fit the weights of linking anew.")
    parser.add_argument("--dry-run", action="store_true", help="tell the figures, leave the file as it is")
    asked = parser.parse_args(arguments)
    told = [_told(chain) for chain in load_chains((OPEN,))]
    by_others(told)
    pairs = [pair for one in told for pair in pairs_of(one)]
    alike, abroad = ([pair for pair in pairs if pair.abroad == two] for two in (False, True))
    found, without = fitted(alike, [*abroad, *strangers_of(told)])
    for name, numbers in GROUPS.items():
        _show([one for one in told if _number(one.chain.id) in numbers], name, without)
    print("furthest from the file: {} by {:.3f}".format(*furthest(found, weights())))
    if not asked.dry_run:
        FILE.write_text(written(FILE.read_text("utf-8"), found), "utf-8")
        FILE.with_name(MEANING).write_text(table(found.meaning), "utf-8")
        FILE.with_name(TREES).write_text(table_of_trees(found.together), "utf-8")
    return 0


def fitted(alike: Sequence[Pair], abroad: Sequence[Pair]) -> tuple[Weights, dict[str, Weights]]:
    """Return the weights that pairs of one script and of two teach, and for each chain those that others teach.

    What numbers of vectors count is taught by documents of one script; of both, it is one sign among others. Trees are of those of
    one script: of two there are too few.
    """
    old = weights()
    sides = Side(old.alike, ALIKE, alike), Side(old.abroad, ABROAD, abroad)
    near = _numbers_of_pairs(sides[0])
    firsts = [_first(side, near) for side in sides]
    subject = _numbers_of_papers(sides[0], firsts[0].papers)
    one, two = (_learnt(side, first, subject) for side, first in zip(sides, firsts, strict=True))

    def without(chain: str) -> Weights:
        return Weights(
            shown=old.shown,
            alike=one.without.get(chain, one.all),
            abroad=two.without.get(chain, two.all),
            meaning=meaning_of(near.of(chain), subject.of(chain)),
            together=one.trees.of(chain),
        )

    return without(""), {chain: without(chain) for chain in {pair.chain for pair in (*alike, *abroad)}}


def _numbers_of_pairs(side: Side) -> Taught:
    """Return what each number of the vectors of a pair counts; what the file says, if there are no pairs."""
    if not side.pairs:
        return Taught(numbers_of(meaning())[0], {})
    names = [name for name in side.old.points if name not in (*BY_HAND, NEAR)]
    return taught_numbers(
        _pair_cases(side), pair_vectors(side.pairs), names, partial(fit, variance=side.way.pair), SPREADS
    )


def _numbers_of_papers(side: Side, papers: Sequence[Papers]) -> Taught:
    """Return what each number of the vectors of two documents counts; what the file says, if there are none."""
    if not papers:
        return Taught(numbers_of(meaning())[1], {})
    names = [name for name in side.old.document if name != SUBJECT]
    way = partial(fit_evenly, variance=side.way.whole)
    return taught_numbers(_paper_cases(papers), paper_vectors([one.fits for one in papers]), names, way, FAINT)


def _first(side: Side, near: Taught) -> First:
    """Return what pairs teach of the first question."""
    names = [name for name in side.old.points if name not in BY_HAND]
    if not side.pairs:
        return First(names, Taught(np.zeros(0), {}), [])
    cases = _pair_cases(side).saying(NEAR, pair_vectors(side.pairs), near)
    found = taught(cases, names, partial(fit, variance=side.way.pair))
    return First(names, found, _papers(side.pairs, cases.points(names, found)))


def _learnt(side: Side, first: First, subject: Taught) -> Learnt:
    """Return what the three questions teach; the old points and trees where there are no pairs."""
    old, papers = side.old, first.papers
    if not papers:
        return Learnt(old, {}, Grove(weights().together, {}))
    cases = _paper_cases(papers).saying(SUBJECT, paper_vectors([one.fits for one in papers]), subject)
    whole = taught(cases, old.document, partial(fit_evenly, variance=side.way.whole))
    points = cases.points(old.document, whole)
    trees = grove(cases) if side.way.trees else Grove(weights().together, {})
    says = chances((points + trees.points(cases)) / 2 if side.way.trees else points)
    old = msgspec.structs.replace(old, least=float(np.quantile(says[cases.right == 0], side.way.quiet)))
    place = taught(
        _place_cases([one for one in papers if one.follows]), old.pair, partial(fit_evenly, variance=side.way.place)
    )

    def without(chain: str) -> Points:
        return _points(old, first.names, (first.taught.of(chain), whole.of(chain), place.of(chain)))

    return Learnt(without(""), {chain: without(chain) for chain in whole.without}, trees)


def _pair_cases(side: Side) -> Cases:
    return Cases(
        shown=[amounts_of(pair.signs) for pair in side.pairs],
        right=as_floats(pair.right for pair in side.pairs),
        groups=[pair.chain for pair in side.pairs],
    )


def _paper_cases(papers: Sequence[Papers]) -> Cases:
    none = meaning_of(np.zeros(2 * SIZE), np.zeros(2 * SIZE))  # what numbers count is taught here
    return Cases(
        shown=[amounts_of(whole_signs(best_of(one.fits), one.fits, none)) for one in papers],
        right=as_floats(one.follows for one in papers),
        groups=[one.chain for one in papers],
    )


def _place_cases(papers: Sequence[Papers]) -> Cases:
    """Return each pair among the others of its two documents, of which the one follows up the other."""
    return Cases(
        shown=[amounts_of(signs) for one in papers for signs in standing(one.fits)],
        right=as_floats(right for one in papers for right in one.right),
        groups=[one.chain for one in papers for _ in one.fits],
    )


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

    kept = {name: part for name, part in msgspec.structs.asdict(found).items() if name not in ("meaning", "together")}
    return dict(inner("", msgspec.to_builtins(kept)))


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
