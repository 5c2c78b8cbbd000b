"""A run of words without an end is no name, and is not taken apart."""

import pytest

from accord.gazetteer import organ, places


@pytest.mark.timeout(10)
@pytest.mark.parametrize("words", ["南京市" * 400 + "政府", "Gulou District, " * 400 + "Nanjing", "市" * 10_000])
def test_an_endless_name_is_nobody(words):
    assert organ(words) == ()
    assert places(words) == ()
