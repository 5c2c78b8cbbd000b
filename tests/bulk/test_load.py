"""Readings of archives in the register: as if their articles had been ingested."""

import pytest

from accord import identity
from accord.bulk.load import load
from accord.errors import NotFoundError, StoreError
from accord.model import Found
from accord.register import digest
from accord.sources import find
from tests.bulk.archive_reader import FakeArchiveReader
from tests.bulk.worlds import an_archive, read
from tests.fakes.reader import FakeReader
from tests.register.worlds import CLOCK, a_register, listed, take_in


def _load(register, out, reader=None):
    return load(str(out), register=register, reader=reader or FakeReader(), identity=identity, clock=lambda: CLOCK)


def _digest(register) -> str:
    with register.reading() as connection:
        return str(digest(connection))


def test_loading_gives_the_register_that_ingesting_would_without_reading_again(tmp_path):
    archive = an_archive(tmp_path, 200, also={3: "There was a POISON agreement of the two cities with the port."})
    read(archive, tmp_path / "out")
    reader = FakeArchiveReader()
    with a_register() as loaded, a_register() as ingested:
        counter = FakeReader()
        done = _load(loaded, tmp_path / "out", counter)
        found = [one for one in find([str(archive)]) if isinstance(one, Found) and "POISON" not in one.text.content]
        take_in(ingested, [one for one in found if reader.read_if_relevant(one.text, None)], identity=identity)
        assert _digest(loaded) == _digest(ingested)
        assert (done.counts.new, done.counts.refused, done.read_again, counter.times) == (50, 1, 0, 0)
        assert len(listed(loaded, "documents")) == 50


def test_loading_again_changes_nothing(tmp_path):
    read(an_archive(tmp_path, 100), tmp_path / "out")
    with a_register() as register:
        _load(register, tmp_path / "out")
        before = _digest(register)
        again = _load(register, tmp_path / "out")
        assert (again.counts.new, again.counts.known, again.counts.refused) == (0, 25, 0)
        assert _digest(register) == before


def test_a_newer_reader_reads_what_an_older_one_has_put_in_the_folder(tmp_path):
    read(an_archive(tmp_path, 40), tmp_path / "out")
    with a_register() as register:
        assert _load(register, tmp_path / "out", FakeReader(2)).read_again == 10


def test_a_text_that_was_published_earlier_elsewhere_is_read_again_against_that_day(tmp_path):
    words = "Wuxi and Lotus signed a framework agreement."
    early = an_archive(tmp_path, 1, name="early.jsonl", also={0: words})
    late = an_archive(tmp_path, 2, name="late.jsonl", also={1: words, 0: "rain"})
    with a_register() as register:
        for name in (late, early):
            read(name, tmp_path / f"out-{name.stem}")
            _load(register, tmp_path / f"out-{name.stem}")
        assert [one["date"] for one in listed(register, "agreements")] == ["2024-08-01"]


def test_a_folder_without_readings_is_told(tmp_path):
    with a_register() as register, pytest.raises(NotFoundError, match="no readings"):
        _load(register, tmp_path)


def test_a_part_that_was_lost_is_told(tmp_path):
    read(an_archive(tmp_path, 100), tmp_path / "out")
    next((tmp_path / "out" / "readings").glob("*.parquet")).unlink()
    with a_register() as register, pytest.raises(StoreError, match="missing"):
        _load(register, tmp_path / "out")
