"""What a sentence says of how far things are without a word that is a sign of a state: by its tenses, verbs and plans.

In:  a sentence.
Out: a state that it may say, or that it tells a plan (`data/<language>.toml`).

Such a sentence is linked only where it fits a promise well; its state is a guess that a person sees as such. What is told
beside a plan counts more than the plan, as what has happened does; a clause that tells a plan says nothing else.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from accord.follow.states.words import sentences
from accord.langs import PACKS, Hit, Rule, load_pack, match
from accord.langs.rules import load_rules
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["plans_in", "tellable", "tells_a_plan", "tells_of_a_rest", "weak_rules", "weak_state"]

_LEAST = 12  # characters of a plan that can be told from others
_MOST = 600


def weak_state(sentence: str, *, beside: Sequence[Span] = ()) -> State | None:
    """Return the state that the verbs of a sentence let one guess; None where they tell nothing or only a plan.

    Args:
        sentence: Its words.
        beside: Where signs of states in it tell plans or denials: in their clauses only what is given up counts then, and
            tenses alone say nothing.

    >>> weak_state("The town is widening two roads.")
    'under_way'
    """
    taken = [span for span in _clauses(sentence) if any(span[0] <= at < span[1] for at, _ in beside)]
    return next((hit.rule.values["state"] for hit in _told(sentence) if not beside or _counts(hit, taken)), None)


def tells_a_plan(sentence: str) -> bool:
    """Return whether a sentence tells a plan, and nothing that a word of its own says has happened or been given up.

    >>> tells_a_plan("The town will widen two roads.")
    True
    """
    return _plans(sentence) and not any(not hit.rule.values.get("loose") for hit in _told(sentence))


def tells_of_a_rest(sentence: str) -> bool:
    """Return whether a sentence tells of the rest of something, of which a part was told.

    >>> tells_of_a_rest("Two roads are open; work on the other three goes on.")
    True
    """
    return any(True for _ in match(weak_rules(), sentence, kind="rest"))


def plans_in(text: str) -> list[Span]:
    """Return the sentences of a text that tell a plan, in text order."""
    return [(start, end) for start, end in tellable(text) if _plans(text[start:end])]


def tellable(text: str) -> list[Span]:
    """Return the sentences of a text that are neither too short nor too long to be told from others, in text order."""
    return [(start, end) for start, end in sentences(text) if _LEAST <= end - start <= _MOST]


@cache
def weak_rules() -> tuple[Rule, ...]:
    """Return the rules of all languages, in the order of the packs."""
    found: list[Rule] = []
    for code in PACKS:
        source = (files("accord.follow.linking.data") / f"{code}.toml").read_text("utf-8")
        found += load_rules(source, file=f"follow/linking/{code}.toml", lexicons=load_pack(code).lexicons)
    return tuple(found)


def _told(sentence: str) -> Iterator[Hit]:
    """Yield what says a state, the surest first; beside a clause that tells a plan only what is given up counts in it."""
    planned = [span for span in _clauses(sentence) if _plans(sentence[slice(*span)])]
    for hit in match(weak_rules(), sentence, kind="weak"):
        at = hit.found.start()
        if hit.rule.values.get("firm") or not any(start <= at < end for start, end in planned):
            yield hit


def _counts(hit: Hit, taken: Sequence[Span]) -> bool:
    """Return whether a hit counts beside clauses that are taken by signs."""
    if hit.rule.values.get("firm"):
        return True
    return not hit.rule.values.get("loose") and not any(a <= hit.found.start() < b for a, b in taken)


def _plans(words: str) -> bool:
    return any(True for _ in match(weak_rules(), words, kind="plan"))


def _clauses(sentence: str) -> Iterator[Span]:
    start = 0
    for hit in match(weak_rules(), sentence, kind="clause"):
        yield start, hit.found.end()
        start = hit.found.end()
    yield start, len(sentence)
