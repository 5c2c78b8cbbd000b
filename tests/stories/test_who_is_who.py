"""The top-level files of the sample in one register with the examples: who is who where a translation broke the names."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from accord.bootstrap import now, the_reader
from accord.cli.program import program
from accord.cli.world import World
from accord.register import Register, open_register
from accord.settings import Settings
from tests.register.worlds import listed

PROJECT = Path(__file__).parents[2]
NEWS = Path(os.environ.get("ACCORD_GOLD") or PROJECT.parent / "shared") / "news"
TOP = sorted(NEWS.glob("00*.txt"))

pytestmark = pytest.mark.skipif(
    len(TOP) != 5, reason=f"no five files {NEWS}/00*.txt: the sample (ACCORD_GOLD) is not here"
)

CETC, CEC = "p-cn-soe:cetc", "p-cn-soe:cec"
FULL_NAME = "China Electronics Technology Group Corporation"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    settings = Settings(register=str(tmp_path_factory.mktemp("who") / "accord.db"))
    world = World(settings, the_reader, now)
    _run(world, "ingest", *TOP, PROJECT / "examples" / "news", "--quiet")
    return world


@pytest.fixture(scope="module")
def register(world: World) -> Iterator[Register]:
    with open_register(world.settings.register, create=False) as opened:
        yield opened


def _run(world: World, *words: object) -> str:
    result = CliRunner().invoke(program, [str(word) for word in words], obj=world, env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.stderr
    return result.output


def _bodies(register: Register, file: str) -> dict[str, str]:
    """Return the entity of each name that stands in a document, by the beginning of its file's name."""
    asked = (
        "SELECT j.value, e.id FROM mention m JOIN unit u ON u.row = m.unit JOIN form o ON o.row = m.form "
        "JOIN entity e ON e.row = o.entity, json_each(m.names) j WHERE u.source LIKE :file"
    )
    with register.asking() as connection:
        return dict(connection.execute(asked, {"file": f"%{file}%"}))


def _agreement(register: Register, file: str) -> str:
    (document,) = listed(register, "documents", source=file)
    (agreement,) = listed(register, "agreements", document=document["id"])
    return agreement["id"]


def test_a_rival_s_acronym_beside_the_full_name_is_the_full_name_s_body(register: Register) -> None:
    of = _bodies(register, "000_")
    assert of["CEC"] == of[FULL_NAME] == CETC


def test_where_the_rival_is_meant_its_acronym_is_the_rival_s(register: Register) -> None:
    of = _bodies(register, "nanjing-cec-2024.txt")
    assert (of["CEC"], of["CETC"]) == (CEC, CETC)


def test_the_town_that_a_translation_put_for_another_is_shown_as_a_doubt(world: World, register: Register) -> None:
    page = " ".join(_run(world, "show", _agreement(register, "000_")).split())
    told = page.split("doubt about parties: ")[1]
    assert told.startswith("stands where 'Nanjing' is spoken of: 宁 is its short form")
    assert "»Ningbo«" in told.split("doubt about")[0]


def test_the_town_of_the_doubt_is_no_party(register: Register) -> None:
    (agreement,) = [a for a in listed(register, "agreements") if a["id"] == _agreement(register, "000_")]
    assert {party["id"] for party in agreement["parties"]} == {"p-320100", CETC}


def test_three_names_of_a_translation_are_one_party(register: Register) -> None:
    of = _bodies(register, "001_")
    names = ("China Electronics Technology Group", "China Electric Power", "China Electronics")
    assert {of[name] for name in names} == {CETC}


def test_what_a_translation_makes_of_a_subsidiary_is_not_its_parent(register: Register) -> None:
    others = {name: body for name, body in _bodies(register, "001_").items() if "Haikang" in name or "Telecom" in name}
    assert others
    assert CETC not in others.values()


def test_one_body_is_one_entity_in_all_of_them_and_in_both_languages(register: Register) -> None:
    files = {
        "000_": FULL_NAME, "001_": "China Electronics Technology Group", "nanjing-cetc-2024.txt": "CETC",
        "nanjing-cetc-2024-zh": "中国电科", "nanjing-cetc-2024-second-zh": "中國電科",
    }  # fmt: skip
    assert {_bodies(register, file)[name] for file, name in files.items()} == {CETC}


def test_a_subsidiary_beside_its_parent_is_another_body(register: Register) -> None:
    of = _bodies(register, "003_")
    assert of[FULL_NAME] == CETC
    assert of["China Electronics Technology HIK Group Co., Ltd."] != CETC
