"""What states are learnt from: sentences of later news with their promise and the state that it has after them.

In:  the tables of this folder; the links of the open chains of `evals/follow`.
Out: `Case`s by script, each with its marks, and the group that it is judged without.
"""

from collections.abc import Iterator

import msgspec

from accord.follow.linking.marks import marks_of
from accord.follow.linking.scoring import known
from accord.follow.linking.telling import told_by_signs
from accord.follow.linking.words import ideographic
from accord.follow.states.words import sentences
from accord.model.terms import State
from evals.follow.chains import OPEN, Chain, load_chains
from evals.told.run import LANGUAGES, made, sayings, stated

__all__ = ["Case", "cases", "linked"]


class Case(msgspec.Struct, frozen=True):
    """A sentence: its group (a voice, a chain), its state, its marks; whether it teaches, or only measures (`kept`)."""

    group: str
    state: State
    marks: tuple[str, ...]
    of_han: bool
    teaches: bool


def cases() -> list[Case]:
    """Return every sentence that the program takes for a statement."""
    said = (
        _case(one.voice if one.is_shown else "kept", one.state, one.sentence, one.promise, teaches=one.is_shown)
        for language in LANGUAGES
        for one in sayings(language)
    )
    told = (case for chain in load_chains((OPEN,)) for case in linked(chain))
    return [case for case in (*said, *told) if case]


def linked(chain: Chain) -> Iterator[Case | None]:
    """Yield the links of a chain; None where the program takes the sentence for no statement."""
    promises = {promise.id: promise.quote for promise in chain.promise}
    for document in chain.document:
        text = chain.file(document).read_text("utf-8") if document.link else ""
        for link in document.link:
            quote = _sentence(text, link.quote)
            yield _case(chain.id, link.state, quote, promises[link.promise], teaches=True)


def _sentence(text: str, quote: str) -> str:
    """Return the sentence in which words stand; the words alone, where they go over lines."""
    at = text.find(quote)
    return next((text[start:end] for start, end in sentences(text) if start <= at < end), quote)


def _case(group: str, state: str, sentence: str, promise: str, *, teaches: bool) -> Case | None:
    found = stated(sentence)
    if found is None:
        return None
    marks = marks_of(found, promise, told_by_signs(found, known(made(promise))))
    return Case(group, state, tuple(marks), ideographic(sentence), teaches)  # type: ignore[arg-type]
