"""Signs that a later document follows up an earlier one in the same script at all, whatever its sentences say.

In:  the best pair of a promise of the earlier and a sentence of the later document.
Out: `Sign`s: what both documents have in common, and whom or what else the later one tells of.
"""

from collections.abc import Iterator

from accord.follow.linking.naming import apart, named_in, narrowest
from accord.follow.linking.scoring import Known, Sign, count, share, some
from accord.follow.linking.statements import Statement

__all__ = ["document_signs"]

_MOST = 3  # bodies and names that count
_WHICH = 2.0  # weight of terms that count


def document_signs(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield the signs that a document follows up the document of a promise, or does not, with how much of each there is.

    `statement` is that of its sentences which fits best, `one` the promise that it fits.
    """
    yield from _terms(one, statement)
    yield from _which(one, statement)
    yield from _bodies(one, statement)
    yield from _named(one, statement)
    yield count("other_act", statement.acts if one.acts and not one.acts & statement.acts else frozenset(), most=1)
    said = one.promise.said
    if said and said[:4] in statement.whole.years:
        yield Sign("told_year", said[:4], 1)


def _terms(one: Known, statement: Statement) -> Iterator[Sign]:
    whole = statement.whole
    yield Sign("doc_title", "", share(whole.title, one.everything))
    yield Sign(
        "told_title", some({t: w for t, w in one.title.items() if t in whole.text}), share(one.title, whole.text)
    )
    yield count("title_strange", {t for t in whole.strangers if t not in one.everything})


def _which(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield signs for which thing it is: told, or not told, where it was promised."""
    which = [terms for thing, terms in statement.which if thing in one.things or not one.things]
    if which:
        old = [{t: w for t, w in terms.items() if t in one.everything} for terms in which]
        new = [sum(terms.values()) - sum(known.values()) for terms, known in zip(which, old, strict=True)]
        best = max(old, key=lambda terms: sum(terms.values()))
        yield Sign("same_which", some(best), min(sum(best.values()), _WHICH))
        yield Sign("other_which", "", min(min(new), _WHICH))


def _bodies(one: Known, statement: Statement) -> Iterator[Sign]:
    whole = statement.whole
    if not whole.opener:
        yield Sign("opener_none", "", 1)
    elif whole.opener not in one.promise.bodies | one.promise.parties:
        yield Sign("opener_other", whole.opener, 1)
    yield count("leading_other", whole.leading - one.promise.bodies, most=_MOST)


def _named(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield signs for well-known bodies and places, and for names, of which the promise's document does not speak."""
    told, headline = named_in(one.told), named_in(statement.whole.headline)
    where = narrowest(told.places)
    yield count("title_body_other", apart(headline.bodies, told.bodies))
    yield count("title_place_other", apart(headline.places, where))
    yield count("place_other", apart(named_in(statement.quote).places, where))
    yield count("strange", {t for t in statement.strangers if t not in one.everything}, most=_MOST)
