"""Every place in a text that says how far something is.

In:  a text, of any language that there is a pack of.
Out: `Said`s in text order. Nothing is decided here: a plan, a denial, a doubt are shown as what they are (`mood`), so that
     whoever links later news to earlier promises can tell 'opened' from 'is expected to open'.
"""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from accord.follow.states.dated import Dated, dates_of
from accord.follow.states.words import rules, sentences, signs
from accord.han import simplified
from accord.langs import Hit, match
from accord.langs.spans import trimmed
from accord.model.dates import PartialDate
from accord.model.reading import Span
from accord.model.terms import State

__all__ = ["Mood", "Said", "states_said"]

Mood = Literal["fact", "plan", "denied", "doubted"]

_HAN = re.compile("[\u3400-\u9fff]")
_LONGEST = 120  # characters of a thing's name
_FAR = 200  # characters before a cue in which something may be said against it: a text without full stops stays quick
_BEHIND = 90  # characters behind a cue in which a plan is told of it
_BEFORE: tuple[tuple[str, Mood], ...] = (  # what stands before a cue in its clause, the first that does
    ("doubted", "doubted"),
    ("denied", "denied"),
    ("condition", "plan"),
    ("plan", "plan"),
)
_GIVEN_UP = ("dropped", "stalled", "delayed", "superseded")  # states of which 'was forced to' is no plan
_WORDS_GIVEN = ("announced", "agreed")  # states that are words given: they can be told again, what was done cannot
_PART = "part"  # the sign of what is delivered in part
_AGREED = "agreed"
_SHOWN = "shown"  # form of words of which a plan is the thing itself: who will be late is late
_BARE: Mood = "plan"  # an infinitive that nothing denies


class Said(msgspec.Struct, frozen=True):
    """One place that says a state. All spans are of the text that was asked about: `text[start:end]` are the words.

    Attributes:
        state: The state that the words name, whether or not it has been reached: see `mood`.
        sign: Which of its words, such as `handed_over` or `signed` (`data/signs.tsv`).
        start, end: The words themselves.
        clause, sentence: Where they stand.
        object: The words of the thing that it is said of; None where the clause does not name it.
        mood: `fact`; `plan` (to come, a condition, an aim); `denied`; `doubted` (left open).
        restated: Whether it is a plan, or a word given, and its sentence says that it is told again: no progress.
        claim_by: The words that say whose claim it is ('the town says'); None where the text says it itself.
        date: The date nearest to the words, of their clause before that of their sentence; None where there is none.
        rule: The rule that found it.
        why: In words, for a person.
    """

    state: State
    sign: str
    start: int
    end: int
    clause: Span
    sentence: Span
    object: Span | None
    mood: Mood
    restated: bool
    claim_by: Span | None
    date: PartialDate | None
    rule: str
    why: str

    @property
    def holds(self) -> bool:
        """Whether the text says that the state has been reached, and not only again what is planned."""
        return self.mood == "fact" and not self.restated


class _Sentence(msgspec.Struct, frozen=True):
    """A sentence while it is read: its words (Simplified), where it begins, its dates, who claims, whether told again."""

    words: str
    start: int
    dates: list[Dated]
    cuts: list[Span]
    claim: Span | None
    restated: bool


def states_said(text: str, *, published: PartialDate | None = None) -> list[Said]:
    """Return every place that says a state, in text order; places do not overlap.

    Args:
        text: As it stands; spans index it.
        published: Its day, as far as known: dates without a year are of its year where none was told before.

    A text of 5,000 characters takes some milliseconds.
    """
    plain = simplified(text) if _HAN.search(text) else text
    year = published[:4] if published and not published.startswith("--") else None
    found: list[Said] = []
    for start, end in sentences(plain):
        words = plain[start:end]
        dates = dates_of(words, year)
        year = next((one.date[:4] for one in reversed(dates) if not one.date.startswith("--")), year)
        cuts = [hit.found.span() for hit in match(rules(), words, kind="clause")]
        sentence = _Sentence(words, start, dates, cuts, _claim(words), any(match(rules(), words, kind="restated")))
        found += _said_in(sentence)
    return found


def _said_in(sentence: _Sentence) -> Iterator[Said]:
    hits = sorted(match(rules(), sentence.words, kind="said"), key=lambda h: (h.found.start(), -h.found.end()))
    last = 0
    for hit in hits:
        if hit.found.start() >= last:
            yield _said(hit, sentence)
            last = hit.found.end()


def _said(hit: Hit, sentence: _Sentence) -> Said:
    begin, end = hit.found.span()
    clause = _clause(sentence, begin, end)
    mood, reason = _mood(hit, sentence.words, clause)
    sign, at = _sign(hit, sentence.words[max(clause[0], begin - _FAR) : begin]), sentence.start
    date = _nearest(sentence.dates, hit.found.span(), clause)
    return Said(
        state=signs()[sign].state,
        sign=sign,
        start=at + begin,
        end=at + end,
        clause=_moved(clause, at),
        sentence=(at, at + len(sentence.words)),
        object=_moved(span, at) if (span := _thing(hit, sentence.words, clause)) else None,
        mood=mood,
        restated=_restated(hit, sentence, mood, signs()[sign].state),
        claim_by=_moved(sentence.claim, at) if sentence.claim and sentence.claim[1] <= begin else None,
        date=date,
        rule=hit.rule.id,
        why=_why(sign, hit, mood, reason, date),
    )


def _clause(sentence: _Sentence, begin: int, end: int) -> Span:
    """Return the clause around a cue."""
    start = max((stop for _, stop in sentence.cuts if stop <= begin), default=0)
    stop = min((start for start, _ in sentence.cuts if start >= end), default=len(sentence.words))
    return start, stop


def _mood(hit: Hit, words: str, clause: Span) -> tuple[Mood, str]:
    """Return whether it has happened, and the words that say otherwise."""
    begin, end = hit.found.span()
    before = words[max(clause[0], begin - _FAR) : begin]
    if hit.rule.values["state"] in _GIVEN_UP and any(match(rules(), before, kind="effected")):
        return "fact", ""
    form = hit.rule.values.get("form")
    for kind, mood in _BEFORE if form != _SHOWN else _BEFORE[:2]:
        around = words[max(0, begin - _FAR) : begin] if kind == "doubted" else before
        for found in match(rules(), around, kind=kind):
            return mood, found.found.group().strip()
    for kind in ("plan_after", "plan_noun")[: 2 if form == "noun" else 1]:
        for found in match(rules(), words[end : min(clause[1], end + _BEHIND)], kind=kind):
            return "plan", found.found.group().strip()
    return (_BARE, "") if form == "bare" else ("fact", "")


def _restated(hit: Hit, sentence: _Sentence, mood: Mood, state: State) -> bool:
    """Return whether a plan or a word given is told again, or a word given only named to say which plan it was."""
    if mood != "plan" and state not in _WORDS_GIVEN:
        return False
    if sentence.restated or state != _AGREED:
        return sentence.restated
    begin, end = hit.found.span()
    before = any(match(rules(), sentence.words[max(0, begin - _FAR) : begin], kind="passing"))
    return before or any(match(rules(), sentence.words[end : end + _BEHIND], kind="passing_after"))


def _sign(hit: Hit, before: str) -> str:
    """Return the sign of a cue; what is delivered is so in part where the words before it say that it is a part."""
    sign: str = hit.rule.values["sign"]
    whole = hit.rule.values["state"] != "delivered" or hit.rule.values.get("form") == "bare"
    return sign if whole or not any(match(rules(), before, kind="part")) else _PART


def _thing(hit: Hit, words: str, clause: Span) -> Span | None:
    """Return the thing: what stands before the cue in its clause, or after it up to the end of the noun phrase."""
    begin, end = hit.found.span()
    if hit.rule.values["side"] == "after":
        stop = next((h.found.start() for h in match(rules(), words[end : end + _LONGEST], kind="stop")), None)
        found = trimmed(words, end, end + stop if stop is not None else clause[1])
    else:
        start = max(clause[0], begin - _LONGEST)
        front = next((h.found.end() for h in match(rules(), words[start:begin], kind="front")), 0)
        found = trimmed(words, start + front, begin)
    return found if found[1] - found[0] > 1 else None


def _nearest(dates: list[Dated], cue: Span, clause: Span) -> PartialDate | None:
    def away(one: Dated) -> tuple[bool, int]:
        within = clause[0] <= one.start and one.end <= clause[1]
        return not within, min(abs(one.start - cue[1]), abs(cue[0] - one.end))

    return min(dates, key=away).date if dates else None


def _claim(words: str) -> Span | None:
    """Return the words that name who says so."""
    for hit in match(rules(), words, kind="claim"):
        span = hit.span("who") or hit.span("by")
        if span:
            return span
    return None


def _why(sign: str, hit: Hit, mood: Mood, reason: str, date: str | None) -> str:
    said = f"{signs()[sign].about}: {hit.found.group()!r}"
    otherwise = f", {mood}{f' ({reason!r})' if reason else ''}" if mood != "fact" else ""
    return f"{said}{f', {date}' if date else ''}{otherwise}"


def _moved(span: Span, at: int) -> Span:
    return at + span[0], at + span[1]
