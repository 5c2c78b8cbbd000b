"""Tables of sentences: `langs/zh/tables/dates` is `dates.tsv` there, whose first lines say what stands in it."""

from pathlib import Path

import pytest

from accord.tsv import read_table

__all__ = ["cases", "label", "rows"]

_TESTS = Path(__file__).parent


def rows(table):
    """Return the rows of a table, each a dict by the header."""
    return list(read_table(_TESTS / f"{table}.tsv").rows)


def cases(table, *, marked=True):
    """Return the rows as parameters of a test, by their `why` or first cell; one with `xfail` fails yet, and says why."""
    return [pytest.param(row, id=_name(row), marks=_marks(row) if marked else []) for row in rows(table)]


def label(row):
    """Return by what a row is known in a list of tests: its why and the beginning of its text."""
    return f"{row['why']}: {row['text'][:40]}"


def _name(row):
    return row.get("why") or next(iter(row.values()))[:30]


def _marks(row):
    return [pytest.mark.xfail(reason=row["xfail"], strict=True)] if row.get("xfail") else []
