"""Signs that a sentence speaks of a promise that was made in the other language, or does not.

In:  a promise with what its words are about (`Known`), a statement of a document in the other script.
Out: `Sign`s of the pair, and of the two documents, as `scoring` and `following` give them for one script.

Their words are never the same, but for names in letters and what a person has confirmed or refused. They meet by meaning
(`meanings`), names by their sound (`sounding`), well-known bodies and places by their codes (`naming`), kinds of things and
acts, and numbers.
"""

import math
from collections.abc import Iterable, Iterator

from accord.follow.linking.meanings import Meanings, meanings_in, said_in, stems_in
from accord.follow.linking.naming import apart, meet, named_in
from accord.follow.linking.scoring import RARE, Known, Sign, count, share, some, total
from accord.follow.linking.sounding import sounds_in
from accord.follow.linking.statements import Statement
from accord.follow.linking.words import Terms, strangers_in

__all__ = ["document_signs", "signs"]

_MOST = 3  # names, bodies and places of a document that count


def signs(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield every sign that a sentence speaks of a promise told in the other script, with how much of it there is."""
    meanings = meanings_in(one.promise.quote)
    shared = said_in(meanings, stems_in(statement.quote))
    yield total("rare", {term: weight for term, weight in shared.items() if weight >= RARE})
    yield total("words", {term: weight for term, weight in shared.items() if weight < RARE})
    yield Sign("cover", "", share(_weights(meanings), shared))
    yield total("same", {term: weight for term, weight in one.own.items() if term in statement.own})
    yield total("refused", {term: weight for term, weight in one.refused.items() if term in statement.own})
    yield count("sound", _alike(one, statement.quote, statement.strangers))
    yield count("thing", one.things & statement.things)
    yield count("act", one.acts & statement.acts)
    yield count("number", one.numbers & statement.numbers)
    yield count("place_other", apart(named_in(statement.quote).places, named_in(one.told).places))
    yield from one.always(statement)


def document_signs(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield the signs that a document follows up one in the other script, or does not."""
    whole = statement.whole
    meanings = meanings_in(one.told)
    shared = said_in(meanings, stems_in(whole.words))
    telling: Terms = {term: weight for term, weight in shared.items() if weight >= RARE}
    yield Sign("doc_rare", some(telling), math.log1p(sum(telling.values())))
    yield Sign("doc_cover", "", share(_weights(meanings), shared))
    yield count("doc_sound", _alike(one, whole.words, strangers_in(whole.words)), most=_MOST)
    told, headline = named_in(one.told), named_in(whole.headline)
    yield count("title_body_other", apart(headline.bodies, told.bodies))
    yield count("title_place_other", apart(headline.places, told.places))
    places = {min(place) for place in named_in(whole.words).places if meet(place, told.places)}
    yield count("doc_place", places, most=_MOST)
    yield count("leading_other", whole.leading - one.promise.bodies, most=_MOST)


def _alike(one: Known, words: str, strangers: Iterable[str]) -> set[str]:
    """Return the names of the one text, in an alphabet, that sound like names of the other; `strangers`: of the words."""
    names, text = (strangers, one.told) if one.ideographic else (one.strangers, words)
    return {name for name in names if sounds_in(name, text)}


def _weights(meanings: Meanings) -> Terms:
    return {word: weight for word, (weight, _) in meanings.items()}
