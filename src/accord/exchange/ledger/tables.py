"""Word lists of this room, as data, and how words of a ledger are compared.

In:  the stem of a file in `data/`; a word of a header or a cell.
Out: its rows; the word without what two spellings of it may differ in.
"""

import re
import unicodedata
from functools import cache
from importlib import resources

from accord.errors import RefusedError
from accord.tsv import read_table

__all__ = ["column", "folded", "is_blank", "keys", "refused", "rows"]

_LOOSE = re.compile(r"[\s_:：*※.。]+")


@cache
def rows(stem: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `data/<stem>.tsv`, in file order; the file is read once."""
    return read_table(resources.files("accord.exchange.ledger") / "data" / f"{stem}.tsv").rows


@cache
def column(stem: str) -> tuple[str, ...]:
    """Return the first column of `data/<stem>.tsv`, the longest word first."""
    return tuple(sorted((next(iter(row.values())) for row in rows(stem)), key=lambda word: (-len(word), word)))


@cache
def keys(stem: str) -> frozenset[str]:
    """Return the first column of `data/<stem>.tsv`, folded."""
    return frozenset(map(folded, column(stem)))


def folded(word: str) -> str:
    """Return a word without case, width, spaces and punctuation that headers carry.

    >>> folded("签约 时间："), folded("Signing date *")
    ('签约时间', 'signingdate')
    """
    return _LOOSE.sub("", unicodedata.normalize("NFKC", word).casefold())


def is_blank(content: str) -> bool:
    """Return whether a cell says nothing: empty, a dash, 'none', or the error of a formula."""
    return not content.strip() or content.strip().casefold() in _blank()


def refused(reason: str, **values: object) -> RefusedError:
    """Return the error for a reason of `refusals.tsv`.

    >>> refused("encrypted", path="ledger.xlsx").reason
    'encrypted'
    """
    row = next(row for row in rows("refusals") if row["reason"] == reason)
    return RefusedError(reason, row["message"].format(**values), row["advice"].format(**values))


@cache
def _blank() -> frozenset[str]:
    return frozenset(row["word"].casefold() for row in rows("blank"))
