"""Tables of cases: `[[case]]` of a TOML file in `tests/reading/tables/`, each with a `why` that names it.

A case that is read wrongly stays, with the right answer and in `fails` the reason: it must go on failing, so that a
mended one is noticed.
"""

import tomllib
from pathlib import Path

import pytest

_TABLES = Path(__file__).parent / "tables"


def cases(name):
    """Return the cases of a table as parameters of a test, known failures as strict xfail."""
    return [
        pytest.param(
            case,
            id=case["why"],
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for case in tomllib.loads((_TABLES / name).read_text("utf-8"))["case"]
    ]
