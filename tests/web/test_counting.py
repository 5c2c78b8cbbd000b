"""What is counted is counted once for a state of the register; what takes long is counted anew beside the pages."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from accord.bootstrap import the_identity, the_reader
from accord.flows import ingest
from accord.register import Register, open_register
from accord.web.counting import Counting, Held
from tests.builders import a_found

DAY, NOW = date(2026, 11, 22), "2026-11-22T09:00:00+00:00"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register."""
    with open_register(str(tmp_path / "r.db"), create=True) as opened:
        yield opened


def change(register: Register, words: str) -> None:
    found = a_found(words, source=f"{words[:5]}.txt")
    ingest([found], register=register, reader=the_reader(), identity=the_identity(), clock=lambda: NOW)


def now(counting: Counting, register: Register) -> Held:
    with register.asking() as asking:
        return counting.now(register, asking, DAY)


def test_what_is_quick_is_counted_once_and_again_at_once_when_the_register_changes(register: Register) -> None:
    counting = Counting()
    first = now(counting, register)
    assert now(counting, register) is first
    assert [first.once("how many", lambda value=value: value) for value in (1, 2)] == [1, 1]
    change(register, "Nothing was signed today.")
    second = now(counting, register)
    assert second is not first
    assert second.once("how many", lambda: 2) == 2


def test_who_asks_while_it_is_counted_for_the_first_time_waits_and_nothing_is_counted_twice(register: Register) -> None:
    begun, may_end, made = threading.Event(), threading.Event(), []

    def slow(asking: object, day: date) -> object:
        made.append(day)
        begun.set()
        may_end.wait(10)
        return f"known {len(made)}"

    counting = Counting(slow)  # type: ignore[arg-type]
    counting._begin(register, DAY)
    assert begun.wait(10)
    threading.Timer(0.2, may_end.set).start()

    assert now(counting, register).of == "known 1"
    assert len(made) == 1


def test_what_takes_long_is_shown_as_it_was_until_it_is_counted_anew(register: Register) -> None:
    may_end, made = threading.Event(), []

    def slow(asking: object, day: date) -> object:
        made.append(day)
        if len(made) > 1:
            may_end.wait(10)
        return f"known {len(made)}"

    counting = Counting(slow, patience_s=0.0)  # type: ignore[arg-type]
    first = now(counting, register)
    assert first.of == "known 1"
    change(register, "Nothing was signed today.")
    assert [now(counting, register) is first for _ in range(3)] == [True] * 3
    may_end.set()
    beside = counting._beside
    assert beside is not None
    beside.join(10)
    assert now(counting, register).of == "known 2"
    assert len(made) == 2, "it is counted anew once, however many ask"
