"""What is due and when a mechanism meets, as a calendar shows it."""

from datetime import date

from accord.exchange.days import Due, Meets, due_entries, session_entries
from accord.follow.sessions import Session, rhythm
from accord.model.labels import labels

AS_OF = date(2026, 11, 22)
MEETS = Meets("n-1", "consultation", ("无锡市", "中电海康"), "每季度召开一次联席会议", date(2025, 11, 3))
HELD = Session("m-1", "2026-08")


def test_the_next_session_stands_on_the_last_day_of_its_period() -> None:
    told = rhythm("quarterly", "2025-11-03", [HELD], as_of=AS_OF)
    held, following = session_entries(MEETS, told, [HELD], "zh")
    assert (following.first, following.expected) == (date(2026, 12, 31), True)
    assert following.summary == "会商机制: 无锡市 — 中电海康 (本期内应召开: 2026-Q4)"
    assert (held.first, held.expected) == (date(2026, 8, 31), False)
    assert held.said == "每季度召开一次联席会议\n仅知: 2026-08"


def test_a_session_that_is_announced_takes_the_place_of_the_one_expected() -> None:
    coming = Session("m-2", "2026-12-08")
    told = rhythm("quarterly", "2025-11-03", [coming], as_of=AS_OF)
    (entry,) = session_entries(MEETS, told, [coming], "en")
    assert (entry.first, entry.expected, entry.said) == (date(2026, 12, 8), True, MEETS.quote)
    assert entry.summary.endswith("(planned)")


def test_without_a_rhythm_nothing_is_expected() -> None:
    assert list(session_entries(MEETS, rhythm("regular", "2025", [], as_of=AS_OF), [], "en")) == []


def test_a_promise_is_due_on_its_last_possible_day_and_says_how_that_was_worded() -> None:
    year, day, unknown = (
        Due("c-1", "build the line", "2026", AS_OF, "Director"),
        Due("c-2", "meet", "2026-05-01", AS_OF),
        Due("c-3", "x", "--05-01", AS_OF),
    )
    first, second = due_entries([year, day, unknown], "en")
    assert (first.first, first.summary) == (date(2026, 12, 31), "build the line (Director)")
    assert first.said == "build the line\nknown only in part: 2026"
    assert (second.first, second.said) == (date(2026, 5, 1), "meet")


def test_a_long_promise_is_cut_in_the_summary_and_whole_in_what_is_said() -> None:
    (entry,) = due_entries([Due("c-1", "建" * 300, "2026-05-01", AS_OF)], "zh")
    assert (len(entry.summary), entry.said) == (120, "建" * 300)


def test_the_key_of_an_entry_does_not_depend_on_the_language() -> None:
    told = rhythm("quarterly", "2025-11-03", [HELD], as_of=AS_OF)
    keys = [[one.key for one in session_entries(MEETS, told, [HELD], language)] for language in ("en", "zh")]
    assert keys[0] == keys[1]
    assert all(labels(language).get(("DayKnown", "part")) for language in ("en", "zh"))
