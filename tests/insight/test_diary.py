"""The calendar's marks: each promise with a day once, in order, whatever order they come in."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accord.follow.silence import CLOSED, overdue
from accord.insight.diary import due_marks, in_order
from accord.insight.promised import Promised
from accord.model.dates import interval
from accord.model.terms import State, members

TODAY = date(2026, 11, 22)
DUES = st.none() | st.builds(
    lambda day, length: day.isoformat()[:length], st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.sampled_from([4, 7, 10])
) | st.just("--07-14")  # fmt: skip


def an_entry(number: int, due: str | None, state: State) -> Promised:
    late = overdue(due, state, as_of=TODAY)
    return Promised(
        id=f"c-{number}", state=state, published=None, due=due, grade="measured", since=None, claim=False,
        late=late.days if late else None, silent=False,
    )  # fmt: skip


ENTRIES = st.lists(st.tuples(DUES, st.sampled_from(members(State))), max_size=20).map(
    lambda told: [an_entry(number, due, state) for number, (due, state) in enumerate(told)]
)


@given(ENTRIES, st.randoms(use_true_random=False))
def test_marks_stand_in_one_order_and_each_due_day_stands_once_on_the_last_day_that_it_may_mean(
    entries, chance
) -> None:
    marks = in_order(due_marks(entries))
    mixed = list(entries)
    chance.shuffle(mixed)
    assert in_order(due_marks(mixed)) == marks
    assert [mark.day for mark in marks] == sorted(mark.day for mark in marks)
    known = {one.id: interval(one.due) for one in entries if one.due and interval(one.due)}
    assert {mark.id: mark.day for mark in marks} == {id_: days[1] for id_, days in known.items()}
    assert len(marks) == len(known)


@given(ENTRIES)
def test_only_what_is_still_owed_is_late_and_its_day_has_passed(entries) -> None:
    for mark in due_marks(entries):
        assert mark.promise is not None
        closed = mark.promise.state in CLOSED
        assert (mark.sign == "closed") == closed
        assert (mark.sign == "late") == (not closed and mark.day < TODAY)
