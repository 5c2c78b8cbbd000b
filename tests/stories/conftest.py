"""The shipped examples, found once and taken into a register: what several stories are told of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.bootstrap import now, the_identity, the_reader
from accord.flows import ingest
from accord.model.document import Found
from accord.register import Register
from accord.sources import find
from tests.register.worlds import a_register

EXAMPLES = Path(__file__).parents[2] / "examples" / "news"


@pytest.fixture(scope="module")
def found() -> list[Found]:
    return [item for item in find([str(EXAMPLES)]) if isinstance(item, Found)]


@pytest.fixture(scope="module")
def examples(found: list[Found]) -> Iterator[Register]:
    with a_register() as register:
        ingest(found, register=register, reader=the_reader(), identity=the_identity(), clock=now)
        yield register
