"""On which database the registers of the tests are."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings

_WORLDS = 4  # that are drawn for a law on PostgreSQL


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default=os.environ.get("ACCORD_TEST_DATABASE", "sqlite"),
        help="where the registers of the tests are",
    )


@pytest.fixture(scope="session", autouse=True)
def _database(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.config.getoption("--database") == "sqlite":
        yield
        return
    from tests.postgres import server

    with server().registers():
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what only a file has, and draw fewer worlds: each costs a database of a server."""
    if config.getoption("--database") == "sqlite":
        return
    items[:] = [item for item in items if not item.get_closest_marker("in_a_file")]
    for item in items:
        held = getattr(getattr(item, "obj", None), "_hypothesis_internal_use_settings", None)
        if held is not None and held.max_examples > _WORLDS:
            item.obj._hypothesis_internal_use_settings = settings(
                held, max_examples=_WORLDS, phases=(Phase.explicit, Phase.generate)
            )
