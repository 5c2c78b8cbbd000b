"""Which event of a project the words of a report tell of: an increase, an upgrade, a payment, a rename, a new investor.

In:  the words of a report, in whatever language.
Out: the event with the words that say so, and whether the sum beside it is what it all comes to; None where a report tells of
     none of these, so that a signing is a signing.

The words are rules with proofs, `events.toml`.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from accord.follow.counting.records import Event
from accord.langs.rules import Hit, Rule, load_rules, match
from accord.model.terms import members

__all__ = ["EventSaid", "event_rules", "events_said"]

_STOPS = "，。；！？;.!?\n"  # what ends a clause; an English comma also stands within numbers


class EventSaid(msgspec.Struct, frozen=True):
    """An event, and the words `[start, end)` that say so.

    Attributes:
        cumulative: Whether words within the same clause say that the sum is what it comes to by then.
    """

    event: Event
    rule: str
    start: int
    end: int
    cumulative: bool


def events_said(words: str) -> tuple[EventSaid, ...]:
    """Return the events that the words tell of, in their order.

    >>> [(said.event, said.cumulative) for said in events_said("项目更名后，总投资由20亿元增至25亿元")]
    [('increase', True)]
    >>> events_said("双方签署合作协议，总投资20亿元")
    ()
    """
    sums = [hit.found.start() for hit in match(event_rules(), words, kind="cumulative")]
    found = [_said(hit, event, words, sums) for event, hit in _hits(words)]
    return tuple(sorted(found, key=lambda said: (said.start, said.end, said.event)))


@cache
def event_rules() -> tuple[Rule, ...]:
    """Return the rules, in file order."""
    text = files("accord.follow.counting").joinpath("events.toml").read_text("utf-8")
    return load_rules(text, file="events.toml", lexicons={})


def _hits(words: str) -> Iterator[tuple[Event, Hit]]:
    event: Event
    for event in members(Event):  # type: ignore[assignment]
        for hit in match(event_rules(), words, kind=event):
            yield event, hit


def _said(hit: Hit, event: Event, words: str, sums: list[int]) -> EventSaid:
    start, end = hit.found.span()
    first, last = _clause(words, start, end)
    return EventSaid(event, hit.rule.id, start, end, any(first <= at < last for at in sums))


def _clause(words: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch between the stops around `[start, end)`; a point within a number is none."""
    first = max((at for at in range(start) if _stops(words, at)), default=-1) + 1
    last = next((at for at in range(end, len(words)) if _stops(words, at)), len(words))
    return first, last


def _stops(words: str, at: int) -> bool:
    return words[at] in _STOPS and not (words[at] == "." and words[at + 1 : at + 2].isdigit())
