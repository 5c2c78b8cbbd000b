"""What a sentence says of how far things are without a word that is a sign of a state: by its tenses and plans.

In:  a sentence.
Out: a state that it may say, or that it tells a plan (`data/<language>.toml`).

Such a sentence is linked only where it fits a promise well; its state is a guess that a person sees as such.
"""

from functools import cache
from importlib.resources import files

from accord.follow.states.words import sentences
from accord.langs import PACKS, Rule, load_pack, match
from accord.langs.rules import load_rules
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["plans_in", "tells_a_plan", "weak_state"]

_LEAST = 12  # characters of a plan that can be told from others
_MOST = 600


def weak_state(sentence: str) -> State | None:
    """Return the state that the tenses of a sentence let one guess; None where they tell nothing or only a plan.

    >>> weak_state("The town is widening two roads.")
    'under_way'
    """
    return next((hit.rule.values["state"] for hit in match(_rules(), sentence, kind="weak")), None)


def tells_a_plan(sentence: str) -> bool:
    """Return whether a sentence tells a plan.

    >>> tells_a_plan("The town will widen two roads.")
    True
    """
    return any(True for _ in match(_rules(), sentence, kind="plan"))


def plans_in(text: str) -> list[Span]:
    """Return the sentences of a text that tell a plan, in text order."""
    return [
        (start, end)
        for start, end in sentences(text)
        if _LEAST <= end - start <= _MOST and tells_a_plan(text[start:end])
    ]


@cache
def _rules() -> tuple[Rule, ...]:
    """Return the rules of all languages, in the order of the packs."""
    found: list[Rule] = []
    for code in PACKS:
        source = (files("accord.follow.linking.data") / f"{code}.toml").read_text("utf-8")
        found += load_rules(source, file=f"follow/linking/{code}.toml", lexicons=load_pack(code).lexicons)
    return tuple(found)
