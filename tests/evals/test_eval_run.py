"""The command `python -m evals`, as far as it goes without reading."""

import hashlib
import json

import pytest
from evals.gold import Item
from evals.hear import hear
from evals.run import main

from tests.evals.small import a_gold


def test_a_set_that_is_not_there_is_said_and_fails_nothing(tmp_path, capsys):
    assert main(["--set", "top"], {"ACCORD_GOLD": str(tmp_path)}) == 0
    assert "left out: sample: no folder" in capsys.readouterr().out


def test_json_says_what_was_left_out(tmp_path, capsys):
    assert main(["--set", "top", "--format", "json"], {"ACCORD_GOLD": str(tmp_path)}) == 0
    assert json.loads(capsys.readouterr().out)["sets"] == []


def test_an_unknown_set_is_refused_with_the_names_of_those_there_are(capsys):
    with pytest.raises(SystemExit):
        main(["--set", "all"], {})
    assert "examples" in capsys.readouterr().err


def test_the_help_shows_an_example(capsys):
    with pytest.raises(SystemExit):
        main(["--help"], {})
    assert "python -m evals --set examples" in capsys.readouterr().out


def test_a_document_that_cannot_be_read_is_heard_as_nothing_and_said(tmp_path):
    file = tmp_path / "d.txt"
    file.write_bytes(b"")
    heard, trouble = hear([Item(a_gold(id="d", sha256=hashlib.sha256(b"").hexdigest()), file, "")])
    assert not heard[0].facts.relevant
    assert trouble[0].startswith("d: ")
