"""The calendar of a register: what is due and which sessions are held, planned and expected; as a page's marks and as a feed.

In:  one state of the register, a day, whose promises and mechanisms.
Out: `Diary`; entries for `exchange.icalendar.write_icalendar`. Nothing is kept.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

import msgspec

from accord.exchange.days import Due, Meets, due_entries, session_entries
from accord.exchange.icalendar import Entry, due_day
from accord.follow.silence import CLOSED
from accord.insight.diary import Mark, due_marks, in_order, session_marks
from accord.insight.ledger import ledger
from accord.insight.mechanisms import Mechanism, held_in, rhythms, tellings
from accord.insight.promised import Promised, promised_of, promised_on
from accord.model.dates import PartialDate
from accord.register import Asking
from accord.register.asking.asking import in_language, parties_meant
from accord.register.asking.mechanisms import mechanisms_alive
from accord.register.pages.between import bodies_told
from accord.register.pages.ledger import due_in, of_party, overdue_on
from accord.register.pages.period import groups_of, undertaken

__all__ = ["NEAR", "Diary", "diary_of", "entries", "marks", "meeting", "near", "owed_in"]

NEAR = 1_000  # promises due next, and overdue last, that a calendar program is given: it is to remind, a list holds all
_SOME = 2_000  # promises whose words are in memory at a time
_MOST = 5_000  # mechanisms: the newest that say how often they meet, or that people followed


class Diary(msgspec.Struct, frozen=True):
    """What a calendar is made of: promises with a due day, mechanisms that have a rhythm or sessions."""

    as_of: date
    owed: tuple[Promised, ...]
    mechanisms: tuple[Mechanism, ...]


def diary_of(asking: Asking, as_of: date, party: str | None = None, *, past: bool = False) -> Diary:
    """Return what a calendar is made of.

    Args:
        asking: One state of the register.
        as_of: The day.
        party: Name or id of a body: only what it promised or agreed, and mechanisms in which it takes part.
        past: Whether promises stand as they were known on that day; else as they are known now.

    Raises:
        NotFoundError: No body goes by the name.
    """
    owed = _as_known_then(asking, as_of, party) if past else owed_in(asking, as_of, party, date.min, date.max)
    return Diary(as_of, tuple(owed), meeting(asking, as_of, party))


def meeting(asking: Asking, as_of: date, party: str | None = None) -> tuple[Mechanism, ...]:
    """Return the mechanisms that have sessions, or a rhythm by which the next is expected.

    Raises:
        NotFoundError: No body goes by the name.
    """
    bodies = _bodies(asking, party)
    told = tellings(asking, mechanisms_alive(asking, _MOST))
    known = [one for one in rhythms(asking, told, as_of) if one.rhythm.next or one.sessions]
    return tuple(one for one in known if bodies is None or not bodies.isdisjoint(_sides(one)))


def near(asking: Asking, as_of: date, party: str | None = None) -> Diary:
    """Return what a calendar program is given: all sessions, what is due next, and what became overdue last, `NEAR` of each.

    Raises:
        NotFoundError: No body goes by the name.
    """
    asked = of_party(asking, as_of, party)
    coming = due_in(asking, asked, as_of, date.max, limit=NEAR)
    passed = overdue_on(asking, asked, NEAR)[1]
    return Diary(as_of, tuple(promised_on([*reversed(passed), *coming], as_of)), meeting(asking, as_of, party))


def owed_in(asking: Asking, day: date, party: str | None, first: date, last: date) -> list[Promised]:
    """Return what is due in a stretch, as it stands on a day.

    Raises:
        NotFoundError: No body goes by the name.
    """
    return promised_on(due_in(asking, of_party(asking, day, party), first, last), day)


def _as_known_then(asking: Asking, day: date, party: str | None) -> list[Promised]:
    bodies, lines = _bodies(asking, party), ledger(asking, day, groups_of(asking)[0]["partner"]).values()
    return [promised_of(one) for one in lines if one.due and (bodies is None or not bodies.isdisjoint(one.sides))]


def _bodies(asking: Asking, party: str | None) -> set[str] | None:
    return {body["id"] for body in bodies_told(asking, parties_meant(asking, party))} if party else None


def marks(diary: Diary) -> list[Mark]:
    """Return what stands on which day, in order."""
    return in_order((*due_marks(diary.owed), *session_marks(diary.mechanisms, diary.as_of)))


def entries(asking: Asking, diary: Diary, language: str, address: str | None = None) -> Iterator[Entry]:
    """Yield the entries of a feed: promises of which something is still owed, sessions.

    Args:
        asking: The state of the register that the diary is of.
        diary: What the calendar is made of.
        language: Of the words that are ours; quotes stay in theirs.
        address: Where the app is, for links such as `https://accord.example/promises/c-1f3a`; None for a file.
    """
    yield from due_entries(_owed(asking, diary, language, address), language)
    for one in diary.mechanisms:
        yield from session_entries(_meets(one, language, address), one.rhythm, held_in(one), language)


def _owed(asking: Asking, diary: Diary, language: str, address: str | None) -> Iterator[Due]:
    """Yield the promises of which something is owed with their words, read for some at a time."""
    owed = (one for one in diary.owed if one.state not in CLOSED and due_day(one.due))
    while some := list(islice(owed, _SOME)):
        told = in_language(undertaken(asking, [one.id for one in some]), language)
        words = {record["id"]: record for record in told}
        yield from (_due(one, words[one.id], address) for one in some)


def _due(one: Promised, record: dict[str, Any], address: str | None) -> Due:
    owner = ", ".join(party["name"] for party in record["parties"]) or None
    url = f"{address}/promises/{one.id}" if address else None
    return Due(one.id, record["quote"] or "", one.due or "", _stamp(one.since, one.published), owner, url)


def _meets(one: Mechanism, language: str, address: str | None) -> Meets:
    record = one.telling.record
    days = [step["day"] for step in one.sessions]
    url = f"{address}/mechanisms/{record['id']}" if address else None
    names = tuple(party["name"] for party in in_language(_members(one), language))
    return Meets(record["id"], record["kind"], names, record["quote"] or "", _stamp(one.telling.since, *days), url)


def _members(one: Mechanism) -> list[dict[str, Any]]:
    """Return who is named with it, else the parties of its agreement."""
    agreement = one.telling.agreement
    return list(one.members) or (agreement["parties"] if agreement else [])


def _sides(one: Mechanism) -> set[str]:
    agreement = one.telling.agreement
    return {party["id"] for party in (*one.members, *(agreement["parties"] if agreement else ()))}


def _stamp(*days: PartialDate | None) -> date:
    """Return the latest of the days on which something was said; never the clock, so that a feed stays as it is."""
    return max(filter(None, map(due_day, days)), default=date(1970, 1, 1))
