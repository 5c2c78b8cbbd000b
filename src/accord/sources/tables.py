"""Word lists and tables of this room, as data.

In:  the stem of a file in `data/`.
Out: its rows.
"""

from functools import cache
from importlib import resources

from accord.tsv import read_table

__all__ = ["column", "rows"]


@cache
def rows(stem: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `data/<stem>.tsv`, in file order; the file is read once."""
    return read_table(resources.files("accord.sources") / "data" / f"{stem}.tsv").rows


def column(stem: str, name: str) -> tuple[str, ...]:
    """Return one column of `data/<stem>.tsv`, in file order."""
    return tuple(row[name] for row in rows(stem))
