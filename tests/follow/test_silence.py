"""Nobody says anything: told with since when and what was read, and never taken for a standstill."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.errors import ConfigError
from accord.follow.silence import CLOSED, Seen, Timeline, overdue, silence
from accord.follow.thresholds import threshold
from accord.model.labels import labels
from accord.model.terms import State, members

AS_OF = date(2026, 11, 22)
PAPERS = (
    Seen("d1", "city daily", "2025-03-01"),
    Seen("d2", "city daily", "2025-06-30"),
    Seen("d3", "company site", "2026-01-15"),
)


def test_silence_says_since_when_and_in_what_was_read() -> None:
    told = silence("under_way", "2024-07-14", PAPERS, as_of=AS_OF)
    assert (told.heard, told.since, told.documents) == ("silent", date(2024, 7, 14), ("d1", "d2", "d3"))
    assert told.sources == ("city daily", "company site")
    assert told.days == 861


def test_where_nothing_was_read_since_nobody_can_say_that_it_is_silent() -> None:
    assert silence("agreed", "2026-02-01", PAPERS, as_of=AS_OF).heard == "unread"


def test_a_promise_told_of_last_week_is_not_silent() -> None:
    read = [Seen("d4", "city daily", "2026-11-20")]
    assert silence("agreed", "2026-11-15", read, as_of=AS_OF).heard == "recent"
    assert silence("agreed", "2026-11-15", read, as_of=AS_OF, after_days=7).heard == "silent"


def test_the_threshold_is_the_first_day_of_silence() -> None:
    day = AS_OF - timedelta(days=threshold("silent_after").value)
    read = [Seen("d4", "city daily", "2026-11-20")]
    assert silence("agreed", day.isoformat(), read, as_of=AS_OF).heard == "silent"
    assert silence("agreed", (day + timedelta(days=1)).isoformat(), read, as_of=AS_OF).heard == "recent"


def test_what_stalled_stays_stalled_and_may_be_silent_since() -> None:
    assert silence("stalled", "2024-07-14", PAPERS, as_of=AS_OF).heard == "silent"


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_nothing_more_is_owed_of_what_was_delivered_or_dropped(state: State) -> None:
    assert silence(state, "2024-07-14", PAPERS, as_of=AS_OF).heard == "closed"
    assert overdue("2024", state, as_of=AS_OF) is None


def test_a_month_is_over_on_its_last_day() -> None:
    told = silence("agreed", "2025-06", PAPERS, as_of=AS_OF)
    assert told.since == date(2025, 6, 30)
    assert told.documents == ("d3",)


def test_a_paper_of_an_unknown_day_is_counted_apart() -> None:
    read = [
        *PAPERS,
        Seen("d5", "x", "2025"),
        Seen("d6", "x", None),
        Seen("d7", "x", "--07-14"),
        Seen("d8", "x", "2027"),
    ]
    told = silence("agreed", "2025-06", read, as_of=AS_OF)
    assert told.documents == ("d3",)
    assert told.perhaps == ("d5", "d6", "d7")


@pytest.mark.parametrize("day", [None, "--07-14"])
def test_without_the_day_of_the_last_word_nothing_is_computed(day: str | None) -> None:
    told = silence("agreed", day, PAPERS, as_of=AS_OF)
    assert (told.heard, told.since, told.days) == ("undated", None, None)


def test_what_was_published_later_than_the_day_asked_for_is_left_out() -> None:
    assert silence("agreed", "2024-07-14", PAPERS, as_of=date(2025, 12, 31)).documents == ("d1", "d2")


DUE = [
    ("a year is over on its last day", "2025", "2025-12-31", None),
    ("and overdue on the next", "2025", "2026-01-01", 1),
    ("a month is over on its last day", "2025-02", "2025-03-01", 1),
    ("a day is due all day", "2025-06-01", "2025-06-01", None),
    ("without a year nobody knows", "--06-01", "2026-01-01", None),
    ("without a day nobody knows", None, "2026-01-01", None),
]


@pytest.mark.parametrize(("why", "due", "as_of", "days"), DUE, ids=[case[0] for case in DUE])
def test_a_promise_is_overdue_after_its_last_possible_day(
    why: str, due: str | None, as_of: str, days: int | None
) -> None:
    told = overdue(due, "under_way", as_of=date.fromisoformat(as_of))
    assert (told.days if told else None) == days, why


def test_what_is_partly_delivered_or_delayed_can_be_overdue() -> None:
    assert overdue("2024", "partly_delivered", as_of=AS_OF) is not None
    assert overdue("2024", "delayed", as_of=AS_OF) is not None


days = st.dates(date(2023, 1, 1), date(2026, 12, 31))
partial = st.one_of(days.map(date.isoformat), days.map(lambda d: d.isoformat()[:7]), days.map(lambda d: str(d.year)))
papers = st.lists(st.builds(Seen, st.sampled_from("abcdef"), st.sampled_from("xyz"), st.one_of(st.none(), partial)))


@given(st.sampled_from(members(State)), partial, papers, st.randoms(), days)
def test_silence_does_not_depend_on_the_order_nor_on_reading_twice(state, last, read, random, as_of) -> None:
    again = [*read, *read]
    random.shuffle(again)
    assert silence(state, last, again, as_of=as_of) == silence(state, last, read, as_of=as_of)


@given(partial, papers, days)
def test_no_paper_is_counted_on_both_sides(last, read, as_of) -> None:
    told = silence("agreed", last, read, as_of=as_of)
    assert not set(told.documents) & set(told.perhaps)


@given(partial, papers, days)
def test_what_is_looked_up_by_its_day_says_the_same_as_all_that_was_read(last, read, as_of) -> None:
    short = Timeline(read).since(last)
    assert silence("agreed", last, short, as_of=as_of) == silence("agreed", last, read, as_of=as_of)


def test_every_number_that_decides_has_a_source_and_an_unknown_one_is_named() -> None:
    for name in ("silent_after", "session_grace", "smallest_denominator"):
        assert threshold(name).source
    with pytest.raises(ConfigError, match="silent_after"):
        threshold("patience")


def test_every_word_for_what_was_heard_has_a_label_in_both_languages() -> None:
    for language in ("en", "zh"):
        for word in ("closed", "undated", "recent", "unread", "silent"):
            assert labels(language).get(("Heard", word)), (language, word)
