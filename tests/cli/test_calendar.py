"""What is due and which sessions are expected, on the command line; an iCalendar file that another program opens."""

from pathlib import Path

import icalendar
import pytest

from accord.bootstrap import the_reader
from accord.cli import exits
from tests.cli.town import Town

SIGNED = (
    "Wuxi City and Lotus Sensor Group signed a cooperation agreement on 9 February 2025. The two sides will set up a joint "
    "coordination committee, which meets once a quarter. Lotus Sensor Group will build a sensor base in Wuxi by the end of 2026."
)
MET = "The joint coordination committee of Wuxi City and Lotus Sensor Group held its first meeting on 18 May 2025."
QUOTE = "held its first meeting on 18 May 2025"


@pytest.fixture
def agreed(tmp_path: Path) -> Town:
    """A town that has read of a committee, of one meeting of it, and of a promise with a day."""
    town = Town(tmp_path, reader=the_reader(), person="Wang")  # type: ignore[arg-type] - the real one
    for name, words, day in (("signed.txt", SIGNED, "2025-02-10"), ("met.txt", MET, "2025-05-19")):
        (town.folder / name).write_text(f"Title: {name}\nPublished: {day}\n\n{words}", encoding="utf-8")
        assert town.run("ingest", town.folder / name, "--quiet").exit_code == exits.OK
    return town


def test_a_calendar_lists_by_day_and_writes_a_file_that_another_program_opens(agreed: Town) -> None:
    found = {(one["day"], one["what"], one["said"]) for one in agreed.json("calendar")}
    assert {("2026-12-31", "due", "2026"), ("2026-03-31", "expected", "2026-Q1")} <= found
    assert [one["what"] for one in agreed.json("calendar", "--since", "2026-04", "--until", "2026")] == ["due"]
    path = agreed.folder / "out.ics"
    said = agreed.run("calendar", "--ics", path)
    assert (said.exit_code, "2 entries" in said.stdout) == (exits.OK, True), said.stderr
    events = list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))
    assert {event.decoded("dtstart").isoformat() for event in events} == {"2026-12-31", "2026-03-31"}
    assert agreed.run("calendar", "--ics", path).exit_code != exits.OK
    before = path.read_bytes()
    agreed.run("calendar", "--ics", path, "--replace")
    assert path.read_bytes() == before
    assert agreed.run("calendar", "--since", "soon").exit_code == exits.WRONG_CALL


def test_a_session_counts_when_a_person_has_confirmed_it(agreed: Town) -> None:
    (before,) = [one for one in agreed.json("sessions") if one["cadence"] == "quarterly"]
    assert (before["held"], before["perhaps"], before["next"]) == (0, 1, "2026-Q1")
    assert QUOTE in agreed.run("sessions", before["id"][:8], columns=200).stdout
    met = next(one["id"] for one in agreed.listed("documents") if one["source"].endswith("met.txt"))
    words = ("--document", met[7:19], "--quote", QUOTE, "--day", "2025-05-18")
    assert agreed.run("decide", "state", before["id"], "under_way", *words).exit_code == exits.OK
    (after,) = [one for one in agreed.json("sessions") if one["cadence"] == "quarterly"]
    assert (after["held"], after["perhaps"], after["last"]) == (1, 0, "2025-05-18")
    assert "2025-Q2   held" in agreed.run("sessions", before["id"]).stdout
    assert ("2025-05-18", "held") in {(one["day"], one["what"]) for one in agreed.json("calendar")}
    assert agreed.run("sessions", "n-000000000000").exit_code == exits.NOT_FOUND
