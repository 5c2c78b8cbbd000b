"""verify, digest, rebuild, backup, restore, export, schema."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from accord.cli import exits
from accord.model.schema import shipped_schema
from accord.register import LISTS
from tests.cli.town import Town, lines_of
from tests.fakes.reader import FakeReader


def _spoil(town: Town, statement: str) -> None:
    with closing(sqlite3.connect(town.register)) as opened, opened:
        opened.execute(statement)


def test_a_sound_register_holds(settled: Town) -> None:
    result = settled.run("verify")
    assert result.exit_code == exits.OK
    assert "Everything holds" in result.stdout
    assert settled.json("verify", "--quiet") == {"holds": True, "problems": [], "review": []}


def test_what_does_not_hold_is_listed_with_exit_code_1(settled: Town) -> None:
    _spoil(settled, 'UPDATE evidence SET "end" = 100000 WHERE fact = (SELECT MIN(fact) FROM evidence)')
    result = settled.run("verify", "--quiet")
    assert result.exit_code == exits.FAILED
    assert "lies outside the text" in " ".join(result.stdout.split())
    assert "does not hold" in result.stdout


def test_decisions_that_hold_on_to_nothing_are_for_review_and_no_failure(settled: Town) -> None:
    settled.run("decide", "reject", settled.id_of("posts"))
    payload = "replace(payload, 'Li Shouwu is director', 'Nobody was ever there')"
    _spoil(settled, f"UPDATE decision SET payload = {payload}")
    settled.run("rebuild", "--quiet")
    result = settled.run("verify", "--quiet")
    assert result.exit_code == exits.OK
    assert "1 for review" in result.stdout


def test_a_rebuilt_register_has_the_same_digest(settled: Town) -> None:
    before = settled.run("digest").stdout
    assert before.startswith("sha256:")
    told = settled.run("rebuild")
    assert "anew from 3 documents and entries" in told.stdout
    assert settled.run("digest").stdout == before


def test_a_newer_reader_reads_anew_where_asked(settled: Town) -> None:
    settled.reader = FakeReader(2)
    assert "read 2 documents anew" in settled.run("rebuild", "--reread", "--quiet").stdout
    assert "read 0 documents anew" in settled.run("rebuild", "--reread", "--quiet").stdout


def test_a_register_of_another_version_is_refused_until_it_is_rebuilt(settled: Town) -> None:
    _spoil(settled, "UPDATE meta SET value = 'old' WHERE key = 'derived'")
    result = settled.run("agreements")
    assert result.exit_code == exits.REFUSED
    assert "accord rebuild" in result.stderr
    assert settled.run("rebuild", "--quiet").exit_code == exits.OK
    assert settled.run("agreements").exit_code == exits.OK


def test_a_copy_can_be_put_back(settled: Town) -> None:
    copy, before = settled.folder / "copy.db", settled.run("digest").stdout
    assert settled.run("backup", copy).exit_code == exits.OK
    assert settled.run("backup", copy).exit_code == exits.REFUSED
    settled.run("decide", "reject", settled.id_of("posts"))
    assert settled.run("restore", copy).exit_code == exits.REFUSED
    assert settled.run("restore", copy, "--replace").exit_code == exits.OK
    assert settled.run("digest").stdout == before
    assert settled.run("restore", settled.folder / "absent.db").exit_code == exits.NOT_FOUND


def test_a_copy_that_cannot_be_put_back_is_one_line(settled: Town) -> None:
    copy = settled.folder / "copy.db"
    settled.run("backup", copy)
    result = settled.run("restore", copy, "--register", settled.register / "office.db")
    assert result.exit_code == exits.REFUSED
    assert "office.db" in result.stderr
    assert result.stderr.count("\n") == 1


def test_all_lists_are_exported_a_file_each(settled: Town) -> None:
    out = settled.folder / "tables"
    assert settled.run("export", "all", "--out", out).exit_code == exits.OK
    assert {path.name for path in out.iterdir()} == {f"{name}.csv" for name in LISTS}
    for name in LISTS:
        with (out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert [row["id"] for row in csv.DictReader(file)] == sorted(r["id"] for r in settled.listed(name))


def test_an_export_to_standard_output_holds_every_value_unchanged(settled: Town) -> None:
    exported = [json.loads(line) for line in lines_of(settled.run("export", "agreements", "--format", "jsonl"))]
    assert exported == sorted(settled.listed("agreements"), key=lambda record: record["id"])


def test_a_file_that_exists_is_written_over_only_where_asked(settled: Town) -> None:
    out = settled.folder / "posts.csv"
    out.write_text("mine", encoding="utf-8")
    assert settled.run("export", "posts", "--out", out).exit_code == exits.REFUSED
    assert out.read_text(encoding="utf-8") == "mine"
    assert settled.run("export", "posts", "--out", out, "--replace", "--bom").exit_code == exits.OK
    assert out.read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert not list(settled.folder.glob("*.partial"))


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["all"], exits.WRONG_CALL, "nine lists do not go into one stream"),
        (["posts", "--format", "parquet"], exits.WRONG_CALL, "Parquet cannot be streamed"),
        (["posts", "--format", "jsonl", "--bom"], exits.WRONG_CALL, "a mark is for CSV"),
        (["posts", "--out", "absent/posts.csv"], exits.REFUSED, "there is no such folder"),
        (["all", "--out", "accord.db"], exits.REFUSED, "a file is no folder"),
        (["all", "--out", "accord.db/tables"], exits.REFUSED, "nor is there a folder in a file"),
        (["weddings"], exits.WRONG_CALL, "there is no such list"),
    ],
)
def test_an_export_that_cannot_be_is_one_line(
    settled: Town, words: list[str], code: int, why: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    result = settled.run("export", *words)
    assert result.exit_code == code, why
    assert result.stderr.count("\n") == 1


def test_the_schema_is_the_shipped_one(town: Town) -> None:
    assert json.loads(town.run("schema").stdout) == shipped_schema()
