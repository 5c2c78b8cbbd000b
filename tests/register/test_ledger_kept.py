"""The ledger that the fold keeps says what counting everything anew says, whatever came, whatever people decided since."""

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accord.flows import undo, withdraw
from accord.insight.ledger import ledger
from accord.insight.promised import promised_of, promised_on
from accord.model.document import Found
from accord.model.terms import State, members
from accord.register import Asking, Register
from accord.register.pages.ledger import LATE, QUIET, REST, asked_for, by_state, due_in, promises_on
from accord.register.pages.period import groups_of
from tests.register.test_laws import LAW, _decide
from tests.register.worlds import DRAWN, a_register, by, documents, listed, take_in

DAYS = (
    date(2024, 7, 20),
    date(2024, 10, 2),
    date(2025, 1, 1),
    date(2025, 1, 13),
    date(2026, 1, 1),
)  # none before the last decision's


def _kept(asking: Asking, day: date) -> list:
    of = asked_for(asking, day)
    rows = [
        row
        for state in members(State)
        for part in (LATE, QUIET, REST)
        for row in promises_on(asking, of, part, state=state, limit=1000)  # type: ignore[arg-type]
    ]
    return sorted(promised_on(rows, day), key=lambda one: one.id)


def _counted(asking: Asking, day: date) -> list:
    lines = ledger(asking, day, groups_of(asking)[0]["partner"]).values()
    return sorted(map(promised_of, lines), key=lambda one: one.id)


def _agrees(register: Register, days: tuple[date, ...] = (DAYS[-1],)) -> None:
    with register.asking() as asking:
        for day in days:
            assert _kept(asking, day) == _counted(asking, day)
            assert sum(by_state(asking, asked_for(asking, day)).values()) == len(_counted(asking, day))
            owed = {one.id for one in _counted(asking, day) if one.due and not one.due.startswith("--")}
            assert {row["id"] for row in due_in(asking, asked_for(asking, day), date.min, date.max)} == owed


@LAW
@given(documents())
def test_each_day_it_says_which_promises_there_are_and_which_are_overdue_or_silent(found: list[Found]) -> None:
    with a_register() as register:
        take_in(register, found, identity=DRAWN)
        _agrees(register, DAYS)


@LAW
@given(documents(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_it_follows_decisions_undone_and_documents_withdrawn_and_taken_in_later(
    found: list[Found], chance: random.Random, batch: int
) -> None:
    with a_register() as register:
        half = len(found) // 2 + 1
        take_in(register, found[:half], identity=DRAWN)
        taken = _decide(register, chance)
        _agrees(register)
        take_in(register, found[half:], identity=DRAWN, batch=batch)
        _agrees(register)
        for one in chance.sample(taken, k=len(taken) // 2):
            undo(by(register, identity=DRAWN), one)
        _agrees(register)
        if told := listed(register, "documents"):
            withdraw(by(register, identity=DRAWN), chance.choice(told)["id"])
        _agrees(register)
