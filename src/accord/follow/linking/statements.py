"""What a later document says of how far things are, sentence by sentence, with the words around each sentence.

In:  a later document.
Out: `Statement`s in text order: one a sentence that says a state, or by its tenses may say one.

Of several states in one sentence the one counts that the promise's own words stand nearest to; it is chosen when a promise
is compared (`Statement.said`).
"""

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from accord.follow.linking.promises import Later
from accord.follow.linking.weak import tells_a_plan, weak_state
from accord.follow.linking.words import Terms, modifiers_in, strangers_in, terms_of, things_of
from accord.follow.states import Said, states_said
from accord.follow.states.words import sentences
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["Statement", "statements_of"]

_ELSEWHERE = re.compile(  # the sentence itself says that it is another thing than one told of before
    r"\b(?:a separate|another|a different|unrelated|a second|second|an? new|second phase|phase (?:two|ii))\b"
    r"|二期|第二|另一|另外一|与此无关|不同于|三期",
    re.IGNORECASE,
)
_LEAST = 8  # characters of a sentence that can speak of a promise


class Statement(msgspec.Struct, frozen=True):
    """One sentence that says a state.

    Attributes:
        span: Of the sentence.
        quote: Its words.
        said: What it says by signs of states, in text order; nothing, if it has none.
        weak: The state that its tenses let one guess.
        plan: Whether it tells a plan, where it has no sign.
        own, title, near: Terms of the sentence, of the title, of the rest of the document.
        opener: The first body that title or beginning of the document name; "" if none.
        strangers: Words written like names.
        bodies: Ids of the bodies that it names; `near_bodies` those of the rest of the document.
        things: Kinds of things that it names; `which`: each with the terms that say which one it is.
        told: Terms of title and beginning of the document.
        title_strangers: Words of the title that are written like names.
        elsewhere: Whether it says that it tells of another thing.
        signing: Whether the document tells in it of an agreement of its own.
        first: Whether it opens the document.
    """

    span: Span
    quote: str
    said: tuple[Said, ...]
    weak: State | None
    plan: bool
    own: Terms
    title: Terms
    near: Terms
    strangers: frozenset[str]
    bodies: frozenset[str]
    near_bodies: frozenset[str]
    opener: str
    things: frozenset[str]
    which: tuple[tuple[str, Terms], ...]
    told: Terms
    title_strangers: frozenset[str]
    elsewhere: bool
    signing: bool
    first: bool


def statements_of(later: Later) -> list[Statement]:
    """Return what the document says of states, in text order; what is only denied or doubted is left out.

    A headline counts only where the text below it says nothing: it tells in short what the text tells in full.
    """
    said: dict[Span, list[Said]] = defaultdict(list)
    for one in states_said(later.text, published=later.published):
        said[one.sentence].append(one)
    spans = [span for span in sentences(later.text) if span[1] - span[0] >= _LEAST]
    below = [span for span in spans if later.text[span[0] : span[1]] != later.title] or spans
    title, all_of = terms_of(later.title), terms_of(later.text)
    opening = " ".join(later.text[start:end] for start, end in below[:2])
    lead = terms_of(opening)
    made = [
        _statement(
            later,
            span,
            said[span],
            (title, all_of, title | lead, _subject(later.title, later.bodies) or _subject(opening, later.bodies)),
            first=at == 0,
        )
        for at, span in enumerate(below)
    ]
    return [one for one in made if one is not None]


def _statement(
    later: Later, span: Span, said: Sequence[Said], around: tuple[Terms, Terms, Terms, str], *, first: bool
) -> Statement | None:
    start, end = span
    quote = later.text[start:end]
    told = tuple(one for one in said if one.mood in ("fact", "plan"))
    weak = weak_state(quote) if not said else None
    plan = not said and tells_a_plan(quote)
    if said and not told:
        return None
    own = terms_of(quote)
    bodies = frozenset(body for name, body in later.bodies.items() if name in quote)
    return Statement(
        span=span,
        quote=quote,
        said=told,
        weak=weak,
        plan=plan,
        own=own,
        title=around[0],
        near=around[1],
        strangers=strangers_in(quote),
        bodies=bodies,
        opener=around[3],
        near_bodies=frozenset(later.bodies.values()) - bodies,
        things=things_of(quote),
        which=tuple((thing, terms_of(" ".join(which))) for thing, which in modifiers_in(quote)),
        told=around[2],
        title_strangers=strangers_in(later.title),
        elsewhere=_ELSEWHERE.search(quote) is not None,
        signing=any(first_ < end and start < last for first_, last in later.agreements.values()),
        first=first,
    )


def _subject(quote: str, bodies: dict[str, str]) -> str:
    """Return the body that stands first in the words; of several that begin there the longest; "" if none does."""
    found = [(quote.find(name), -len(name), id_) for name, id_ in bodies.items() if name in quote]
    return min(found)[2] if found else ""
