"""The examples in the docstrings of the evals hold."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("module", ["alignment", "carry", "gold", "names"])
def test_docstring_examples_hold(module):
    done = doctest.testmod(importlib.import_module(f"evals.{module}"))
    assert done.attempted
    assert not done.failed
