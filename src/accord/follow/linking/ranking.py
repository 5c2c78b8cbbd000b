"""Rank promises for every sentence of a later document that says a state.

In:  the promises known so far (`Promises`, kept while the register does not change), and a later document.
Out: `Link`s: for each sentence its best targets, those first that fit best.

A promise is never linked to the document that tells it, nor to one that tells of its agreement being made, nor to one that is
older.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from accord.follow.linking.comparing import is_abroad
from accord.follow.linking.fits import Fit, best_of, chance, fits_of, whole_signs
from accord.follow.linking.known import Promises
from accord.follow.linking.promises import Later, Promise
from accord.follow.linking.scoring import LinkReason, amounts_of, reasons_of
from accord.follow.linking.standing import STANDING, standing
from accord.follow.linking.statements import statements_of
from accord.follow.linking.verdicts import told_of
from accord.follow.linking.weights import Weights, weights
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["Link", "links_of"]

_FOLLOWED = (
    12  # earlier documents of which it is asked whether a later one follows them up: those whose best pair fits best
)
_WHOLE = ("doc_", "told_", "title_", "opener", "often", "leading")  # reasons that are of whole documents


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
        reasons: Of sentence and promise, the weightiest first; then of the two documents, so too.
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
    fits = fits_of(statements_of(later), candidates, counted)
    best = sorted(map(best_of, fits.values()), key=lambda fit: (-fit.points, fit.one.promise.id))[:_FOLLOWED]
    near = [one for fit in best for one in _followed(fit, fits[fit.one.promise.document], counted)]
    return [_link(one, rank) for one, rank in _ranked(near, counted.shown)]


class _Near(msgspec.Struct, frozen=True):
    """A fit that is proposed: how sure, and what speaks for it besides its own signs."""

    fit: Fit
    score: float
    beside: tuple[LinkReason, ...]


def _followed(best: Fit, fits: Sequence[Fit], counted: Weights) -> Iterator[_Near]:
    """Yield what a document may say of the promises of one earlier document, if it follows that up at all."""
    abroad = is_abroad(best.one, best.statement)
    given, found = counted.of(abroad=abroad), whole_signs(best, fits, counted.meaning)
    why = reasons_of(found, given.document)
    points = sum(reason.points for reason in why) - given.document_even
    follows = chance(points if abroad else (points + counted.together.points(amounts_of(found))) / 2)
    if follows < given.least:
        return
    whole = tuple(reason for reason in why if reason.code.startswith(_WHOLE))
    places = [reasons_of(signs, given.pair) for signs in standing(fits)]
    chances = [chance(sum(reason.points for reason in place) - given.pair_even) for place in places]
    from_here = min(given.likely, max(chances))
    for fit, place, likely in zip(fits, places, chances, strict=True):
        if likely >= from_here:
            beside = tuple(reason for reason in place if reason.code in STANDING)
            yield _Near(fit, follows * likely, beside + whole)


def _ranked(found: Iterable[_Near], shown: int) -> Iterator[tuple[_Near, int]]:
    """Yield the best of each sentence, so many as are shown, with their ranks."""
    by_sentence: dict[Span, list[_Near]] = defaultdict(list)
    for near in found:
        by_sentence[near.fit.statement.span].append(near)
    for span in sorted(by_sentence):
        best = sorted(by_sentence[span], key=lambda near: (-near.score, near.fit.one.promise.id))[:shown]
        yield from zip(best, range(1, len(best) + 1), strict=True)


def _link(near: _Near, rank: int) -> Link:
    fit = near.fit
    told = told_of(fit.statement, fit.one)
    return Link(
        promise=fit.one.promise,
        span=fit.statement.span,
        quote=fit.statement.quote,
        cue=told.cue,
        state=told.state,
        kind=told.kind,
        rank=rank,
        score=round(near.score, 3),
        reasons=(*fit.reasons, *near.beside),
    )
