"""The word lists of this room, read once: words of bodies, legal forms, names of persons.

In:  the stem of a file in `data/`.
Out: rows, cells by column.
"""

from functools import cache
from importlib import resources

from accord.tsv import read_table

__all__ = ["rows", "spellings"]


@cache
def rows(stem: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a list; the file is read once."""
    return read_table(resources.files("accord.identity") / "data" / f"{stem}.tsv").rows


def spellings(cell: str) -> list[list[str]]:
    """Return the alternatives of a cell, the usual one first (none where it is empty), with spellings that mean the same.

    >>> spellings("center=centre|hub"), spellings("|technology")
    ([['center', 'centre'], ['hub']], [[], ['technology']])
    """
    return [[word for word in one.split("=") if word] for one in cell.split("|")]
