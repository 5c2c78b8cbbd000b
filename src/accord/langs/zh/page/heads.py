"""Say what kind of body a name's last characters name, and hold the word lists that names are found with.

In:  a name in plain characters.
Out: a kind of party, or None.
"""

import re
from functools import cache
from importlib import resources

from accord.tsv import read_table

__all__ = ["head_kind", "without_fields", "words_in"]

_LONGEST = 8  # characters of the longest head
_PARTNERS = "（有限合伙）"


def head_kind(name: str) -> str | None:
    """Return the kind of body that a name's last characters say, the longest head first; None where none does.

    >>> head_kind("南京市人民政府"), head_kind("华夏银行南京分行"), head_kind("格芯")
    ('government', 'finance', None)
    """
    if name.endswith(_PARTNERS):
        return "enterprise"
    heads = words_in("body_heads")
    return next((heads[name[-n:]] for n in range(_LONGEST, 0, -1) if name[-n:] in heads), None)


def without_fields(name: str) -> str:
    """Return what is left of a name without the words for fields of business.

    >>> without_fields("海天新能源科技"), without_fields("新能源汽车")
    ('海天', '')
    """
    return _fields().sub("", name)


@cache
def _fields() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words_in("field_words"), key=len, reverse=True)))


@cache
def words_in(stem: str) -> dict[str, str]:
    """Return the words of a list, each with what its second column says."""
    rows = (
        tuple(row.values()) for row in read_table(resources.files("accord.langs.zh") / "lexicon" / f"{stem}.tsv").rows
    )
    return {word: rest[0] if rest else "" for word, *rest in rows}
