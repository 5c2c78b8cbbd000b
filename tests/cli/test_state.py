"""`accord state`: a line in, a line out."""

import json
from pathlib import Path

import pytest

from accord.cli import exits
from tests.cli.town import Town

MILL = {"id": "p1", "title": "Riga funds a mill", "text": "The mill was opened on 3 May 2019.", "year": "2018"}
QUAY = {"id": 2, "title": None, "text": "Riga pledged to build a quay.", "year": 2020}
NOTHING = {"id": "p3", "text": "Cheese."}


def _lines(*rows: object) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def test_each_line_says_the_state_with_words_of_the_text(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "projects.jsonl"
    file.write_text(_lines(MILL, QUAY, NOTHING), encoding="utf-8")
    result = town.run("state", file, "--format", "jsonl")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == exits.OK
    assert [(one["id"], one["state"]) for one in told] == [("p1", "delivered"), (2, "announced"), ("p3", "announced")]
    assert [list(one) for one in told] == [["id", "state", "quote", "span", "why"]] * 3
    assert told[0]["quote"] == MILL["text"][slice(*told[0]["span"])]
    assert (told[2]["quote"], told[2]["span"]) == (None, None)


@pytest.mark.parametrize("broken", ["{", '{"id": "x"}', '{"id": "x", "text": 3}', "[]", '"words"'])
def test_a_broken_line_is_told_with_its_number_and_the_rest_goes_on(town: Town, tmp_path: Path, broken: str) -> None:
    file = tmp_path / "projects.jsonl"
    file.write_text(f"{_lines(MILL)}{broken}\n\n{_lines(QUAY)}", encoding="utf-8")
    result = town.run("state", file, "--format", "jsonl")
    assert result.exit_code == exits.INPUTS_FAILED
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["p1", 2]
    assert "line 2:" in result.stderr


def test_bytes_that_are_no_text_are_a_broken_line(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "projects.jsonl"
    file.write_bytes(b'{"id": "x", "text": "\xff\xfe"}\n' + _lines(MILL).encode())
    result = town.run("state", file, "--format", "jsonl")
    assert result.exit_code == exits.INPUTS_FAILED
    assert "line 1:" in result.stderr


def test_the_table_shows_states_and_quotes(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "projects.jsonl"
    file.write_text(_lines(MILL), encoding="utf-8-sig")
    result = town.run("state", file)
    assert result.exit_code == exits.OK
    assert "delivered" in result.stdout
    assert "The mill was opened" in result.stdout


def test_a_missing_file_is_not_found(town: Town, tmp_path: Path) -> None:
    assert town.run("state", tmp_path / "none.jsonl").exit_code == exits.NOT_FOUND


def test_the_help_has_an_example(town: Town) -> None:
    assert "accord state projects.jsonl --format jsonl" in town.run("state", "--help").stdout
