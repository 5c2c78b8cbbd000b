"""The feed of days: other programs open it, and the same register gives the same bytes."""

import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.icalendar import Entry, due_day, write_icalendar

SESSION = Entry(
    key="session n-1 2026-Q4",
    summary="Joint meeting, Wuxi; due in the 4th quarter",
    first=date(2026, 12, 31),
    last=date(2026, 12, 31),
    stamp=date(2026, 10, 8),
    said="“每季度召开一次联席会议”\nsaid on 2025-11-03: C:\\minutes",
    url="https://register.example/mechanisms/n-1?day=1,2",
    category="会商机制",
    expected=True,
)
DUE = Entry("due c-7", "线路建成", date(2026, 6, 30), date(2026, 6, 30), date(2024, 7, 15))


def feed(*entries: Entry, name: str = "无锡 2026") -> bytes:
    to = io.BytesIO()
    assert write_icalendar(entries, to, name=name) == len(set(entries))
    return to.getvalue()


def properties(made: bytes) -> list[tuple[str, str]]:
    """Return name and value of every line, by the rules of RFC 5545 for unfolding."""
    assert made.endswith(b"\r\n")
    lines = made.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]
    return [(line.partition(":")[0], line.partition(":")[2]) for line in lines]


def test_an_event_has_what_the_standard_asks_for() -> None:
    names = [name for name, _ in properties(feed(SESSION))]
    assert names[:4] == ["BEGIN", "VERSION", "PRODID", "CALSCALE"]
    for name in ("UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE"):
        assert names.count(name) == 1


def test_a_day_ends_on_the_next_and_the_stamp_is_of_the_evidence() -> None:
    said = dict(properties(feed(DUE)))
    assert (said["DTSTART;VALUE=DATE"], said["DTEND;VALUE=DATE"]) == ("20260630", "20260701")
    assert said["DTSTAMP"] == "20240715T000000Z"


def test_an_event_keeps_its_uid_when_what_is_said_of_it_changes() -> None:
    moved = Entry("due c-7", "线路通车", date(2027, 6, 30), date(2027, 6, 30), date(2026, 1, 1))
    assert dict(properties(feed(DUE)))["UID"] == dict(properties(feed(moved)))["UID"]
    assert dict(properties(feed(DUE)))["UID"] != dict(properties(feed(SESSION)))["UID"]


PARTIAL = [
    ("2026-06-30", date(2026, 6, 30)),
    ("2026-06", date(2026, 6, 30)),
    ("2026", date(2026, 12, 31)),
    ("--06-30", None),
    (None, None),
]


@pytest.mark.parametrize(("due", "day"), PARTIAL)
def test_a_partial_day_is_due_on_its_last(due: str | None, day: date | None) -> None:
    assert due_day(due) == day


def test_an_empty_feed_is_a_calendar() -> None:
    assert [value for name, value in properties(feed()) if name in ("BEGIN", "END")] == ["VCALENDAR", "VCALENDAR"]


def test_two_events_of_one_key_are_refused_and_one_that_ends_before_it_begins() -> None:
    with pytest.raises(ValueError, match="due c-7"):
        feed(DUE, Entry("due c-7", "other", DUE.first, DUE.last, DUE.stamp))
    with pytest.raises(ValueError, match="before it begins"):
        feed(Entry("x", "x", date(2026, 2, 2), date(2026, 2, 1), date(2026, 1, 1)))


def test_another_program_opens_it() -> None:
    icalendar = pytest.importorskip("icalendar", reason="the second program is a development dependency")
    calendar = icalendar.Calendar.from_ical(feed(SESSION, DUE))
    due, session = calendar.walk("VEVENT")
    assert str(calendar["NAME"]) == "无锡 2026"
    assert (str(due["SUMMARY"]), due["DTSTART"].dt, due["DTEND"].dt) == (
        "线路建成",
        date(2026, 6, 30),
        date(2026, 7, 1),
    )
    assert str(session["SUMMARY"]) == SESSION.summary
    assert str(session["DESCRIPTION"]) == SESSION.said
    assert str(session["URL"]) == SESSION.url
    assert str(session["STATUS"]) == "TENTATIVE"
    assert not due.errors
    assert not session.errors


text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120) | st.text("a,;\\\n会", max_size=60)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@st.composite
def entries(draw) -> Entry:
    first = draw(days)
    return Entry(
        draw(st.uuids()).hex,
        draw(text),
        first,
        first + timedelta(days=draw(st.integers(0, 40))),
        draw(days),
        draw(text),
        category=draw(text),
        expected=draw(st.booleans()),
    )


@given(st.lists(entries(), max_size=4), st.randoms())
def test_the_same_entries_give_the_same_bytes_in_lines_that_fit(made: list[Entry], random) -> None:
    mixed = [*made, *made]
    random.shuffle(mixed)
    assert feed(*mixed) == feed(*made)
    assert all(len(line) <= 75 for line in feed(*made).split(b"\r\n"))


@given(entries())
def test_every_text_comes_back_from_the_feed(entry: Entry) -> None:
    said = dict(properties(feed(entry)))
    assert _read(said["SUMMARY"]) == entry.summary
    assert _read(said.get("DESCRIPTION", "")) == entry.said


@given(st.lists(entries(), max_size=3))
def test_another_program_reads_every_event(made: list[Entry]) -> None:
    icalendar = pytest.importorskip("icalendar", reason="the second program is a development dependency")
    events = icalendar.Calendar.from_ical(feed(*made)).walk("VEVENT")
    read = {(str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt) for one in events}
    assert read == {(one.summary, one.first, one.last + timedelta(days=1)) for one in made}


def _read(value: str) -> str:
    """Return a text of the format as it was: what a backslash stands before is itself, but n is the end of a line."""
    parts = iter(value)
    return "".join({"n": "\n"}.get(nxt := next(parts), nxt) if one == "\\" else one for one in parts)
