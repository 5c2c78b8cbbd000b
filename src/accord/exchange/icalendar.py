"""A feed of days for calendars: sessions of mechanisms, due days of promises (iCalendar, RFC 5545).

In:  entries, each with a key that stays, its days, what is said in the reader's language.
Out: bytes of one VCALENDAR with all-day events; the same entries give the same bytes, in whatever order they come.

Nothing in it depends on the clock: an event's stamp is the day of its last evidence or decision, its UID the hash of its key,
so that a calendar that takes the feed again changes only what changed. A date that is only known in part stands on its last
possible day, and the entry says how it was worded.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import BinaryIO

import msgspec

from accord.model.dates import PartialDate, interval

__all__ = ["Entry", "due_day", "write_icalendar"]

_LINE = 75  # octets in a line, without its end (RFC 5545, 3.1)
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f]"
)  # no text may hold them (RFC 5545, 3.1); line ends are made alike before
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}  # RFC 5545, 3.3.11


class Entry(msgspec.Struct, frozen=True):
    """An all-day event.

    Attributes:
        key: What it is, and stays whatever is said of it: "due c-1f3a", "session n-07b2 2026-Q4".
        summary: One line.
        first, last: Its first and last day.
        stamp: The day of the last evidence or decision about it.
        said: More, such as the quote and how a date was worded.
        url: Where it is shown; None where the feed is a file.
        category: Such as the label of a session or a promise; "" for none.
        expected: Whether it is only expected to take place.
    """

    key: str
    summary: str
    first: date
    last: date
    stamp: date
    said: str = ""
    url: str | None = None
    category: str = ""
    expected: bool = False


def due_day(due: PartialDate | None) -> date | None:
    """Return the day on which something is due at the latest; None where no year is known.

    >>> due_day("2026-02"), due_day("2025"), due_day("--07-14")
    (datetime.date(2026, 2, 28), datetime.date(2025, 12, 31), None)
    """
    known = interval(due) if due else None
    return known[1] if known else None


def write_icalendar(entries: Iterable[Entry], to: BinaryIO, *, name: str) -> int:
    """Write a feed of this name, and return how many events it has.

    Raises:
        ValueError: Two entries that differ have one key, or an entry ends before it begins.
    """
    known = _by_key(entries)
    events = sorted(known.values(), key=lambda entry: (entry.first, entry.last, entry.key))
    for line in _calendar(events, name):
        to.write(_folded(line))
    return len(events)


def _by_key(entries: Iterable[Entry]) -> dict[str, Entry]:
    known: dict[str, Entry] = {}
    for entry in entries:
        if known.setdefault(entry.key, entry) != entry:
            raise ValueError(f"two entries that differ have the key {entry.key!r}; a key stands for one event")
        if entry.last < entry.first:
            raise ValueError(f"the entry {entry.key!r} ends on {entry.last}, before it begins on {entry.first}")
    return known


def _calendar(events: Iterable[Entry], name: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//accord//accord//EN", "CALSCALE:GREGORIAN")
    yield from (f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:P1D")
    for entry in events:
        yield from _event(entry)
    yield "END:VCALENDAR"


def _event(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(entry.key.encode()).hexdigest()[:32]}@accord"
    yield f"DTSTAMP:{entry.stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.last + timedelta(days=1):%Y%m%d}"  # the first day after it
    yield f"SUMMARY:{_text(entry.summary)}"
    if entry.said:
        yield f"DESCRIPTION:{_text(entry.said)}"
    if entry.url:
        yield f"URL:{_CONTROLS.sub('', entry.url)}"
    if entry.category:
        yield f"CATEGORIES:{_text(entry.category)}"
    yield f"STATUS:{'TENTATIVE' if entry.expected else 'CONFIRMED'}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _text(said: str) -> str:
    """Return a text as a value of the format.

    >>> _text("Roads, ports; rail")
    'Roads\\\\, ports\\\\; rail'
    """
    plain = _CONTROLS.sub("", said.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_ESCAPED.get(character, character) for character in plain)


def _folded(line: str) -> bytes:
    """Return a line in pieces of no more octets than a line may have; a character is never cut."""
    pieces, piece, room = [], b"", _LINE
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", _LINE - 1  # the space that goes on counts
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
