"""Signs that a sentence speaks of a promise that was made in the other language, or does not.

In:  a promise with what its words are about (`Known`), a statement of a document in the other script.
Out: `Sign`s of the pair, and of the two documents, as `scoring` and `following` give them for one script.

Their words are never the same, but for names in letters and what a person has confirmed or refused. They meet by meaning (`meanings`), names by their sound (`sounding`), well-known bodies and
places by their codes (`naming`), kinds of things and acts, and numbers.
"""

import math
from collections.abc import Iterator

from accord.follow.linking.meanings import meanings_in, said_in, stems_in
from accord.follow.linking.naming import meet, named_in
from accord.follow.linking.scoring import RARE, Known, Sign, count, some, total
from accord.follow.linking.sounding import sounds_in
from accord.follow.linking.statements import Statement
from accord.follow.linking.words import Terms, ideographic, strangers_in

__all__ = ["document_signs", "signs"]

_MOST = 3  # names, bodies and places of a document that count


def signs(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield every sign that a sentence speaks of a promise told in the other script, with how much of it there is."""
    meanings = meanings_in(one.promise.quote)
    shared = said_in(meanings, stems_in(statement.quote))
    yield total("rare", {term: weight for term, weight in shared.items() if weight >= RARE})
    yield total("words", {term: weight for term, weight in shared.items() if weight < RARE})
    yield Sign("cover", "", sum(shared.values()) / (sum(weight for weight, _ in meanings.values()) or 1.0))
    yield total("same", {term: weight for term, weight in one.own.items() if term in statement.own})
    yield total("refused", {term: weight for term, weight in one.refused.items() if term in statement.own})
    yield count("sound", _alike(one.told, statement.quote))
    yield count("thing", one.things & statement.things)
    yield count("act", one.acts & statement.acts)
    yield count("number", one.numbers & statement.numbers)
    told = named_in(one.told).places
    yield count("place_other", {min(place) for place in named_in(statement.quote).places if not meet(place, told)})
    yield from one.always(statement)


def document_signs(one: Known, statement: Statement) -> Iterator[Sign]:
    """Yield the signs that a document follows up one in the other script, or does not."""
    whole = statement.whole
    meanings = meanings_in(one.told)
    shared = said_in(meanings, stems_in(whole.words))
    telling: Terms = {term: weight for term, weight in shared.items() if weight >= RARE}
    yield Sign("doc_rare", some(telling), math.log1p(sum(telling.values())))
    yield Sign("doc_cover", "", sum(shared.values()) / (sum(weight for weight, _ in meanings.values()) or 1.0))
    yield count("doc_sound", _alike(one.told, whole.words), most=_MOST)
    told, headline = named_in(one.told), named_in(whole.headline)
    yield count("title_body_other", {min(body) for body in headline.bodies if not meet(body, told.bodies)})
    yield count("title_place_other", {min(place) for place in headline.places if not meet(place, told.places)})
    places = {min(place) for place in named_in(whole.words).places if meet(place, told.places)}
    yield count("doc_place", places, most=_MOST)
    yield count("leading_other", whole.leading - one.promise.bodies, most=_MOST)


def _alike(left: str, right: str) -> set[str]:
    """Return the words of one text, in an alphabet, that are written like names and sound like names of the other."""
    names, text = (right, left) if ideographic(left) else (left, right)
    return {name for name in strangers_in(names) if sounds_in(name, text)}
