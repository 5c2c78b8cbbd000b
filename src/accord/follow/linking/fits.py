"""How well each sentence of a later document fits each promise that it may speak of, and what that says of the documents.

In:  statements of a later document, promises known, what counts.
Out: `Fit`s, by the earlier document that tells the promise; of those of one, the signs that it is followed up at all.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec
import numpy as np

from accord.follow.linking.comparing import document_signs, is_abroad, signs
from accord.follow.linking.meaning import Meaning
from accord.follow.linking.scoring import Known, LinkReason, Sign, reasons_of
from accord.follow.linking.statements import Statement
from accord.follow.linking.telling import is_sure
from accord.follow.linking.vectors import Vectors, nearness, together, vectors_of
from accord.follow.linking.weights import Weights

__all__ = ["Fit", "best_of", "chance", "fits_of", "papers_of", "whole_signs"]


class Fit(msgspec.Struct, frozen=True):
    """How well a sentence fits a promise, in points; its signs, and the reasons that they make."""

    points: float
    one: Known
    statement: Statement
    signs: tuple[Sign, ...]
    reasons: tuple[LinkReason, ...]


def fits_of(statements: Iterable[Statement], known: Sequence[Known], counted: Weights) -> Mapping[str, list[Fit]]:
    """Return how well each statement fits each promise, by the document of the promise."""
    found: dict[str, list[Fit]] = defaultdict(list)
    said = list(statements)
    titles = {statement.whole.headline for statement in said}  # asked for later: all at once is quicker
    vectors = vectors_of([*(each.quote for each in said), *(one.promise.quote for one in known), *titles])
    meant = counted.meaning.of_pairs(vectors[: len(said)], vectors[len(said) : len(said) + len(known)])
    for statement, row in zip(said, meant.tolist(), strict=True):
        for one, near in zip(known, row, strict=True):
            shown = (*signs(one, statement), Sign("meaning", "", near))
            part = counted.of(abroad=is_abroad(one, statement))
            reasons = reasons_of(shown, part.points)
            points = sum(reason.points for reason in reasons) - part.even
            found[one.promise.document].append(Fit(points, one, statement, shown, reasons))
    return found


def best_of(fits: Iterable[Fit]) -> Fit:
    """Return the fit with the most points; of several the one that stands first in the text."""
    return max(fits, key=lambda fit: (fit.points, -fit.statement.span[0], fit.one.promise.id))


def papers_of(fits: Sequence[Fit]) -> tuple[Vectors, Vectors]:
    """Return a vector of the later document of some fits, half its title, half its sentences, and one of the promises."""
    later = tuple(dict.fromkeys(fit.statement.quote for fit in fits))
    earlier = vectors_of(list(dict.fromkeys(fit.one.promise.quote for fit in fits)))
    return _titled(fits[0].statement.whole.headline, later), together(earlier)


def whole_signs(best: Fit, fits: Sequence[Fit], meaning: Meaning) -> tuple[Sign, ...]:
    """Return the signs that a later document follows up an earlier one at all: of both, of the best fit, of all together."""
    return (
        *document_signs(best.one, best.statement),
        *best.signs,
        Sign("best", "", best.points),
        Sign("all", "", math.log(sum(chance(fit.points) for fit in fits))),
        Sign("sure", "", float(is_sure(best.statement, best.one))),
        Sign("subject", "", meaning.of_papers(*papers_of(fits))),
        Sign("title_near", "", nearness(best.statement.whole.headline, best.one.promise.quote)),
        Sign("best_near", "", nearness(best.statement.quote, best.one.promise.quote)),
    )


@lru_cache(maxsize=1 << 8)
def _titled(title: str, sentences: tuple[str, ...]) -> Vectors:
    return together(np.stack([vectors_of([title])[0], together(vectors_of(sentences))]))


def chance(points: float) -> float:
    """Return the chance that a sum of points stands for."""
    return 1 / (1 + math.exp(-points))
