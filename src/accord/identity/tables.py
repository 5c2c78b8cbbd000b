"""The word lists of this room, read once: words of bodies, legal forms, names of persons.

In:  `data/*.tsv`: lines that begin with `#` say what a list is and where it comes from; then a header, then rows.
Out: rows, cells by column.
"""

from functools import cache
from importlib import resources

__all__ = ["rows", "spellings"]


@cache
def rows(stem: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a list, cells by column; cells that a row leaves out are empty."""
    text = (resources.files("accord.identity") / "data" / f"{stem}.tsv").read_text("utf-8")
    cells = [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]
    header, width = cells[0], len(cells[0])
    return tuple(dict(zip(header, row + [""] * (width - len(row)), strict=True)) for row in cells[1:])


def spellings(cell: str) -> list[list[str]]:
    """Return the alternatives of a cell, the usual one first (none where it is empty), with spellings that mean the same.

    >>> spellings("center=centre|hub"), spellings("|technology")
    ([['center', 'centre'], ['hub']], [[], ['technology']])
    """
    return [[word for word in one.split("=") if word] for one in cell.split("|")]
