"""Archives on the command line: read into a folder, and loaded into a register."""

import json

import pytest

from tests.bulk.archive_reader import make_fake
from tests.bulk.worlds import an_archive
from tests.cli.town import Town


@pytest.fixture
def town(tmp_path, monkeypatch):
    monkeypatch.setattr("accord.bootstrap.the_archive_reader", make_fake)
    return Town(tmp_path)


def test_an_archive_is_read_told_of_and_loaded(town, tmp_path):
    archive = an_archive(tmp_path, 40, also={3: ""})
    done = town.run("bulk", "read", archive, "--out", tmp_path / "out", "--workers", 1)
    assert done.exit_code == 3, "one article could not be read"
    assert "1 of 1 shards, 40 articles: 10 tell of cooperation, 6 do not, 23 put aside at a glance" in done.stdout
    assert "quarantine.jsonl" in done.stderr
    again = town.run("bulk", "read", archive, "--out", tmp_path / "out", "--format", "json")
    told = json.loads(again.stdout)
    assert (told["read_now"], told["counts"]["kept"], told["done"]) == (0, 10, 1)
    loaded = town.run("bulk", "load", tmp_path / "out")
    assert (loaded.exit_code, "10 new" in loaded.stdout, "1 refused" in loaded.stdout) == (3, True, True)
    assert len(town.listed("documents")) == 10
    assert json.loads(town.run("bulk", "load", tmp_path / "out", "--format", "json").stdout)["counts"]["known"] == 10


def test_files_of_a_folder_that_are_no_archives_are_told(town, tmp_path):
    (tmp_path / "folder").mkdir()
    an_archive(tmp_path / "folder", 8)
    (tmp_path / "folder" / "letter.pdf").write_bytes(b"%PDF-")
    done = town.run("bulk", "read", tmp_path / "folder", "--out", tmp_path / "out", "--quiet")
    assert "left out, since they are no archives: 1 .pdf" in done.stderr
    assert done.exit_code == 0


def test_what_is_missing_or_of_another_job_ends_with_a_code_that_says_so(town, tmp_path):
    assert town.run("bulk", "read", tmp_path / "none.jsonl", "--out", tmp_path / "out").exit_code == 4
    assert town.run("bulk", "load", tmp_path / "out").exit_code == 4
    assert town.run("bulk", "read", an_archive(tmp_path, 4)).exit_code == 2
    for count, code in ((4, 0), (8, 5)):
        assert (
            town.run("bulk", "read", an_archive(tmp_path, count), "--out", tmp_path / "out", "--quiet").exit_code
            == code
        )


def test_a_package_that_is_missing_is_named(town, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    done = town.run("bulk", "read", an_archive(tmp_path, 4), "--out", tmp_path / "out")
    assert (done.exit_code, 'pip install "accord[bulk]"' in done.stderr) == (5, True)
    monkeypatch.undo()
    monkeypatch.setitem(__import__("sys").modules, "daft", None)
    done = town.run("bulk", "read", an_archive(tmp_path, 4), "--out", tmp_path / "out", "--engine", "ray")
    assert (done.exit_code, 'pip install "accord[cluster]"' in done.stderr) == (5, True)
