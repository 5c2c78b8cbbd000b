"""Tables of sentences: rows of a TSV in `tests/reading/tables/`, whose first lines say what stands in it."""

from pathlib import Path

_TABLES = Path(__file__).parent / "tables"


def rows(name):
    """Return the rows of a table, each a dict by the header; lines that begin with `#` are left out."""
    lines = [line for line in (_TABLES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def label(row):
    """Return by what a row is known in a list of tests: its why and the beginning of its text."""
    return f"{row['why']}: {row['text'][:40]}"
