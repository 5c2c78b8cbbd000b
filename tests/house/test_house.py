"""Rules of the house, said twice in review and so written down: sizes, rooms, docs, generated files."""

import ast
import json
import re
from pathlib import Path

import pytest

from accord.model.schema import reading_schema, shipped_schema
from accord.model.terms import Sector, members

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "accord"
MODULES = sorted(SOURCE.rglob("*.py"))
ROOMS = sorted(path.parent for path in SOURCE.glob("*/__init__.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "misc"}
POSIX_ONLY = {"fcntl", "resource", "pwd", "grp", "termios", "pty"}


def _functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_fits_on_a_few_pages(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_function_fits_on_one_screen(path: Path) -> None:
    if "versions" in path.parts:
        return  # a migration is a list of tables

    def body(node: ast.FunctionDef) -> int:
        first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
        return (node.end_lineno or 0) - first.lineno + 1

    assert [f"{node.name}: {body(node)}" for node in _functions(path) if body(node) > 40] == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda p: p.name)
def test_a_room_says_what_it_does_and_where_to_begin(room: Path) -> None:
    told = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
    assert len(told.splitlines()) >= 4, f"{room.name}: in, out, where to begin, how to add one more"


def test_no_room_is_a_drawer() -> None:
    assert [str(path) for path in SOURCE.rglob("*") if path.stem in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_nothing_is_tied_to_one_system(path: Path) -> None:
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", path.read_text("utf-8"), re.MULTILINE))
    assert not imported & POSIX_ONLY
    assert "os.fork" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_language_is_named_outside_its_pack(path: Path) -> None:
    if "langs" in path.parts:
        return
    compared = re.findall(r"(?:==|!=|in) \(?[\"'](?:en|zh|zh-Hans|zh-Hant)[\"']", path.read_text("utf-8"))
    assert compared == [] or path.parent.name == "sources", "sources tell languages apart; nobody else does"


def test_the_shipped_schema_is_the_one_that_the_types_give() -> None:
    assert shipped_schema() == json.loads(json.dumps(reading_schema())), "run: make schema"


def test_every_sector_of_the_schema_is_explained() -> None:
    rows = (SOURCE / "model" / "sectors.tsv").read_text("utf-8").splitlines()[1:]
    assert [row.split("\t")[0] for row in rows] == list(members(Sector))


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")), ids=lambda p: p.stem)
def test_a_decision_says_why_and_what_holds_it(path: Path) -> None:
    told = path.read_text("utf-8")
    for heading in ("Status", "Context", "Decision", "Consequences", "Alternatives", "The check that holds it"):
        assert f"## {heading}" in told, heading
    assert len(told.splitlines()) <= 70


def test_every_decision_is_numbered_once() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))]
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]


def test_every_target_of_the_makefile_explains_itself() -> None:
    made = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):", made, re.MULTILINE)
    assert [target for target in targets if not re.search(rf"^{target}:.*## ", made, re.MULTILINE)] == []


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "web" / "templates").rglob("*.html")), ids=lambda p: f"{p.parent.name}/{p.stem}"
)
def test_what_asks_while_one_types_or_chooses_lets_the_last_question_count(path: Path) -> None:
    """Else the page drops what is changed while two answers are under way."""
    asks = re.findall(r"<[^>]*hx-trigger=\"[^\"]*\b(?:input|change)\b[^\"]*\"[^>]*", path.read_text("utf-8"))
    assert [one for one in asks if 'hx-sync="this:replace"' not in one] == []
