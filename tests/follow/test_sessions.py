"""Was the rhythm kept: a session is missed only when nobody could have overlooked it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.follow.agenda import Agenda, Item, agendas, open_items
from accord.follow.calendar import period_of, periods
from accord.follow.sessions import Session, SessionState, rhythm
from accord.follow.silence import Seen
from accord.model.labels import labels
from accord.model.terms import Cadence, members

AS_OF = date(2026, 11, 22)
READ = [Seen(f"d{month}", "city daily", f"2026-{month:02}-15") for month in (1, 2, 4, 5, 7, 9)]


def states(told) -> dict[str, str]:
    return {one.period.name: one.state for one in told.expected}


def test_a_session_once_a_quarter_is_expected_from_the_quarter_after_it_was_set_up() -> None:
    told = rhythm("quarterly", "2025-11-03", [Session("s1", "2026-02-10")], READ, as_of=AS_OF)
    assert states(told) == {"2026-Q1": "held", "2026-Q2": "missed", "2026-Q3": "missed", "2026-Q4": "open"}
    assert told.expected[0].sessions == ("s1",)


def test_a_missed_session_says_in_what_it_was_not_seen() -> None:
    told = rhythm("quarterly", "2025-11-03", [], READ, as_of=AS_OF)
    assert told.expected[1].documents == ("d4", "d5", "d7"), "those of the quarter and of the month after it"


def test_a_period_of_which_nothing_was_read_is_not_missed() -> None:
    told = rhythm("half_yearly", "2024-11-03", [], READ, as_of=date(2026, 11, 22))
    assert states(told) == {"2025-H1": "unread", "2025-H2": "missed", "2026-H1": "missed", "2026-H2": "open"}
    assert told.expected[1].documents == ("d1",), "news of a session may come in the month after it"


def test_news_of_a_session_may_come_a_month_late() -> None:
    read = [*READ, Seen("d10", "city daily", "2026-10-01")]
    assert states(rhythm("quarterly", "2026-05-01", [], read, as_of=date(2026, 10, 31)))["2026-Q3"] == "waiting"
    assert states(rhythm("quarterly", "2026-05-01", [], read, as_of=date(2026, 11, 1)))["2026-Q3"] == "missed"
    assert states(rhythm("quarterly", "2026-05-01", [], read, as_of=date(2026, 10, 31), grace=7))["2026-Q3"] == "missed"


def test_a_session_of_which_only_the_year_is_known_may_have_been_in_any_quarter() -> None:
    told = rhythm("quarterly", "2025-11-03", [Session("s1", "2026")], READ, as_of=date(2026, 12, 31))
    assert set(states(told).values()) == {"perhaps"}
    assert states(rhythm("yearly", "2025-11-03", [Session("s1", "2026")], READ, as_of=AS_OF)) == {"2026": "held"}


def test_the_next_session_is_due_in_the_period_of_the_day_until_it_was_held() -> None:
    assert rhythm("quarterly", "2025-11-03", [], as_of=AS_OF).next == period_of("quarterly", AS_OF)
    held = rhythm("quarterly", "2025-11-03", [Session("s1", "2026-10-08")], as_of=AS_OF)
    assert held.next.name == "2027-Q1"
    young = rhythm("quarterly", "2026-11-03", [], as_of=AS_OF)
    assert (young.expected, young.next.name) == ((), "2027-Q1")


def test_a_session_told_of_for_a_later_day_is_planned_and_not_held() -> None:
    told = rhythm("yearly", "2025-11-03", [Session("s1", "2026-12-01")], as_of=AS_OF)
    assert (states(told), told.planned) == ({"2026": "open"}, (Session("s1", "2026-12-01"),))


@pytest.mark.parametrize("cadence", ["regular", None])
def test_where_no_rhythm_is_named_nothing_can_be_missed(cadence: Cadence | None) -> None:
    told = rhythm(cadence, "2020", [Session("s1", "2021-05-01")], READ, as_of=AS_OF)
    assert (told.expected, told.outside, told.next) == ((), ("s1",), None)


def test_sessions_before_the_first_period_or_without_a_day_stand_apart() -> None:
    said = [Session("s1", "2026-11-10"), Session("s2", None), Session("s3", "--05-01")]
    told = rhythm("quarterly", "2026-11-03", said, as_of=AS_OF)
    assert (told.expected, told.outside, told.planned) == ((), ("s1", "s2", "s3"), ())


def test_a_mechanism_of_an_unknown_day_expects_nothing_yet_says_what_is_next() -> None:
    told = rhythm("yearly", None, [], READ, as_of=AS_OF)
    assert (told.expected, told.next.name) == ((), "2027")


cadences = st.sampled_from([one for one in members(Cadence) if one != "regular"])
days = st.dates(date(2020, 1, 1), date(2026, 12, 31))


@given(cadences, days, st.integers(0, 900))
def test_periods_follow_each_other_without_a_gap(cadence, since, length) -> None:
    made = list(periods(cadence, since, since + timedelta(days=length)))
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(made))
    assert all(since < one.first <= since + timedelta(days=length) for one in made)
    assert len({one.name for one in made}) == len(made)


@given(cadences, days)
def test_a_day_lies_in_its_period(cadence, day) -> None:
    period = period_of(cadence, day)
    assert period.first <= day <= period.last
    assert period_of(cadence, period.first) == period_of(cadence, period.last) == period


partial = st.one_of(
    st.none(), days.map(date.isoformat), days.map(lambda d: d.isoformat()[:7]), days.map(lambda d: str(d.year))
)
known = st.lists(st.builds(Session, st.uuids().map(str), partial), max_size=8)
papers = st.lists(st.builds(Seen, st.sampled_from("abcdef"), st.just("x"), partial), max_size=8)


@given(cadences, days, known, papers, days, st.randoms())
def test_every_session_stands_somewhere_and_the_order_does_not_matter(
    cadence, since, said, read, as_of, random
) -> None:
    told = rhythm(cadence, since.isoformat(), said, read, as_of=as_of)
    somewhere = {one for expected in told.expected for one in expected.sessions}
    somewhere |= set(told.outside) | {one.id for one in told.planned}
    assert somewhere == {one.id for one in said}
    mixed = list(said)
    random.shuffle(mixed)
    assert rhythm(cadence, since.isoformat(), mixed, read[::-1], as_of=as_of) == told


@given(cadences, days, known, papers, days)
def test_nothing_is_missed_of_which_nothing_was_read(cadence, since, said, read, as_of) -> None:
    told = rhythm(cadence, since.isoformat(), said, read, as_of=as_of)
    assert all(one.documents for one in told.expected if one.state == "missed")


ROADS = Item("i1", "open the ring road", raised="s1", owner="Director of the transport bureau", due="2026-06")
FEES = Item("i2", "settle the harbour fees", raised="s1", settled="s2")
STAFF = Item("i3", "exchange staff", raised="s2", due="2027")
NAMES = Item("i4", "name the liaison officers", raised="s2")
ITEMS = [STAFF, FEES, NAMES, ROADS]


def test_what_a_session_does_not_settle_is_carried_over() -> None:
    assert agendas(["s1", "s2"], ITEMS) == (
        Agenda("s1", carried=(), raised=("i1", "i2"), settled=()),
        Agenda("s2", carried=("i1", "i2"), raised=("i3", "i4"), settled=("i2",)),
        Agenda(None, carried=("i1", "i3", "i4"), raised=(), settled=()),
    )


def test_open_items_come_by_their_day_and_say_by_how_much_they_are_overdue() -> None:
    told = open_items(ITEMS, as_of=AS_OF)
    assert [one.item.id for one in told] == ["i1", "i3", "i4"]
    assert [one.overdue.days if one.overdue else None for one in told] == [145, None, None]


WRONG = [
    ("raised in no session", Item("i", "x", raised="s9")),
    ("settled before it was raised", Item("i", "x", raised="s2", settled="s1")),
]


@pytest.mark.parametrize(("why", "item"), WRONG, ids=[case[0] for case in WRONG])
def test_an_item_that_fits_no_session_is_refused(why: str, item: Item) -> None:
    with pytest.raises(ValueError, match="'i'"):
        agendas(["s1", "s2"], [item])


def test_every_state_of_a_session_has_a_label_in_both_languages() -> None:
    for word in members(SessionState):
        for language in ("en", "zh"):
            assert labels(language).get(("SessionState", word)), (language, word)
