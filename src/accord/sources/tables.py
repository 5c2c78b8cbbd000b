"""Word lists and tables of this room, as data.

In:  the stem of a file in `data/`.
Out: its rows. A file is TSV with a header line; lines that start with `#` say where the list comes from.
"""

from functools import cache
from importlib import resources

__all__ = ["column", "rows"]


@cache
def rows(stem: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `data/<stem>.tsv`, in file order; the file is read once."""
    text = (resources.files("accord.sources") / "data" / f"{stem}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    return tuple(dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:])


def column(stem: str, name: str) -> tuple[str, ...]:
    """Return one column of `data/<stem>.tsv`, in file order."""
    return tuple(row[name] for row in rows(stem))
