"""What a later document says of how far things are, sentence by sentence, with the words around each sentence.

In:  a later document.
Out: `Statement`s in text order: one a sentence that says a state.

Of several states in one sentence the one counts that the promise's own words stand nearest to; it is chosen when a promise
is compared (`Statement.said`).
"""

import re
from collections.abc import Sequence
from itertools import groupby

import msgspec

from accord.follow.linking.promises import Later
from accord.follow.linking.words import Terms, terms_of, things_of
from accord.follow.states import Said, states_said
from accord.model.reading import Span

__all__ = ["Statement", "statements_of"]

_ELSEWHERE = re.compile(  # the sentence itself says that it is another thing than one told of before
    r"\b(?:a separate|another|a different|unrelated|a second|an? new|second phase)\b|二期|第二|另一|另外一|与此无关|不同于",
    re.IGNORECASE,
)


class Statement(msgspec.Struct, frozen=True):
    """One sentence that says a state.

    Attributes:
        span: Of the sentence.
        quote: Its words.
        said: What it says, in text order.
        own, title: Terms of the sentence, of the title.
        bodies: Ids of the bodies that it names.
        things: Kinds of things that it names.
        elsewhere: Whether it says that it tells of another thing.
        signing: Whether the document tells in it of an agreement of its own.
    """

    span: Span
    quote: str
    said: tuple[Said, ...]
    own: Terms
    title: Terms
    bodies: frozenset[str]
    things: frozenset[str]
    elsewhere: bool
    signing: bool


def statements_of(later: Later) -> list[Statement]:
    """Return what the document says of states, in text order; what is denied or doubted is left out.

    A headline counts only where the text below it says no state: it tells in short what the text tells in full.
    """
    told = [one for one in states_said(later.text, published=later.published) if one.mood in ("fact", "plan")]
    title = terms_of(later.title)
    made = [_statement(later, span, list(said), title) for span, said in groupby(told, key=lambda one: one.sentence)]
    return [one for one in made if one.quote != later.title] or made


def _statement(later: Later, span: Span, said: Sequence[Said], title: Terms) -> Statement:
    start, end = span
    quote = later.text[start:end]
    return Statement(
        span=span,
        quote=quote,
        said=tuple(said),
        own=terms_of(quote),
        title=title,
        bodies=frozenset(body for name, body in later.bodies.items() if name in quote),
        things=things_of(quote),
        elsewhere=_ELSEWHERE.search(quote) is not None,
        signing=any(first < end and start < last for first, last in later.agreements.values()),
    )
