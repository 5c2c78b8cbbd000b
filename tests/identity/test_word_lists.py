"""The word lists of identity are well formed, and the examples in its docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

import accord.identity
from accord.identity.tables import rows
from accord.identity.text import is_han
from accord.identity.words import leading_levels, naming, words

MODULES = sorted(module.name for module in pkgutil.iter_modules(accord.identity.__path__))
LISTS = [
    "words",
    "naming_words",
    "leading_levels",
    "legal_forms",
    "surnames",
    "given_readings",
    "titles",
    "persons",
    "name_parts",
    "adjectives",
    "ordinals",
]


@pytest.mark.parametrize("module", MODULES)
def test_docstring_examples_hold(module: str) -> None:
    assert not doctest.testmod(importlib.import_module(f"accord.identity.{module}")).failed


@pytest.mark.parametrize("stem", LISTS)
def test_no_row_stands_twice_and_no_cell_has_stray_blanks(stem: str) -> None:
    cells = [tuple(row.values()) for row in rows(stem)]
    assert len(cells) == len(set(cells))
    assert all(cell == cell.strip() for row in cells for cell in row)


@pytest.mark.parametrize("stem", ["words", "legal_forms", "titles"])
def test_columns_hold_their_own_script(stem: str) -> None:
    for row in rows(stem):
        assert not row["zh"] or is_han(row["zh"]), row
        assert not is_han(row["en"]), row


def test_a_surname_stands_once_and_is_read() -> None:
    names = [row["surname"] for row in rows("surnames")]
    assert len(names) == len(set(names))
    assert all(row["pinyin"].replace("|", "").isalpha() for row in rows("surnames"))


def test_words_that_name_are_words_of_the_list() -> None:
    assert len(naming()) > 20
    assert all(words()[row["word"]].sort == "field" for row in rows("naming_words"))
    assert {words()[row["word"]].sort for row in rows("leading_levels")} == {"level"}
    assert len(leading_levels()) > 5
