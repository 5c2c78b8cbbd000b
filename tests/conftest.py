"""On which database the registers of the tests are."""

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings

from tests.database import CHOICES, SETTING, in_postgres

_ON_A_SERVER, _IN_HASTE = 4, 5  # worlds that are drawn for a law
_OF_REGISTERS = ("register", "flows")  # folders of tests whose laws hold of registers


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=CHOICES,
        default=os.environ.get(SETTING, CHOICES[0]),
        help="where the registers of the tests are",
    )


def pytest_configure(config: pytest.Config) -> None:
    os.environ[SETTING] = config.getoption("--database")


@pytest.fixture(scope="session", autouse=True)
def _database() -> Iterator[None]:
    if in_postgres():
        from tests.postgres import server

        with server().registers():
            yield
    else:
        yield
    if "tests.postgres" in sys.modules:  # some tests ask for a server wherever registers are
        sys.modules["tests.postgres"].stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Draw fewer worlds for the laws of registers in `make test`; all of them are drawn in `make test-all`.

    On PostgreSQL, leave out what only a file has, and draw fewer still: each world costs a database of a server.
    """
    if in_postgres():
        items[:] = [item for item in items if not item.get_closest_marker("in_a_file")]
        _draw(items, _ON_A_SERVER, phases=(Phase.explicit, Phase.generate))
    elif config.option.markexpr == "not slow":
        _draw([item for item in items if item.path.parent.name in _OF_REGISTERS], _IN_HASTE)


def _draw(items: list[pytest.Item], most: int, **more: object) -> None:
    for item in items:
        held = getattr(getattr(item, "obj", None), "_hypothesis_internal_use_settings", None)
        if held is not None and held.max_examples > most:
            item.obj._hypothesis_internal_use_settings = settings(held, max_examples=most, **more)
