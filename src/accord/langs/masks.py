"""Show rules a sentence with its names covered, so that a rule speaks of kinds of things and not of names.

In:  a sentence and the marks on it (person, party, place, date, money ...).
Out: a string of the same length in which every mark is a run of one private-use character, so that a match's offsets
     are the sentence's own. Neighbouring marks of one kind alternate between two characters, so that they stay two.
"""

from typing import Literal, get_args

import msgspec

__all__ = ["PARTY_COVERS", "SLOTS", "Mark", "Slot", "cover", "list_pattern", "marked", "slot_pattern"]

Slot = Literal["person", "party", "place", "date", "money"]
SLOTS: tuple[str, ...] = get_args(Slot)

LIST_MAX = 40  # marks of one list; the longest list of signatories that we have seen has 30

_BASE = 0xE000  # start of Unicode's private use area: two code points a slot
_OPEN, _CLOSE = "[", "]"


class Mark(msgspec.Struct, frozen=True, order=True):
    """A stretch of a sentence that is one thing: offsets within the sentence, and what it is."""

    start: int
    end: int
    slot: Slot


def slot_pattern(slot: str, group: str | None = None) -> str:
    """Return the regular expression that matches one covered mark of a slot.

    Raises:
        KeyError: `slot` is none of `SLOTS`.
    """
    if slot not in SLOTS:
        raise KeyError(slot)
    one, two = _characters(slot)
    body = f"(?:(?<!{one}){one}++|(?<!{two}){two}++)"
    return f"(?P<{group}>{body})" if group else body


def list_pattern(slot: str, group: str, joint: str) -> str:
    """Return the regular expression that matches one or more covered marks, joined by what `joint` matches.

    A list is taken whole or not at all, and ends after `LIST_MAX` marks, so that no text makes a rule try its parts anew.
    """
    body = slot_pattern(slot)
    return f"(?P<{group}>{body}(?:{joint}{body}(?!['’]s?\\s[a-z])){{0,{LIST_MAX - 1}}}+)"


def cover(sentence: str, marks: list[Mark]) -> str:
    """Return the sentence with every mark covered; of overlapping marks the first and longest stays."""
    out, last, turn = list(sentence), 0, 0
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if mark.start < last or mark.end <= mark.start:
            continue
        out[mark.start : mark.end] = _characters(mark.slot)[turn] * (mark.end - mark.start)
        last, turn = mark.end, 1 - turn
    return "".join(out)


def marked(example: str) -> tuple[str, list[Mark]]:
    """Return the plain sentence and the marks of an example written `[party:Wuxi] signed ...`.

    >>> marked("[party:Wuxi] signed.")
    ('Wuxi signed.', [Mark(start=0, end=4, slot='party')])
    """
    plain, marks, at = "", [], 0
    while (opened := example.find(_OPEN, at)) >= 0:
        slot, colon, rest = example[opened + 1 :].partition(":")
        closed = rest.find(_CLOSE)
        if not colon or slot not in SLOTS or closed < 0:
            plain += example[at : opened + 1]
            at = opened + 1
            continue
        plain += example[at:opened]
        marks.append(Mark(len(plain), len(plain) + closed, slot))  # type: ignore[arg-type]
        plain += rest[:closed]
        at = opened + 1 + len(slot) + 1 + closed + 1
    return plain + example[at:], marks


def _characters(slot: str) -> tuple[str, str]:
    first = _BASE + 2 * SLOTS.index(slot)
    return chr(first), chr(first + 1)


PARTY_COVERS = frozenset(_characters("party"))  # what covers a party
