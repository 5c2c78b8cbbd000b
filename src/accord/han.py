"""Make Traditional characters Simplified, and read them, so that texts in either are compared and searched alike.

In:  any text.
Out: the text in Simplified characters, as long as it was, so that offsets hold; its reading by syllable.

Source: OpenCC's conversion `t2s`; readings by pypinyin.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC
    from pypinyin.core import Pinyin

__all__ = ["simplified", "syllables"]


def simplified(text: str) -> str:
    """Return the text in Simplified characters, one for one; where a phrase would change its length, it stays.

    >>> simplified("臺灣大學, 簽署")
    '台湾大学, 签署'
    """
    simple: str = _converter().convert(text)
    if len(simple) == len(text):
        return simple
    return "".join(one if len(one := _converter().convert(c)) == 1 else c for c in text)


def syllables(text: str) -> list[str]:
    """Return the usual reading of every Han character in pinyin without tones, ü as v; a run of others as it stands.

    >>> syllables("重庆OPPO吕梁")
    ['chong', 'qing', 'OPPO', 'lv', 'liang']
    """
    return list(_read(text))


@lru_cache(maxsize=1 << 14)  # the names of a few documents: identity and search read the same ones
def _read(text: str) -> tuple[str, ...]:
    return tuple(syllable for word in _reader().seg(text) for syllable in _word(word))


@lru_cache(maxsize=1 << 16)  # a word is read in the same way wherever it stands
def _word(word: str) -> Sequence[str]:
    from pypinyin import Style

    read: Sequence[str] = _reader().lazy_pinyin(word, style=Style.NORMAL, v_to_u=False)
    return read


@cache
def _reader() -> "Pinyin":
    from pypinyin.core import Pinyin  # loaded only where it is needed: most runs see no Han character

    return Pinyin()


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC  # loaded only where it is needed: most runs see no Han character

    return OpenCC("t2s")
