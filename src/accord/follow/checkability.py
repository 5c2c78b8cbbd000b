"""Say whether an undertaking can be held against what happened: with a number or a date, checkable, or declaratory.

In:  the words of an undertaking; its due day and amount, where the reading found them.
Out: its grade, and the words and rules that made it so.

The words are data, `data/checkability.toml`: rules with sentences on which they fire and stay silent, in whatever language.
What is only looked into ("explore", 探索) or lies in the past does not count; without any word that decides an undertaking
is declaratory, for only what can be checked is scored.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from accord.langs.rules import Rule, load_rules, match
from accord.model.dates import PartialDate
from accord.model.reading import Money
from accord.model.terms import Grade

__all__ = ["Checkability", "Ground", "checkability", "rules"]


class Ground(msgspec.Struct, frozen=True):
    """Words that made the grade: `[start, end)` of the undertaking's words, None for a value that the reading found."""

    rule: str
    words: str
    start: int | None = None
    end: int | None = None


class Checkability(msgspec.Struct, frozen=True):
    """A grade and what made it, in the order of the words; no ground where nothing was found that decides."""

    grade: Grade
    because: tuple[Ground, ...]


def checkability(words: str, *, due: PartialDate | None = None, amount: Money | None = None) -> Checkability:
    """Return the grade of an undertaking.

    >>> checkability("They will train 500 engineers within two years.").grade
    'measured'
    >>> [ground.words for ground in checkability("双方将成立工作专班，深化交流").because]
    ['成立工作专班']
    """
    left_open = [(ground.start, ground.end) for ground in _found(words, "open")]
    read = _values(due, amount)
    measured = _outside(words, ("number", "date"), left_open)
    if read or measured:
        return Checkability("measured", (*read, *measured))
    if acts := _outside(words, ("act",), left_open):
        return Checkability("checkable", acts)
    return Checkability("declaratory", _outside(words, ("open", "vague"), []))


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules, in file order."""
    text = files("accord.follow").joinpath("data").joinpath("checkability.toml").read_text("utf-8")
    return load_rules(text, file="checkability.toml", lexicons={})


def _values(due: PartialDate | None, amount: Money | None) -> tuple[Ground, ...]:
    said = [Ground("due", due)] if due else []
    return (*said, Ground("amount", f"{amount.value} {amount.currency}")) if amount else tuple(said)


def _outside(words: str, kinds: tuple[str, ...], left_open: list[tuple[int | None, int | None]]) -> tuple[Ground, ...]:
    """Return what rules of these kinds find, but for what touches a stretch that is left open."""
    found = [ground for kind in kinds for ground in _found(words, kind)]
    clear = [one for one in found if not any(one.start < end and start < one.end for start, end in left_open)]  # type: ignore[operator]
    return tuple(sorted(clear, key=lambda one: (one.start or 0, one.end or 0, one.rule)))


def _found(words: str, kind: str) -> Iterator[Ground]:
    for hit in match(rules(), words, kind=kind):
        start, end = hit.span() or (0, 0)
        yield Ground(hit.rule.id, words[start:end], start, end)
