"""register copy."""

import sqlite3
from contextlib import closing

import pytest

from accord.cli import exits
from tests.cli.town import Town

pytestmark = pytest.mark.in_a_file  # `tests/register/test_copying.py` goes into databases


def test_a_register_is_copied_and_its_digest_told(settled: Town) -> None:
    settled.run("decide", "reject", settled.id_of("posts"))
    result = settled.run("register", "copy", settled.register, settled.folder / "other.db", "--quiet", columns=400)
    assert result.exit_code == exits.OK
    digest = settled.run("digest").stdout.strip()
    assert f"both have the digest {digest}" in result.stdout
    assert "3 documents, 1 decisions" in result.stdout
    assert settled.run("digest", "--register", settled.folder / "other.db").stdout.strip() == digest


def test_a_program_reads_what_was_copied(settled: Town) -> None:
    told = settled.json("register", "copy", settled.register, settled.folder / "other.db", "--quiet")
    assert told.keys() == {"from", "to", "rows", "documents", "decisions", "waiting", "digest"}
    assert (told["from"], told["documents"], told["waiting"]) == (str(settled.register), 3, 0)


def test_a_copy_goes_nowhere_where_something_is(settled: Town) -> None:
    assert settled.run("register", "copy", settled.register, settled.register).exit_code == exits.REFUSED
    missing = settled.run("register", "copy", settled.folder / "absent.db", settled.folder / "other.db")
    assert missing.exit_code == exits.NOT_FOUND
    assert not (settled.folder / "other.db").exists()


def test_a_file_that_is_no_register_is_said_to_be_none(settled: Town) -> None:
    (settled.folder / "list.db").write_text("a list of ours" * 100)
    result = settled.run("register", "copy", settled.folder / "list.db", settled.folder / "other.db")
    assert result.exit_code == exits.REFUSED
    assert "no register" in result.stderr
    assert not (settled.folder / "other.db").exists()


def test_files_that_wait_beside_a_register_are_told_of(settled: Town) -> None:
    with closing(sqlite3.connect(settled.register)) as opened, opened:
        opened.execute(
            "INSERT INTO job (batch, kind, name, source, path, given, state, by, at) "
            "VALUES ('b', 'file', 'one.pdf', 'upload/one.pdf', 'x/one.pdf', '{}', 'waiting', 'Ana', '2026-01-01')"
        )
    result = settled.run("register", "copy", settled.register, settled.folder / "other.db", "--quiet", columns=400)
    assert f"1 files that were handed in wait to be read; they lie in {settled.register}-inbox" in result.stdout
