"""What a description shows of how far its project is: marks, each with the places that show it.

In:  a title, a text, the year of the project.
Out: marks by name. `fact:SIGN` (said as a fact in the text), `title:SIGN` (in the title, where headlines use the present
     tense and the infinitive), `plan:SIGN`, `denied:STATE`, `doubted:STATE`; `first:STATE`, `last:STATE` (as told),
     `latest:STATE` (by date), `strongest:STATE` (the farthest); `silent` (no fact is told), `unknown` (the writer says that
     more is not known), `thing:THING`, `title-thing:THING`; `due:ahead`, `due:past` (a planned end lies behind the year of the
     writing, or not), `mission:over`, `mission:young`.

Marks name no language: texts of all languages are weighed alike.
"""

from collections.abc import Iterator, Sequence

import msgspec

from accord.follow.states.said import Said, states_said
from accord.follow.states.weights import outcome_of
from accord.follow.states.words import rules, sentences
from accord.langs import match
from accord.model.reading import Span

__all__ = ["Marks", "Place", "marks_of"]


class Place(msgspec.Struct, frozen=True):
    """Where a text shows a mark: the words, and the sentence or, of a long one, the clause around them."""

    words: Span
    around: Span


Marks = dict[str, tuple[Place, ...]]  # of marks of the title, no places

_WEAK = (
    "terms",
    "pact",
    "donation",
    "will",
    "aided",
    "funded",
    "granted",
)  # say how a thing is called rather than what happened
_ENDS = ("completed", "completion", "opened", "handed_over", "arrived")  # signs that end a project
_MISSIONS = ("sent", "serving")
_TERM = 2  # years for which doctors, teachers and experts are usually sent
_LONG = 300  # characters of a sentence that is too long to be quoted whole


def marks_of(title: str, text: str, year: str | None = None, *, as_of: int) -> Marks:
    """Return the marks of a description that was written in the year `as_of`."""
    found: dict[str, list[Place]] = {}
    said = states_said(text, published=year)
    for name, one in [*((_name(one), one) for one in said), *_ends(said), *_timed(said, year, as_of)]:
        found.setdefault(name, []).append(_place(one))
    for name, place in _shown(text):
        found.setdefault(name, []).append(place)
    for name in _titled(title):
        found.setdefault(name, [])
    if not any(name.startswith("last:") for name in found):
        found["silent"] = []
    return {name: tuple(places) for name, places in found.items()}


def _name(one: Said) -> str:
    return f"{one.mood}:{one.sign if one.mood in ('fact', 'plan') else one.state}"


def _ends(said: Sequence[Said]) -> Iterator[tuple[str, Said]]:
    """Yield the facts between which the story lies: as told, by date, by how far they are."""
    facts = [one for one in said if one.mood == "fact" and one.sign not in _WEAK]
    if not facts:
        return
    dated = [one for one in facts if one.date and not one.date.startswith("--")]
    latest = max(dated or facts, key=lambda one: (one.date or "", one.start))
    strongest = max(facts, key=lambda one: (outcome_of(one.state).rank, one.start))
    for name, one in (("first", facts[0]), ("last", facts[-1]), ("latest", latest), ("strongest", strongest)):
        yield f"{name}:{outcome_of(one.state).outcome}", one


def _timed(said: Sequence[Said], year: str | None, as_of: int) -> Iterator[tuple[str, Said]]:
    """Yield what time tells: an end that was still to come, a mission whose term may be over."""
    for one in said:
        if one.mood == "plan" and one.sign in _ENDS and one.date and not one.date.startswith("--"):
            yield f"due:{'ahead' if int(one.date[:4]) > as_of else 'past'}", one
        if one.mood == "fact" and one.sign in _MISSIONS and year and year.isdecimal():
            yield f"mission:{'over' if int(year) + _TERM < as_of else 'young'}", one


def _place(one: Said) -> Place:
    whole = one.sentence[1] - one.sentence[0] <= _LONG
    return Place((one.start, one.end), one.sentence if whole else one.clause)


def _shown(text: str) -> Iterator[tuple[str, Place]]:
    """Yield what is shown without being said of a state: which things there are, and that more is not known."""
    for start, end in sentences(text):
        for kind in ("unknown", "thing"):
            for hit in match(rules(), text[start:end], kind=kind):
                words = (start + hit.found.start(), start + hit.found.end())
                around = (start, end) if end - start <= _LONG else words
                yield ":".join([kind, *hit.rule.values.values()]), Place(words, around)


def _titled(title: str) -> Iterator[str]:
    for one in states_said(title):
        yield f"title:{one.sign}"
    for hit in match(rules(), title, kind="headline"):
        yield f"title:{hit.rule.values['sign']}"
    for hit in match(rules(), title, kind="thing"):
        yield f"title-thing:{hit.rule.values['thing']}"
