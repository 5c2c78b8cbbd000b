"""Connections that stay open between questions: each question sees the register as it is by then."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.errors import StoreError
from accord.register import Register, list_records, open_register
from tests.builders import a_found
from tests.register.worlds import take_in

pytestmark = pytest.mark.in_a_file

WUXI = a_found("Wuxi and CETC signed a framework agreement on 2024-07-14.", source="a.txt")
NINGBO = a_found("Ningbo and Ganzhou signed a cooperation agreement on 2019-08-18.", source="b.txt")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(str(tmp_path / "accord.db"), create=True) as made:
        made.keep_open(2)
        take_in(made, [WUXI])
        yield made


def agreements(register: Register) -> int:
    with register.asking() as asking:
        return list_records(asking, "agreements").total


def test_what_was_written_since_is_seen(register: Register) -> None:
    assert agreements(register) == 1
    take_in(register, [NINGBO])
    assert agreements(register) == 2


def test_an_answer_that_nobody_read_to_its_end_holds_nothing_back(register: Register) -> None:
    with register.asking() as asking:
        begun = iter(asking.execute("SELECT row FROM mention"))
        next(begun)
    take_in(register, [NINGBO])
    assert agreements(register) == 2
    with pytest.raises(Exception, match="closed"):
        next(begun)


def test_one_state_is_seen_to_the_end_of_the_question(register: Register) -> None:
    with register.asking() as asking:
        before = list_records(asking, "agreements").total
        take_in(register, [NINGBO])
        assert list_records(asking, "agreements").total == before


def test_questions_at_once_see_their_own_state_each(register: Register) -> None:
    with register.asking() as first, register.asking() as second, register.asking() as third:
        assert {list_records(one, "agreements").total for one in (first, second, third)} == {1}
    assert agreements(register) == 1


def test_a_question_that_failed_leaves_the_next_ones_as_they_were(register: Register) -> None:
    with pytest.raises(StoreError), register.asking() as asking:
        asking.execute("SELECT nothing FROM nowhere")
    take_in(register, [NINGBO])
    assert agreements(register) == 2


def test_another_file_at_the_path_is_opened_anew(register: Register, tmp_path: Path) -> None:
    assert agreements(register) == 1
    with open_register(str(tmp_path / "other.db"), create=True) as other:
        take_in(other, [WUXI, NINGBO])
    assert register.path is not None
    for beside in tmp_path.glob("accord.db-*"):
        beside.unlink()
    shutil.move(tmp_path / "other.db", register.path)
    assert agreements(register) == 2
