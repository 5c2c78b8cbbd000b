"""Signs of how a sentence and a promise stand among the others of their two documents.

In:  how well every sentence of a later document fits every promise of an earlier one that it follows up.
Out: `Sign`s of each pair.

In such a document one sentence speaks of one promise, the next of another. So it matters less how many words a pair shares
than whether another promise fits the sentence better, or another sentence the promise. What each sign is worth stands in
`data/weights.toml`.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from accord.follow.linking.fits import Fit
from accord.follow.linking.scoring import Sign
from accord.follow.linking.telling import is_sure
from accord.model.reading import Span

__all__ = ["STANDING", "standing"]

STANDING = ("mutual", "behind_promise", "behind_sentence", "ahead_promise")  # signs that a reader can make something of

_ALONE = 4.0  # points by which a pair without a rival is ahead
_NOWHERE = -8.0  # points of a sentence that is not there
_HAN = re.compile("[\u3400-\u9fff]")
_DENSE = 2  # letters that say about as much as one ideograph, in a sentence and not in names alone
_DIGIT = re.compile(r"\d")

_Key = TypeVar("_Key", Span, str)


def standing(fits: Sequence[Fit]) -> Iterator[tuple[Sign, ...]]:
    """Yield the signs of each pair among the others, in their order."""
    by_sentence = _points(fits, lambda fit: fit.statement.span)
    by_promise = _points(fits, lambda fit: fit.one.promise.id)
    before = _before(fits)
    for fit in fits:
        promises, sentences = by_sentence[fit.statement.span], by_promise[fit.one.promise.id]
        yield (
            *fit.signs,
            Sign("fit", "", fit.points),
            Sign("behind_promise", "", promises[0] - fit.points),
            Sign("behind_sentence", "", sentences[0] - fit.points),
            Sign("ahead_promise", "", _ahead(fit.points, promises)),
            Sign("mutual", "", float(fit.points == promises[0] == sentences[0])),
            Sign("before", "", before(fit)),
            Sign("sure", "", float(is_sure(fit.statement, fit.one))),
            Sign("both_count", "", float(all(map(_DIGIT.search, (fit.statement.quote, fit.one.promise.quote))))),
            Sign("letters", "", math.log(_letters(fit.statement.quote))),
            Sign("promises", "", float(len(by_promise))),
        )


def _ahead(points: float, others: list[float]) -> float:
    """Return by how much the best of a sentence is ahead of the next; nothing of another."""
    if points < others[0]:
        return 0.0
    return points - others[1] if len(others) > 1 else _ALONE


def _points(fits: Sequence[Fit], key: Callable[[Fit], _Key]) -> dict[_Key, list[float]]:
    """Return the points of the pairs of each promise or sentence, the most first."""
    found: dict[_Key, list[float]] = defaultdict(list)
    for fit in fits:
        found[key(fit)].append(fit.points)
    return {name: sorted(points, reverse=True) for name, points in found.items()}


def _before(fits: Sequence[Fit]) -> Callable[[Fit], float]:
    """Return what says how well the sentence before fits the promise of a pair."""
    points = {(fit.statement.span, fit.one.promise.id): fit.points for fit in fits}
    before = dict(pairwise([None, *sorted({fit.statement.span for fit in fits})][::-1]))

    def found(fit: Fit) -> float:
        span = before[fit.statement.span]
        return _NOWHERE if span is None else points.get((span, fit.one.promise.id), _NOWHERE)

    return found


def _letters(words: str) -> int:
    return len(words) + (_DENSE - 1) * len(_HAN.findall(words))
