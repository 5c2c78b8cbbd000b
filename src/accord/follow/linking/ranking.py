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
from accord.follow.linking.scoring import LinkReason, reasons_of
from accord.follow.linking.standing import STANDING, standing
from accord.follow.linking.statements import statements_of
from accord.follow.linking.telling import Told, told_by_signs
from accord.follow.linking.verdicts import weighed
from accord.follow.linking.weights import Weights, weights
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["Link", "links_of"]

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
    fits = fits_of(statements_of(later), candidates, counted)
    near = [link for group in fits.values() for link in _followed(group, counted)]
    return _ranked(near, counted.shown)


def _followed(fits: Sequence[Fit], counted: Weights) -> Iterator[Link]:
    """Yield the links of a document to the promises of one earlier document, if it follows that up at all."""
    best = best_of(fits)
    given = counted.of(abroad=is_abroad(best.one, best.statement))
    why = reasons_of(whole_signs(fits), given.document)
    follows = chance(sum(reason.points for reason in why) - given.document_even)
    if follows < given.least:
        return
    told = [told_by_signs(fit.statement, fit.one) for fit in fits]
    places = [reasons_of(signs, given.pair) for signs in standing(fits, told)]
    chances = [chance(sum(reason.points for reason in place) - given.pair_even) for place in places]
    from_here = min(given.likely, max(chances))
    for fit, says, place, likely in zip(fits, told, places, chances, strict=True):
        if likely >= from_here:
            shown = (
                *(one for one in place if one.code in STANDING),
                *(one for one in why if one.code.startswith(_WHOLE)),
            )
            yield _link(fit, weighed(fit.statement, fit.one, says), score=follows * likely, beside=shown)


def _link(fit: Fit, told: Told, *, score: float, beside: Iterable[LinkReason]) -> Link:
    return Link(
        promise=fit.one.promise,
        span=fit.statement.span,
        quote=fit.statement.quote,
        cue=told.cue,
        state=told.state,
        kind=told.kind,
        rank=0,
        score=round(score, 3),
        reasons=(*fit.reasons, *beside),
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
