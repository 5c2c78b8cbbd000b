"""Every error has an answer: a status, a page for people, a problem for programs."""

from collections.abc import Iterator

from accord.errors import AccordError
from accord.web.answers import STATUS


def _classes(base: type[AccordError] = AccordError) -> Iterator[type[AccordError]]:
    yield base
    for below in base.__subclasses__():
        yield from _classes(below)


def test_every_error_has_a_status_of_its_own() -> None:
    assert {one.code for one in _classes()} == set(STATUS)
    assert all(400 <= status < 600 for status in STATUS.values())
