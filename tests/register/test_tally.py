"""What is counted in memory is what the database counts, also after everything that may change it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.taking import take_in
from bench.world_news import WorldReader, world_documents

from accord import identity
from accord.errors import NotFoundError
from accord.flows import Deciding, rebuild_register, set_value, undo, withdraw
from accord.register import Register, list_records, open_register
from accord.register.asking.facets import facets
from accord.register.asking.tally import Tally
from accord.register.file.version import version

CLOCK = "2026-01-01T00:00:00+00:00"
ASKED: tuple[dict[str, list[str]], ...] = (
    {},
    {"kind": ["framework"]},
    {"status": ["signed"], "language": ["en"]},
    {"since": ["2012"], "until": ["2012"]},
    {"since": ["2012-03-04"]},
    {"until": ["2019-06"]},
    {"until": ["20"]},
    {"region": ["370000"]},
    {"region": ["CN"], "sector": ["energy"]},
    {"place": ["an"]},
)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(str(tmp_path / "made.db"), create=True) as opened:
        take_in(opened, world_documents(90), WorldReader(), batch=30)
        yield opened


def agrees(register: Register, tally: Tally) -> None:
    with register.asking() as asking:
        top = facets(asking, only=["party"], most=1)["party"][0].value
        for filters in (*ASKED, {"party": [top]}):
            assert facets(asking, filters=filters, tally=tally) == facets(asking, filters=filters), filters
            assert tally.total(asking, filters) == list_records(asking, "agreements", filters=filters).total, filters


def test_what_is_counted_in_memory_is_what_the_database_counts(register: Register) -> None:
    agrees(register, Tally())


def test_it_is_the_same_again_whatever_happens_to_the_register(register: Register) -> None:
    tally = Tally()
    agrees(register, tally)
    take_in(register, world_documents(30, first=90), WorldReader(), batch=7)
    agrees(register, tally)
    decide = Deciding(register, identity, "me", lambda: CLOCK)
    with register.asking() as asking:
        one = list_records(asking, "agreements", limit=1).records[0]["id"]
        document = list_records(asking, "documents", filters={"relevant": ["yes"]}, limit=1).records[0]["id"]
    set_value(decide, one, "kind", "intent")
    agrees(register, tally)
    gone = withdraw(decide, document)
    agrees(register, tally)
    undo(decide, gone.id)
    agrees(register, tally)
    rebuild_register(register, identity, progress=lambda done, of: None)
    agrees(register, tally)


def test_who_has_seen_nothing_for_long_reads_all(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    tally = Tally()
    agrees(register, tally)
    monkeypatch.setattr("accord.register.tables.changes.KEPT", 3)
    take_in(register, world_documents(30, first=90), WorldReader(), batch=7)
    agrees(register, tally)


def test_a_filter_that_is_not_there_is_told(register: Register) -> None:
    with register.asking() as asking, pytest.raises(NotFoundError, match="no filter of agreements named 'colour'"):
        Tally().total(asking, {"colour": ["red"]})


def test_the_version_changes_with_what_is_shown_and_only_then(register: Register) -> None:
    with register.asking() as asking:
        before = version(asking)
    with register.asking() as asking:
        assert version(asking) == before
        document = list_records(asking, "documents", limit=1).records[0]["id"]
    seen = [before]
    decide = Deciding(register, identity, "me", lambda: CLOCK)
    for change in (
        lambda: take_in(register, world_documents(1, first=90), WorldReader(), batch=1),
        lambda: withdraw(decide, document),
        lambda: rebuild_register(register, identity, progress=lambda done, of: None),
    ):
        change()
        with register.asking() as asking:
            seen.append(version(asking))
    assert len(set(seen)) == len(seen)
