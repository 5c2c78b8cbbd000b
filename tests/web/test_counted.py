"""What pages of projects and rates ask for first is worked out once for a state of the register, and anew when it changes."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from accord.bootstrap import the_identity, the_reader
from accord.flows import ingest
from accord.insight.shares import BY, Shares
from accord.register import Asking, Register, open_register
from accord.register.asking.rated import Part
from accord.web.counted import counts_today, shares_today, warm
from accord.web.house import House
from accord.web.memory import Memory
from accord.web.safety.sessions import Sessions
from tests.builders import a_found

DAY, NOW = date(2026, 11, 22), "2026-11-22T09:00:00+00:00"
SIGNED = "Kenya and China signed an agreement in Nairobi on {day} May 2014 on a standard gauge railway. It was sunny."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with an empty register."""
    with open_register(str(tmp_path / "r.db"), create=True) as register:
        yield House(register, the_identity(), the_reader, lambda: NOW, Sessions())


def signed(register: Register, day: int) -> None:
    found = a_found(SIGNED.format(day=day), source=f"{day}.txt", published=f"2014-05-{day + 1}")
    ingest([found], register=register, reader=the_reader(), identity=the_identity(), clock=lambda: NOW)


def rates(house: House, by: str = "sector") -> Shares:
    with house.register.asking() as asking:
        return shares_today(house, asking, Part(DAY.isoformat()), by)


def test_what_pages_ask_for_first_is_there_before_anybody_asks(house: House) -> None:
    signed(house.register, 11)
    warm(house, DAY)
    with house.register.asking() as asking:
        asked: list[str] = []
        listening = Asking(lambda statement, values: asked.append(statement) or asking.execute(statement, values))
        counts_today(house, listening, "first_signing", None)
        for by in BY:
            shares_today(house, listening, Part(DAY.isoformat()), by)
    assert asked
    assert not any("rated" in one or "venture" in one for one in asked), "only which state the register is in"


def test_a_new_signing_is_in_the_next_answer(house: House) -> None:
    signed(house.register, 11)
    first = rates(house)
    assert first.over["started_of_signed"].cases == 1
    signed(house.register, 21)
    second = rates(house)
    assert second is not first
    assert second.over["started_of_signed"].cases == 2


def test_who_asks_what_another_works_out_waits_and_nothing_is_worked_out_twice() -> None:
    memory, begun, may_end, made = Memory(), threading.Event(), threading.Event(), []

    def slow() -> int:
        made.append(len(made) + 1)
        begun.set()
        may_end.wait(10)
        return made[-1]

    found: list[int] = []
    asking = [threading.Thread(target=lambda: found.append(memory.recall("1", "how many", slow))) for _ in range(3)]
    asking[0].start()
    assert begun.wait(10)
    for one in asking[1:]:
        one.start()
    assert memory.recall("1", "something else", lambda: 7) == 7, "other questions are answered meanwhile"
    threading.Timer(0.2, may_end.set).start()
    for one in asking:
        one.join(10)
    assert (found, made) == ([1, 1, 1], [1])
    assert memory.recall("2", "how many", lambda: 9) == 9
