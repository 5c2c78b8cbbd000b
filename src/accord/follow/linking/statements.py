"""What a later document says of how far things are, sentence by sentence, with what the rest of it is about.

In:  a later document.
Out: `Statement`s in text order: one a sentence that says a state, or by its tenses may say one; each with its `Whole`.

Of several states in one sentence the one counts that the promise's own words stand nearest to; it is chosen when a promise
is compared (`Statement.said`).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from accord.follow.linking.amounts import numbers_in
from accord.follow.linking.kinds import acts_of, modifiers_in, things_of
from accord.follow.linking.parts import is_a_reason
from accord.follow.linking.promises import Later
from accord.follow.linking.weak import tells_a_plan, weak_state
from accord.follow.linking.words import Terms, counted, ideographic, strangers_in, terms_of
from accord.follow.states import Said, states_said
from accord.follow.states.words import sentences
from accord.model.dates import PartialDate
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["Statement", "Whole", "statements_of"]

_LEAST = 8  # characters of a sentence that can speak of a promise; as many ideographs say about twice as much
_OPENING = 2  # sentences that say what all of a text is about


class Whole(msgspec.Struct, frozen=True):
    """What all of a later document is about.

    Attributes:
        words: All of it; `ideographic`: whether it is written in ideographs.
        headline: Its title; `title` its terms.
        text: Terms of title and text.
        often: Terms that it says twice or more; `names`: its words that are written like names, and how often it says each.
        sentences: How many it has.
        reports: Whether it tells of an agreement being made itself.
        leading: Ids of the bodies that title and first sentences name.
        opener: The body that title or beginning name first; "" if none.
        published: Its day, as far as known.
    """

    words: str
    ideographic: bool
    headline: str
    title: Terms
    text: Terms
    often: Terms
    names: dict[str, int]
    sentences: int
    reports: bool
    leading: frozenset[str]
    opener: str
    published: PartialDate | None


class Statement(msgspec.Struct, frozen=True):
    """One sentence that says a state.

    Attributes:
        whole: The document it stands in.
        span, quote: Its words.
        said: What it says by signs of states, in text order; nothing, if it has none; `clauses`: terms around each.
        lacking: Terms around each sign that it denies.
        weak: The state that its tenses let one guess.
        plan: Whether it tells a plan, where it has no sign.
        own: Its terms; `strangers` those written like names.
        things, acts, numbers: That it names; `which`: each thing with the terms that say which one it is.
    """

    whole: Whole
    span: Span
    quote: str
    said: tuple[Said, ...]
    clauses: tuple[Terms, ...]
    lacking: tuple[Terms, ...]
    weak: State | None
    plan: bool
    own: Terms
    strangers: frozenset[str]
    things: frozenset[str]
    acts: frozenset[str]
    numbers: frozenset[str]
    which: tuple[tuple[str, Terms], ...]


def statements_of(later: Later) -> list[Statement]:
    """Return what the document says of states, in text order; what is only denied or doubted is left out.

    A headline counts only where the text below it says nothing: it tells in short what the text tells in full.
    """
    said: dict[Span, list[Said]] = defaultdict(list)
    for one in states_said(later.text, published=later.published):
        said[one.sentence].append(one)
    least = _LEAST // 2 + 2 if ideographic(later.text) else _LEAST
    spans = [span for span in sentences(later.text) if span[1] - span[0] >= least]
    below = [span for span in spans if later.text[span[0] : span[1]] != later.title] or spans
    whole = _whole(later, below)
    return [made for span in below for made in _statements(later, span, said[span], whole)]


def _whole(later: Later, below: Sequence[Span]) -> Whole:
    opening = " ".join(later.text[start:end] for start, end in below[:_OPENING])
    title, text, said = terms_of(later.title), terms_of(later.text), counted(later.text)
    return Whole(
        words=f"{later.title}\n{later.text}",
        ideographic=ideographic(later.text),
        headline=later.title,
        title=title,
        text=title | text,
        often={term: weight for term, weight in text.items() if said[term] > 1},
        names={name: said[name] for name in strangers_in(later.text) if name in said},
        sentences=len(below),
        reports=bool(later.agreements),
        leading=_bodies(later.title, later.bodies) | _bodies(opening, later.bodies),
        opener=_subject(later.title, later.bodies) or _subject(opening, later.bodies),
        published=later.published,
    )


def _statements(later: Later, span: Span, said: Sequence[Said], whole: Whole) -> Iterator[Statement]:
    """Yield what a sentence says; nothing where it only denies or doubts, and no verb of it tells more."""
    start, end = span
    quote = later.text[start:end]
    told = tuple(one for one in said if one.mood in ("fact", "plan"))
    told = tuple(one for one in told if not is_a_reason(quote[: one.start - start])) or told
    denied = (one.clause for one in said if one.mood == "denied")
    plans = bool(said) and not any(one.holds and one.state != "announced" for one in told)
    beside = [(one.start - start, one.end - start) for one in said]
    weak = weak_state(quote, beside=beside) if plans or not said else None
    if said and not told and not weak:
        return
    yield Statement(
        whole=whole,
        span=span,
        quote=quote,
        said=told,
        clauses=tuple(terms_of(later.text[one.clause[0] : one.clause[1]]) for one in told),
        lacking=tuple(terms_of(later.text[a:b]) for a, b in denied),
        weak=weak,
        plan=not said and tells_a_plan(quote),
        own=terms_of(quote),
        strangers=strangers_in(quote),
        things=things_of(quote),
        acts=acts_of(quote),
        numbers=numbers_in(quote),
        which=tuple((thing, terms_of(" ".join(which))) for thing, which in modifiers_in(quote)),
    )


def _bodies(words: str, bodies: dict[str, str]) -> frozenset[str]:
    return frozenset(id_ for name, id_ in bodies.items() if name in words)


def _subject(words: str, bodies: dict[str, str]) -> str:
    """Return the body that stands first in the words; of several that begin there the longest; "" if none does."""
    found = [(words.find(name), -len(name), id_) for name, id_ in bodies.items() if name in words]
    return min(found)[2] if found else ""
