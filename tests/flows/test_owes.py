"""A person names the post that is to keep a promise: it stays with the post, the newest word counts, and all can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.bootstrap import the_identity, the_reader
from accord.errors import DecisionError
from accord.flows import Deciding, ingest, rebuild_register, undo
from accord.flows.owes import owes
from accord.insight.owners import named_owner
from accord.register import Register, list_records, open_register
from accord.register.asking.owed import owed_by
from accord.register.pages.promise import promise
from tests.insight.test_owners import SAME, SIGNED, later
from tests.register.worlds import digest_of

NOW = "2026-11-22T09:00:00+00:00"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(str(tmp_path / "accord.db"), create=True) as opened:
        found = [SIGNED["en"], later("en", SAME["en"], "2025-09-13")]
        ingest(found, register=opened, reader=the_reader(), identity=the_identity(), clock=lambda: NOW, batch=50)
        yield opened


def _deciding(register: Register) -> Deciding:
    return Deciding(register, the_identity(), "Ana", lambda: NOW, "by telephone")


def _first(register: Register) -> dict:
    with register.asking() as asking:
        found = list_records(asking, "commitments", filters={"document": [SIGNED["en"].text.id]}).records[0]
        return promise(asking, found["id"])


def test_the_newest_word_counts_and_undoing_it_leaves_the_one_before(register: Register) -> None:
    one = _first(register)
    assert one["owner"] is None
    owes(_deciding(register), one["id"], "  head of the\n investment office ")
    second = owes(_deciding(register), one["id"], "deputy mayor", "Nanjing")
    assert _first(register)["owner"] == "deputy mayor, Nanjing"
    undo(_deciding(register), second.id)
    assert _first(register)["owner"] == "head of the investment office"
    with register.asking() as asking:
        said = owed_by(asking, one["row"])
    assert said is not None
    assert (said["by"], said["why"]) == ("Ana", "by telephone")


def test_it_tells_who_holds_the_post_by_the_news(register: Register) -> None:
    one = _first(register)
    body = one["agreement"]["parties"][0]
    with register.asking() as asking:
        assert named_owner(asking, one["row"], [body]) is None
    owes(_deciding(register), one["id"], SAME["en"], body["name"])
    with register.asking() as asking:
        named = named_owner(asking, one["row"], one["agreement"]["parties"])
    assert named is not None
    assert named.party is not None
    assert (named.post, named.party["id"]) == (SAME["en"], body["id"])


def test_a_rebuild_keeps_it_and_what_is_no_promise_or_no_post_is_refused(register: Register) -> None:
    one = _first(register)
    owes(_deciding(register), one["id"], "deputy mayor", "Nanjing")
    before = digest_of(register)
    rebuild_register(register, the_identity(), progress=lambda done, of: None)
    assert digest_of(register) == before
    for id_, post in ((one["id"], "  "), (one["id"], "x" * 201), (one["agreement"]["id"], "mayor")):
        with pytest.raises(DecisionError):
            owes(_deciding(register), id_, post)
