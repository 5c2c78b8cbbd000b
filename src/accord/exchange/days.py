"""Sessions of mechanisms and due days of promises as entries of a calendar, in the reader's language.

In:  a mechanism with how it kept its rhythm; promises with their due days; a language.
Out: entries for `icalendar.write_icalendar`: sessions held and planned, the next that is expected, and what is due.

Of a day that is only known in part the entry stands on the last possible one, and says how it was worded.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from accord.exchange.icalendar import Entry, due_day
from accord.follow.sessions import Rhythm, Session
from accord.model.dates import PartialDate
from accord.model.labels import label
from accord.model.terms import MechanismKind

__all__ = ["Due", "Meets", "due_entries", "session_entries"]

_LONGEST = 120  # characters of a promise in a summary: what a month's view of a calendar shows, twice over


class Meets(msgspec.Struct, frozen=True):
    """A mechanism as a calendar tells it: its public id, kind and members, the quote that set it up, when that was known."""

    id: str
    kind: MechanismKind
    parties: tuple[str, ...]
    quote: str
    stamp: date
    url: str | None = None


class Due(msgspec.Struct, frozen=True):
    """A promise as a calendar tells it; `stamp` is the day of the last evidence or decision about it."""

    id: str
    quote: str
    due: PartialDate
    stamp: date
    owner: str | None = None
    url: str | None = None


def session_entries(meets: Meets, rhythm: Rhythm, sessions: Iterable[Session], language: str) -> Iterator[Entry]:
    """Yield the sessions of a mechanism whose day is known, and the last day of the period in which the next is expected."""
    later = {one.id for one in rhythm.planned}
    named = f"{label('MechanismKind', meets.kind, language)}: {' — '.join(meets.parties)}"
    for session in sorted(set(sessions), key=lambda one: one.id):
        if day := due_day(session.date):
            told = f"{named} ({label('SessionState', 'planned' if session.id in later else 'held', language)})"
            said = _said(meets.quote, session.date, day, language)
            yield _entry(f"session {session.id}", told, day, said, meets, expected=session.id in later)
    if rhythm.next and not rhythm.planned:
        told = f"{named} ({label('SessionState', 'open', language)}: {rhythm.next.name})"
        key = f"session {meets.id} {rhythm.next.name}"
        yield _entry(key, told, rhythm.next.last, meets.quote, meets, expected=True)


def due_entries(promises: Iterable[Due], language: str) -> Iterator[Entry]:
    """Yield the due days of promises; those of which no year is known have no day."""
    category = label("FactKind", "commitment", language)
    for one in promises:
        if day := due_day(one.due):
            short = one.quote if len(one.quote) <= _LONGEST else one.quote[: _LONGEST - 1] + "…"
            owed = f"{short} ({one.owner})" if one.owner else short
            said = _said(one.quote, one.due, day, language)
            yield Entry(f"due {one.id}", owed, day, day, one.stamp, said, one.url, category)


def _entry(key: str, summary: str, day: date, said: str, meets: Meets, *, expected: bool) -> Entry:
    return Entry(key, summary, day, day, meets.stamp, said, meets.url, expected=expected)


def _said(quote: str, worded: PartialDate | None, day: date, language: str) -> str:
    """Return the quote and, where the day is only known in part, the part that is known."""
    if worded is None or worded == day.isoformat():
        return quote
    return f"{quote}\n{label('DayKnown', 'part', language)}: {worded}"
