"""Signs that a later document follows up an earlier one in the same script at all, whatever its sentences say.

In:  the best pair of a promise of the earlier and a sentence of the later document.
Out: `Sign`s: what both documents have in common, and whom or what else the later one tells of.
"""

import math
from collections.abc import Iterator

from accord.follow.linking.naming import apart, named_in, narrowest
from accord.follow.linking.scoring import RARE, Known, Sign, count, share, some
from accord.follow.linking.statements import Statement, Whole
from accord.follow.linking.words import Terms, weighty

__all__ = ["document_signs"]

_MOST = 3  # names that count
_WHICH = 2.0  # weight of terms that count
_OFTEN = 5  # names that are said twice or more that count
_NEW = 12  # ... rare terms
_SAID = 6  # times that count of how often one name is said


def document_signs(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield the signs that a document follows up the document of a promise, or does not, with how much of each there is.

    `statement` is that of its sentences which fits best, `one` the promise that it fits.
    """
    whole = statement.whole
    yield Sign(
        "told_title", some({t: w for t, w in one.title.items() if t in whole.text}), share(one.title, whole.text)
    )
    yield Sign("told_all", "", share(_squared(one.everything), whole.text))
    yield from _which(one, statement)
    yield from _named(one, statement)
    yield from _often(one, whole)
    yield Sign("long", "", math.log1p(whole.sentences))
    if whole.reports:
        yield Sign("reports", "", 1)


def _which(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield the sign for which thing it is, told where it was promised."""
    which = [terms for thing, terms in statement.which if thing in one.things or not one.things]
    old = [{t: w for t, w in terms.items() if t in one.everything} for terms in which]
    best = max(old, key=lambda terms: sum(terms.values()), default={})
    yield Sign("same_which", some(best), min(sum(best.values()), _WHICH))


def _named(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield signs for well-known bodies and places, and for names, of which the promise's document does not speak."""
    told, headline = named_in(one.told), named_in(statement.whole.headline)
    if not statement.whole.opener:
        yield Sign("opener_none", "", 1)
    yield count("title_body_other", apart(headline.bodies, told.bodies))
    yield count("place_other", apart(named_in(statement.quote).places, narrowest(told.places)))
    yield count("strange", {t for t in statement.strangers if t not in one.everything}, most=_MOST)


def _often(one: Known, whole: Whole) -> Iterator[Sign]:
    """Yield signs for what the document is about, by what it says again and again."""
    old = {name: said for name, said in whole.names.items() if said > 1 and name in one.everything}
    new = {name for name, said in whole.names.items() if said > 1 and name not in one.everything}
    yield count("often_strange", new, most=_OFTEN)
    most = max(old, key=lambda name: (old[name], name), default="")
    yield Sign("often_known", most, min(old.get(most, 0), _SAID))
    yield count("often_new", {term for term in weighty(whole.often, RARE) if term not in one.everything}, most=_NEW)


def _squared(terms: Terms) -> Terms:
    return {term: weight * weight for term, weight in terms.items()}
