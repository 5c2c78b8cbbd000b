"""The calendar's marks: each promise with a day once, in order, whatever order they come in."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accord.follow.silence import CLOSED, overdue
from accord.insight.diary import due_marks, in_order
from accord.insight.ledger import Line
from accord.insight.standing import Stand
from accord.model.dates import interval
from accord.model.terms import State, members

TODAY = date(2026, 11, 22)
DUES = st.none() | st.builds(
    lambda day, length: day.isoformat()[:length], st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.sampled_from([4, 7, 10])
) | st.just("--07-14")  # fmt: skip


def a_line(number: int, due: str | None, state: State) -> Line:
    late = overdue(due, state, as_of=TODAY)
    return Line(
        id=f"c-{number}", row=number, same=(), own=frozenset(), document="", agreement=None, published=None, due=due,
        grade="measured", stand=Stand(state, None), actors=(), sides=frozenset(), sectors=(),
        late=late.days if late else None, heard="recent",
    )  # fmt: skip


LINES = st.lists(st.tuples(DUES, st.sampled_from(members(State))), max_size=20).map(
    lambda told: [a_line(number, due, state) for number, (due, state) in enumerate(told)]
)


@given(LINES, st.randoms(use_true_random=False))
def test_marks_stand_in_one_order_and_each_due_day_stands_once_on_the_last_day_that_it_may_mean(lines, chance) -> None:
    marks = in_order(due_marks(lines))
    mixed = list(lines)
    chance.shuffle(mixed)
    assert in_order(due_marks(mixed)) == marks
    assert [mark.day for mark in marks] == sorted(mark.day for mark in marks)
    known = {line.id: interval(line.due) for line in lines if line.due and interval(line.due)}
    assert {mark.id: mark.day for mark in marks} == {id_: days[1] for id_, days in known.items()}
    assert len(marks) == len(known)


@given(LINES)
def test_only_what_is_still_owed_is_late_and_its_day_has_passed(lines) -> None:
    for mark in due_marks(lines):
        assert mark.line is not None
        closed = mark.line.stand.state in CLOSED
        assert (mark.sign == "closed") == closed
        assert (mark.sign == "late") == (not closed and mark.day < TODAY)
