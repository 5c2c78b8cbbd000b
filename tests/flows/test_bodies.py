"""That a body met shows that it is set up: one question, of the body, and one answer for both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.bootstrap import the_identity, the_reader
from accord.flows import Deciding, ingest, undo
from accord.flows.follow import followed
from accord.flows.proposed import accept_later
from accord.register import Register, list_records, open_register
from accord.register.asking.states import state_of
from tests.builders import a_found

NOW = "2026-11-22T09:00:00+00:00"
SIGNED = (
    "Nanjing and Wuxi signed a cooperation agreement on 14 July 2024. They will set up a joint committee for chips that meets "
    "every year. Wuxi will build a laboratory in Nanjing."
)
MET = "The joint committee for chips of Nanjing and Wuxi held its first meeting in Nanjing on 18 July 2025."


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(str(tmp_path / "accord.db"), create=True) as opened:
        found = [
            a_found(SIGNED, source="signed.txt", published="2024-07-15"),
            a_found(MET, source="met.txt", published="2025-07-20"),
        ]
        ingest(found, register=opened, reader=the_reader(), identity=the_identity(), clock=lambda: NOW, batch=50)
        yield opened


def test_a_session_is_asked_of_the_body_and_shows_that_it_is_set_up(register: Register) -> None:
    deciding = Deciding(register, the_identity(), "Ana", lambda: NOW)
    with register.asking() as asking:
        [body] = list_records(asking, "mechanisms", limit=9).records
        promises = list_records(asking, "commitments", limit=9).records
        asked = [one for one in followed(asking) if one.link.rank == 1]
    set_up, other = sorted(promises, key=lambda one: "laboratory" in one["quote"])
    assert [one.link.promise.id for one in asked] == [body["id"]]

    accept_later(deciding, asked[0])

    with register.asking() as asking:
        assert state_of(asking, body["id"]) == "under_way"
        assert state_of(asking, set_up["id"]) == "delivered"
        assert state_of(asking, other["id"]) == other["state"]
        left = {one.link.promise.id for one in followed(asking)}
    assert not left & {body["id"], set_up["id"]}


def test_the_two_are_two_decisions_each_of_which_can_be_undone(register: Register) -> None:
    deciding = Deciding(register, the_identity(), "Ana", lambda: NOW)
    with register.asking() as asking:
        asked = next(one for one in followed(asking) if one.link.rank == 1)
    accept_later(deciding, asked)
    undo(deciding, "d2")
    with register.asking() as asking:
        states = {one["state"] for one in list_records(asking, "commitments", limit=9).records}
        assert state_of(asking, asked.link.promise.id) == "under_way"
    assert "delivered" not in states
