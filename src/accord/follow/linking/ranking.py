"""Rank promises for every sentence of a later document that says a state.

In:  the promises known so far (`Promises`, kept while the register does not change), and a later document.
Out: `Link`s: for each sentence its best targets, those first that fit best.

A promise is never linked to the document that tells it, nor to one that tells of its agreement being made, nor to one that is
older.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from accord.follow.linking.comparing import document_signs, is_abroad, signs
from accord.follow.linking.known import Promises
from accord.follow.linking.promises import Later, Promise
from accord.follow.linking.scoring import Known, LinkReason, Sign, reasons_of
from accord.follow.linking.statements import Statement, statements_of
from accord.follow.linking.telling import Told, told_by_signs
from accord.follow.linking.verdicts import weighed
from accord.follow.linking.weights import Weights, weights
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["Link", "links_of"]

_WHOLE = ("doc_", "told_", "title_", "opener", "leading")  # reasons that are of whole documents
_RIVALS = 2  # promises of which a sentence may speak before one is not its own


class Link(msgspec.Struct, frozen=True):
    """A sentence speaks of a promise.

    Attributes:
        promise: Of which.
        span, quote: The sentence in the later document.
        cue: Where in it the words stand that say the state.
        state: Which they say.
        kind: `progress`; `claim`: one side says so; `restated`: a plan told again, which is no progress.
        rank: 1 is the best target of its sentence.
        score: 0 to 1.
        reasons: The weightiest first.
    """

    promise: Promise
    span: Span
    quote: str
    cue: Span
    state: State
    kind: str
    rank: int
    score: float
    reasons: tuple[LinkReason, ...]


def links_of(later: Later, promises: Promises, given: Weights | None = None) -> list[Link]:
    """Return the links of a document, in the order of its sentences and, within one, best first.

    Args:
        later: The document.
        promises: What it may speak of.
        given: What counts; what `data/weights.toml` says, if nothing else is given.
    """
    counted = given or weights()
    candidates = promises.near(later)
    if not candidates:
        return []
    fits: dict[str, list[_Fit]] = defaultdict(list)
    for statement in statements_of(later):
        for one in candidates:
            found = tuple(signs(one, statement))
            part = counted.of(abroad=is_abroad(one, statement))
            reasons = reasons_of(found, part.points)
            points = sum(reason.points for reason in reasons) - part.even
            fits[one.promise.document].append(_Fit(points, one, statement, reasons))
    near = [link for group in fits.values() for link in _followed(group, counted)]
    return _ranked(near, counted.shown)


class _Fit(msgspec.Struct, frozen=True):
    """How well a sentence fits a promise, in points, and why."""

    points: float
    one: Known
    statement: Statement
    reasons: tuple[LinkReason, ...]


def _followed(fits: list[_Fit], counted: Weights) -> Iterator[Link]:
    """Yield the links of a document to the promises of one earlier document, if it follows that up at all."""
    best = max(fits, key=lambda fit: (fit.points, -fit.statement.span[0], fit.one.promise.id))
    given = counted.of(abroad=is_abroad(best.one, best.statement))
    everything = [
        *document_signs(best.one, best.statement),
        *(sign for sign in signs(best.one, best.statement) if sign.code in given.document),
        Sign("best", "", best.points),
        Sign("all", "", math.log(sum(_chance(fit.points) for fit in fits))),
    ]
    why = reasons_of(everything, given.document)
    follows = _chance(sum(reason.points for reason in why) - given.document_even)
    if follows < given.least:
        return
    foremost, rivals = _foremost(fits), _rivals(fits)
    for fit in fits:
        told = told_by_signs(fit.statement, fit.one)
        away, own = best.points - fit.points, fit is foremost[fit.one.promise.id]
        spread = (given.spread if told.sure else given.weak_spread) + (given.own_spread if own else 0.0)
        chosen = own and fit.points >= given.own_least and rivals(fit) < _RIVALS
        if away <= spread or chosen:
            yield _link(
                fit,
                weighed(fit.statement, fit.one, told),
                score=follows * _nearness(away, given.spread + given.own_spread),
                why=why,
            )


def _nearness(away: float, reach: float) -> float:
    """Return how near to the best pair another is, 1 to 0: half at the end of the reach, and ever less behind it."""
    return 1 - away / (2 * reach) if away <= reach else reach / (2 * away)


def _foremost(fits: Iterable[_Fit]) -> dict[str, _Fit]:
    """Return the sentence that fits each promise best, by the promise's id."""
    found: dict[str, _Fit] = {}
    for fit in fits:
        other = found.get(fit.one.promise.id)
        if other is None or (fit.points, -fit.statement.span[0]) > (other.points, -other.statement.span[0]):
            found[fit.one.promise.id] = fit
    return found


def _rivals(fits: Iterable[_Fit]) -> Callable[[_Fit], int]:
    """Return what says how many promises fit a pair's sentence better."""
    points: dict[Span, list[float]] = defaultdict(list)
    for fit in fits:
        points[fit.statement.span].append(fit.points)
    return lambda fit: sum(other > fit.points for other in points[fit.statement.span])


def _link(fit: _Fit, told: Told, *, score: float, why: tuple[LinkReason, ...]) -> Link:
    return Link(
        promise=fit.one.promise,
        span=fit.statement.span,
        quote=fit.statement.quote,
        cue=told.cue,
        state=told.state,
        kind=told.kind,
        rank=0,
        score=round(score, 3),
        reasons=(*fit.reasons, *(reason for reason in why if reason.code.startswith(_WHOLE))),
    )


def _ranked(found: list[Link], shown: int) -> list[Link]:
    """Return the best links of each sentence, so many as are shown, with their ranks."""
    by_sentence: dict[Span, list[Link]] = defaultdict(list)
    for link in found:
        by_sentence[link.span].append(link)
    ranked = []
    for span in sorted(by_sentence):
        best = sorted(by_sentence[span], key=lambda link: (-link.score, link.promise.id))[:shown]
        ranked += [msgspec.structs.replace(link, rank=rank) for rank, link in enumerate(best, start=1)]
    return ranked


def _chance(points: float) -> float:
    return 1 / (1 + math.exp(-points))
