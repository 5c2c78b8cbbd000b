"""On which database the registers of the tests are."""

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings

from tests.database import CHOICES, SETTING, in_postgres

_WORLDS = 4  # that are drawn for a law on PostgreSQL


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what only a file has, and draw fewer worlds: each costs a database of a server."""
    if not in_postgres():
        return
    items[:] = [item for item in items if not item.get_closest_marker("in_a_file")]
    for item in items:
        held = getattr(getattr(item, "obj", None), "_hypothesis_internal_use_settings", None)
        if held is not None and held.max_examples > _WORLDS:
            item.obj._hypothesis_internal_use_settings = settings(
                held, max_examples=_WORLDS, phases=(Phase.explicit, Phase.generate)
            )
