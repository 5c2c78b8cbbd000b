"""An ingest that is killed at any moment loses nothing and counts nothing twice."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from accord.register import open_register
from tests.builders import a_found
from tests.database import address_of
from tests.register.worlds import a_register, digest_of, rebuilt, take_in

ROOT = Path(__file__).parents[2]
KILLS = (5, pytest.param(20, marks=pytest.mark.slow))
CHILD = """
import sys
from accord.flows import ingest
from accord.register import open_register
from tests.fakes.reader import FakeReader
from tests.register.worlds import APART
from tests.stories.test_killed_and_resumed import DOCUMENTS
with open_register(sys.argv[1], create=True) as register:
    ingest(DOCUMENTS, register=register, reader=FakeReader(), identity=APART, clock=lambda: "now",
           progress=lambda step: print(step.outcome, flush=True))
"""


def _content(number: int) -> str:
    who = ("Wuxi", "Ningbo", "Ganzhou")[number % 3]
    return (
        f"{who} and CETC signed a framework agreement on 2024-07-{1 + number // 3:02}. {who} will build base {number}."
    )


DOCUMENTS = [a_found(_content(number), source=f"{number}.txt") for number in range(60)]


@pytest.mark.parametrize("kills", KILLS)
def test_an_ingest_killed_at_random_moments_ends_in_the_same_register(tmp_path: Path, kills: int) -> None:
    chance, path = random.Random(20261122), address_of(tmp_path / "accord.db")
    with a_register() as undisturbed:
        take_in(undisturbed, DOCUMENTS)
        wanted = digest_of(undisturbed)
    for _ in range(kills):
        child = subprocess.Popen([sys.executable, "-c", CHILD, path], stdout=subprocess.PIPE, cwd=ROOT)
        assert child.stdout is not None
        for _ in range(chance.randint(1, 12)):
            child.stdout.readline()
        child.kill()
        child.wait()
        child.stdout.close()
    last = subprocess.run([sys.executable, "-c", CHILD, path], capture_output=True, cwd=ROOT, check=True, text=True)
    assert set(last.stdout.split()) <= {"new", "known"}
    with open_register(path, create=False) as register:
        assert digest_of(register) == wanted == rebuilt(register)


class _Killed(BaseException):
    """Like a kill: no handler of ours may catch it."""


def test_a_step_that_dies_at_any_statement_leaves_the_register_as_it_was() -> None:
    with a_register() as register:
        take_in(register, DOCUMENTS[:2])
        before = digest_of(register)
        for at in range(1, 40, 2):
            left = [at]

            def die(*_: object, left: list[int] = left) -> None:
                left[0] -= 1
                if left[0] == 0:
                    raise _Killed

            run_begun = 2  # statements that note the run; they are committed before any document
            left[0] += run_begun
            sa.event.listen(register.engine, "before_cursor_execute", die)
            try:
                take_in(register, DOCUMENTS[2:3])
            except _Killed:
                pass
            finally:
                sa.event.remove(register.engine, "before_cursor_execute", die)
            if left[0] == 0:
                assert digest_of(register) == before
        take_in(register, DOCUMENTS[2:3])
        assert digest_of(register) != before
        assert digest_of(register) == rebuilt(register)
