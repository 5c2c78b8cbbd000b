"""Everything that the OpenAPI document allows, and much that it does not, sent to the API by schemathesis."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.bootstrap import the_identity
from accord.register import open_register
from accord.web import House
from accord.web.safety.roles import actions
from accord.web.safety.sessions import Sessions
from tests.database import copy_register
from tests.fakes.reader import FakeReader
from tests.web.conftest import NOW, Served, serving
from tests.web.programs import Program, token_for

_REFUSED = """
# words that hold nothing to read are refused, which no schema can say
[[operations]]
include-operation-id = ["add_document", "read_text"]
checks.positive_data_acceptance.expected-statuses = ["2xx", "422"]
"""


@pytest.fixture
def open_to_programs(examples_file: Path, tmp_path: Path) -> Iterator[tuple[Served, str]]:
    """The examples in a register of the test's own, served to a program that may do all; and its token."""
    copy = tmp_path / "office.db"
    copy_register(examples_file, copy)
    with open_register(str(copy), create=False) as register:
        house = House(register, the_identity(), FakeReader, lambda: NOW, Sessions(), person="Wang", max_bytes=200_000)
        token = token_for(register, tuple(actions()))
        for served in serving(house):
            yield served, token


def settings(folder: Path, served: Served, token: str, *, known: bool) -> Path:
    """Return a file with what schemathesis cannot know; with `known`, ids of things that are there."""
    told = [_REFUSED]
    if known:
        program = Program(served.house, token)
        paths = program.ask("/openapi.json")["paths"]
        for path in paths:
            if path.endswith("/{id}"):
                if "/jobs/" in path:
                    program.post("/jobs", {"address": "http://127.0.0.1/"})
                    told.append(f'[[operations]]\ninclude-path = "{path}"\nparameters = {{ "path.id" = "1" }}\n')
                    continue
                of = "commitments" if "evidence" in path else path.split("/")[3]
                asked = {"name": "陈敏尔"} if of == "persons" else {}
                if of == "decisions" and not program.all("/decisions"):
                    fact = program.ask("/agreements", limit=1)["records"][0]["id"]
                    program.decide(type="set", fact=fact, field="place", value="Wuxi")
                one = program.ask(f"/{of}", **asked)["records"][0]["id"]
                told.append(f'[[operations]]\ninclude-path = "{path}"\nparameters = {{ "path.id" = "{one}" }}\n')
    file = folder / "schemathesis.toml"
    file.write_text("\n".join(told), encoding="utf-8")
    return file


def run(folder: Path, served: Served, token: str, *options: str, known: bool) -> str:
    """Return what schemathesis says; a failure of any of its checks fails the test."""
    file = settings(folder, served, token, known=known)
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(file), "run", f"{served.address}/api/v1/openapi.json",
        "--header", f"Authorization: Bearer {token}", "--checks", "all", "--continue-on-failure", "--no-color", *options,
    ]  # fmt: skip
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, timeout=280)
    told = ended.stdout + ended.stderr
    assert ended.returncode == 0, told[-6000:]
    assert int(re.search(r"(\d+) generated", told)[1]) > 500, told[-2000:]
    return told


def test_the_api_is_what_its_openapi_document_says(open_to_programs: tuple[Served, str], tmp_path: Path) -> None:
    run(tmp_path, *open_to_programs, "--phases", "examples,coverage", "--max-time", "50", "--seed", "1", known=True)


@pytest.mark.slow
@pytest.mark.parametrize("known", [True, False], ids=["known ids", "any ids"])
def test_the_api_bears_whatever_is_sent(open_to_programs: tuple[Served, str], tmp_path: Path, *, known: bool) -> None:
    run(tmp_path, *open_to_programs, "--max-time", "200", known=known)
