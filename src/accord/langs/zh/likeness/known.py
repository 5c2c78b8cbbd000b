"""What the gazetteer and the heads of names know of two names.

In:  names in plain characters.
Out: whether both are one known body or two; whether a name is an organ's.
"""

from functools import lru_cache

from accord.gazetteer import named
from accord.langs.zh.page.heads import head_kind

__all__ = ["is_known", "is_organ", "rivals"]


def rivals(long: str, short: str) -> bool:
    """Whether the gazetteer knows both names, as two bodies: 中国电子 and 中国电子科技集团有限公司."""
    mine, theirs = _known(long), _known(short)
    return bool(mine and theirs and not mine & theirs)


def is_known(long: str, short: str) -> bool:
    """Whether the gazetteer knows both names, as one body's."""
    return bool(_known(long) & _known(short))


def is_organ(name: str) -> bool:
    """Whether a name is that of an organ of government or party."""
    return head_kind(name) in ("government", "party_committee")


@lru_cache(maxsize=20_000)
def _known(name: str) -> frozenset[str]:
    return frozenset(e.code for e in named(name))
