"""Whether two titles of agreements name the same matter.

In:  titles as documents write them, and the names of the parties there.
Out: equal, apart, or nothing said: a title without a matter of its own fits any, and scripts are not compared.

Source: the words that say only of what kind an agreement is, `data/title_words.tsv`.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from accord.identity.tables import rows
from accord.identity.text import fold, is_han

__all__ = ["compare_titles", "matter"]

_WORD = re.compile(r"[^\W_]+")
_CHARACTERS = 2  # in scripts without spaces, runs of so many characters stand for words
_MOSTLY = 0.6  # of all words of both titles: 1 would part those that one outlet shortens a little


def compare_titles(
    left: str | None, right: str | None, *, names: Iterable[str] = ()
) -> Literal["equal", "apart", "unsaid"]:
    """Return whether two titles have one matter (`equal`), share nothing (`apart`), or do not say.

    >>> compare_titles("《跨界水体合作协议》", "《轨道交通合作框架协议》"), compare_titles("《合作协议》", "《水体合作协议》")
    ('apart', 'unsaid')
    >>> compare_titles("Riga Port Framework Agreement", "Agreement on the Port", names=("Riga",))
    'equal'
    """
    if not left or not right or is_han(left) != is_han(right):
        return "unsaid"
    known = tuple(sorted(set(names)))
    one, other = matter(left, known), matter(right, known)
    if not one or not other:
        return "unsaid"
    shared = len(one & other) / len(one | other)
    return "equal" if shared >= _MOSTLY else "unsaid" if shared else "apart"


@lru_cache(maxsize=1 << 12)
def matter(title: str, names: tuple[str, ...] = ()) -> frozenset[str]:
    """Return what a title is about: its words without those of all agreements and without the parties' names."""
    words = fold(title).casefold()
    for name in sorted(map(str.casefold, map(fold, names)), key=lambda name: (-len(name), name)):
        words = words.replace(name, " ")
    if not is_han(words):
        return frozenset(_WORD.findall(words)) - _plain()
    for plain in sorted(filter(is_han, _plain()), key=lambda word: (-len(word), word)):
        words = words.replace(plain, " ")
    runs = _WORD.findall(words)
    return frozenset(run[at : at + _CHARACTERS] for run in runs for at in range(max(1, len(run) - 1)) if len(run) > 1)


@cache
def _plain() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("title_words"))
