"""Which of several places of one name a bare name means.

In:  codes of places.
Out: the code of the foremost, or all of them.
"""

from collections.abc import Iterable
from functools import cache

from accord.gazetteer import entry
from accord.identity.tables import rows
from accord.identity.text import bare_key

__all__ = ["foremost"]

_LEVELS = ("country", "province", "prefecture", "county")


def foremost(codes: Iterable[str]) -> frozenset[str]:
    """Return the one place of the highest level, which a bare name means.

    All where two share that level, and where texts use the name alone of the smaller one, too (`data/homonyms.tsv`).

    >>> sorted(foremost(["320900", "411103"])), sorted(foremost(["320500", "341300"]))
    (['320900'], ['320500', '341300'])
    """
    several = frozenset(codes)
    if len(several) < 2:
        return several
    ranks = {code: _rank(code) for code in several}
    first = frozenset(code for code, rank in ranks.items() if rank == min(ranks.values()))
    return first if len(first) == 1 and not _is_used_of_both(*first) else several


def _rank(code: str) -> int:
    one = entry(code)
    return _LEVELS.index(one.level) if one and one.level in _LEVELS else len(_LEVELS)


def _is_used_of_both(code: str) -> bool:
    one = entry(code)
    return one is not None and any(bare_key(name.text) in _homonyms() for name in one.names)


@cache
def _homonyms() -> frozenset[str]:
    return frozenset(bare_key(row["name"]) for row in rows("homonyms"))
