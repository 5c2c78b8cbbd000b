"""Towns to walk in: an empty one, and one whose news is in the register."""

from pathlib import Path

import pytest

from tests.cli.town import Town
from tests.database import copy_register


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return Town(tmp_path_factory.mktemp("town")).ingested()


@pytest.fixture
def settled(tmp_path: Path, _template: Town) -> Town:
    copy_register(_template.register, tmp_path / "accord.db")
    return Town(tmp_path).as_("Wang")
