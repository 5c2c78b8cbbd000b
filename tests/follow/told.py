"""Sentences of later news, the promise that each speaks of and the state that it tells: `tables/told_*.tsv`.

`part` counts in which round the sentences were written: each before the rules that read them, so that its share at first
reading was honest.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from accord.tsv import read_table

__all__ = ["CASES", "share_right"]

_TABLES = Path(__file__).parent / "tables"
CASES = [(name[-2:], row) for name in ("told_en", "told_zh") for row in read_table(_TABLES / f"{name}.tsv").rows]


def share_right(language: str, part: str, state_of: Callable[[Mapping[str, str]], str | None]) -> float:
    """Return of how many sentences of a part the state is found, as a share."""
    rows = [row for code, row in CASES if (code, row["part"]) == (language, part)]
    return sum(state_of(row) == row["state"] for row in rows) / len(rows)
