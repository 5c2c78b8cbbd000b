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

_Points = dict[str, list[float]]  # by promise or sentence, the most first


def standing(fits: Sequence[Fit]) -> Iterator[tuple[Sign, ...]]:
    """Yield the signs of each pair among the others, in their order."""
    by_sentence = _points(fits, lambda fit: str(fit.statement.span[0]))
    by_promise = _points(fits, lambda fit: fit.one.promise.id)
    beside = _beside(fits)
    for fit in fits:
        promises = by_sentence[str(fit.statement.span[0])]
        sentences = by_promise[fit.one.promise.id]
        before, after = beside(fit)
        yield (
            *fit.signs,
            Sign("fit", "", fit.points),
            *_rivals("promise", fit.points, promises),
            *_rivals("sentence", fit.points, sentences),
            Sign("mutual", "", float(fit.points == promises[0] == sentences[0])),
            Sign("before", "", before),
            Sign("after", "", after),
            Sign("sure", "", float(is_sure(fit.statement, fit.one))),
            Sign("both_count", "", float(all(map(_DIGIT.search, (fit.statement.quote, fit.one.promise.quote))))),
            Sign("letters", "", math.log(_letters(fit.statement.quote))),
            Sign("promises", "", float(len(by_promise))),
        )


def _rivals(of: str, points: float, others: list[float]) -> Iterator[Sign]:
    """Yield by how much a pair is behind the best of its sentence or promise, or ahead of the next."""
    yield Sign(f"behind_{of}", "", others[0] - points)
    if points == others[0]:
        yield Sign(f"ahead_{of}", "", points - others[1] if len(others) > 1 else _ALONE)


def _points(fits: Sequence[Fit], key: Callable[[Fit], str]) -> _Points:
    found: _Points = defaultdict(list)
    for fit in fits:
        found[key(fit)].append(fit.points)
    return {name: sorted(points, reverse=True) for name, points in found.items()}


def _beside(fits: Sequence[Fit]) -> Callable[[Fit], tuple[float, float]]:
    """Return what says how well the sentences before and after fit the promise of a pair."""
    points = {(fit.statement.span, fit.one.promise.id): fit.points for fit in fits}
    spans = sorted({fit.statement.span for fit in fits})
    at = {span: place for place, span in enumerate(spans)}

    def of(span: Span | None, fit: Fit) -> float:
        return _NOWHERE if span is None else points.get((span, fit.one.promise.id), _NOWHERE)

    def found(fit: Fit) -> tuple[float, float]:
        place = at[fit.statement.span]
        before = spans[place - 1] if place else None
        after = spans[place + 1] if place + 1 < len(spans) else None
        return of(before, fit), of(after, fit)

    return found


def _letters(words: str) -> int:
    return len(words) + (_DENSE - 1) * len(_HAN.findall(words))
