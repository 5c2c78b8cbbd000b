"""The calendar of a register: what is due and which sessions are held, planned and expected; as a page's marks and as a feed.

In:  one state of the register, a day, whose promises and mechanisms.
Out: `Diary`; entries for `exchange.icalendar.write_icalendar`. Nothing is kept.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec

from accord.exchange.days import Due, Meets, due_entries, session_entries
from accord.exchange.icalendar import Entry, due_day
from accord.follow.silence import CLOSED
from accord.insight.diary import Mark, due_marks, in_order, session_marks
from accord.insight.ledger import Line, ledger
from accord.insight.mechanisms import Mechanism, held_in, rhythms, tellings
from accord.model.dates import PartialDate
from accord.register import Asking
from accord.register.asking.asking import in_language, parties_meant
from accord.register.asking.mechanisms import mechanisms_alive
from accord.register.pages.between import bodies_told
from accord.register.pages.period import groups_of, undertaken

__all__ = ["Diary", "diary_of", "entries", "lines_on", "marks"]

_MOST = 5_000  # mechanisms: the newest that say how often they meet, or that people followed


class Diary(msgspec.Struct, frozen=True):
    """What a calendar is made of: promises with a due day, mechanisms that have a rhythm or sessions."""

    as_of: date
    lines: tuple[Line, ...]
    mechanisms: tuple[Mechanism, ...]


def lines_on(asking: Asking, as_of: date) -> list[Line]:
    """Return the lines of the ledger on a day."""
    return list(ledger(asking, as_of, groups_of(asking)[0]["partner"]).values())


def diary_of(asking: Asking, lines: Iterable[Line], as_of: date, party: str | None = None) -> Diary:
    """Return what a calendar is made of.

    Args:
        asking: One state of the register.
        lines: The ledger on that day.
        as_of: The day.
        party: Name or id of a body: only what it promised or agreed, and mechanisms in which it takes part.

    Raises:
        NotFoundError: No body goes by the name.
    """
    bodies = {body["id"] for body in bodies_told(asking, parties_meant(asking, party))} if party else None
    owed = tuple(one for one in lines if one.due and (bodies is None or not bodies.isdisjoint(one.sides)))
    told = tellings(asking, mechanisms_alive(asking, _MOST))
    known = [one for one in rhythms(asking, told, as_of) if one.rhythm.next or one.sessions]
    return Diary(as_of, owed, tuple(one for one in known if bodies is None or not bodies.isdisjoint(_sides(one))))


def marks(diary: Diary) -> list[Mark]:
    """Return what stands on which day, in order."""
    return in_order((*due_marks(diary.lines), *session_marks(diary.mechanisms, diary.as_of)))


def entries(asking: Asking, diary: Diary, language: str, address: str | None = None) -> Iterator[Entry]:
    """Yield the entries of a feed: promises of which something is still owed, sessions.

    Args:
        asking: The state of the register that the diary is of.
        diary: What the calendar is made of.
        language: Of the words that are ours; quotes stay in theirs.
        address: Where the app is, for links such as `https://accord.example/promises/c-1f3a`; None for a file.
    """
    owed = [line for line in diary.lines if line.stand.state not in CLOSED and due_day(line.due)]
    words = {one["id"]: one for one in in_language(undertaken(asking, [line.id for line in owed]), language)}
    yield from due_entries((_due(line, words[line.id], address) for line in owed), language)
    for one in diary.mechanisms:
        yield from session_entries(_meets(one, language, address), one.rhythm, held_in(one), language)


def _due(line: Line, record: dict[str, Any], address: str | None) -> Due:
    owner = ", ".join(party["name"] for party in record["parties"]) or None
    url = f"{address}/promises/{line.id}" if address else None
    return Due(line.id, record["quote"] or "", line.due or "", _stamp(line.stand.since, line.published), owner, url)


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
