"""Signs that a sentence speaks of a promise, and that a document follows up another.

In:  a promise with its terms, a statement with its own.
Out: `Sign`s: how much of each there is, and its words; in points, `LinkReason`s, the weightiest first.

What each sign is worth stands in `data/weights.toml`.
"""

import math
from collections.abc import Iterable, Iterator

import msgspec

from accord.follow.linking.promises import Promise
from accord.follow.linking.statements import Statement
from accord.follow.linking.words import Terms, foreign, terms_of, things_of

__all__ = ["Known", "LinkReason", "Sign", "document_signs", "known", "reasons_of", "signs"]

_MOST = 2  # bodies and strange names that count
_RARE = 0.75  # weight from which on a term is likely the name of something
_TOLD = 6  # terms that a reason names


class LinkReason(msgspec.Struct, frozen=True):
    """One sign for a link, or against it: what it is, the words, how many points it gives."""

    code: str
    words: str
    points: float


class Sign(msgspec.Struct, frozen=True):
    """How much of a sign there is, before it is weighed."""

    code: str
    words: str
    amount: float


class Known(msgspec.Struct, frozen=True):
    """A promise, with what its words are about; `everything`: all terms that its document says of it."""

    promise: Promise
    own: Terms
    names: Terms
    title: Terms
    everything: Terms
    things: frozenset[str]
    total: float


def known(promise: Promise) -> Known:
    """Return a promise with what its words are about."""
    called, told, title = terms_of(promise.names), terms_of(promise.quote), terms_of(promise.title)
    own = {term: weight for term, weight in told.items() if term not in called}
    return Known(
        promise=promise,
        own=own,
        names={term: weight for term, weight in told.items() if term in called},
        title=title,
        everything={**terms_of(promise.around), **title, **told},
        things=things_of(promise.quote),
        total=sum(own.values()) or 1.0,
    )


def reasons_of(found: Iterable[Sign], points: dict[str, float]) -> tuple[LinkReason, ...]:
    """Return what signs give in points, the weightiest first; signs that have no points do not count."""
    given = [
        LinkReason(s.code, s.words, round(s.amount * points[s.code], 3)) for s in found if s.code in points and s.amount
    ]
    return tuple(sorted(given, key=lambda reason: (-abs(reason.points), reason.code)))


def signs(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield every sign that a sentence speaks of a promise, or does not, with how much of it there is."""
    yield from _words(one, statement)
    yield from _bodies(one, statement)
    yield from _things(one, statement)
    yield from _foreign(one, statement)
    if one.promise.kind != "commitment":
        yield Sign(f"kind_{one.promise.kind}", "", 1)
    if statement.elsewhere:
        yield Sign("elsewhere", "", 1)
    if not statement.said:
        yield Sign("plan" if statement.plan else "weak", "", 1)


def document_signs(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield the signs that a document follows up the document of a promise: what both have in common, whatever the sentence.

    `statement` is that of its sentences which fits best, `one` the promise that it fits.
    """
    if not foreign(one.promise.quote, statement.quote):
        yield Sign("doc_title", "", _share_said(one, statement.title))
        yield Sign("doc_lead", "", _share_said(one, statement.told))
        total = sum(one.title.values()) or 1.0
        said = {t: w for t, w in one.title.items() if t in statement.near or t in statement.title}
        yield Sign("told_title", _some(said), sum(said.values()) / total)
        found = {t: w for t, w in one.everything.items() if w >= _RARE and t in statement.near}
        yield Sign("doc_rare", _some(found), math.log1p(sum(found.values())))
    yield _count("title_strange", {t for t in statement.title_strangers if t not in one.everything})
    if statement.signing:
        yield Sign("signing", "", 1)
    if not statement.opener:
        yield Sign("opener_none", "", 1)
    elif statement.opener not in one.promise.bodies | one.promise.parties:
        yield Sign("opener_other", statement.opener, 1)


def _words(one: Known, statement: Statement) -> Iterator[Sign]:
    shared = {term: weight for term, weight in one.own.items() if term in statement.own}
    yield _sum("rare", {t: w for t, w in shared.items() if w >= _RARE})
    yield _sum("words", {t: w for t, w in shared.items() if w < _RARE})
    yield Sign("cover", "", sum(shared.values()) / one.total)
    yield _sum("names", {t: w for t, w in one.names.items() if t in statement.own})
    yield _sum("title", {t: w for t, w in one.own.items() if t not in shared and t in statement.title})
    yield Sign("known", "", _share_said(one, statement.own))


def _bodies(one: Known, statement: Statement) -> Iterator[Sign]:
    yield _count("same_body", statement.bodies & one.promise.bodies)
    yield _count("same_name", {term for term in statement.strangers if term in one.everything})
    yield _count("strange", {term for term in statement.strangers if term not in one.everything})


def _things(one: Known, statement: Statement) -> Iterator[Sign]:
    if one.things and statement.things:
        common = one.things & statement.things
        yield Sign("thing", " ".join(sorted(common)), min(len(common), _MOST))
        if not common:
            yield Sign("other_thing", " ".join(sorted(statement.things)), 1)
    which = [terms for thing, terms in statement.which if thing in one.things or not one.things]
    if which:
        new = [sum(w for t, w in terms.items() if t not in one.everything) for terms in which]
        old = [{t: w for t, w in terms.items() if t in one.everything} for terms in which]
        yield Sign("other_which", "", min(min(new), _MOST))
        best = max(old, key=lambda terms: sum(terms.values()))
        yield Sign("same_which", _some(best), min(sum(best.values()), _MOST))


def _foreign(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield signs for texts in two scripts, whose words can not be the same."""
    if foreign(one.promise.quote, statement.quote):
        yield Sign("foreign", "", 1)
        if statement.things & one.things and one.promise.parties & (statement.bodies | statement.near_bodies):
            yield Sign("foreign_both", " ".join(sorted(statement.things & one.things)), 1)


def _share_said(one: Known, terms: Terms) -> float:
    return sum(w for t, w in terms.items() if t in one.everything) / (sum(terms.values()) or 1.0)


def _sum(code: str, terms: Terms) -> Sign:
    return Sign(code, _some(terms), sum(terms.values()))


def _some(terms: Terms) -> str:
    return " ".join(sorted(terms, key=lambda term: (-terms[term], term))[:_TOLD])


def _count(code: str, found: set[str] | frozenset[str]) -> Sign:
    return Sign(code, " ".join(sorted(found)), min(len(found), _MOST))
