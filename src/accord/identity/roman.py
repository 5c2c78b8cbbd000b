"""How Han characters are read, in Latin letters.

In:  characters.
Out: their usual reading in pinyin, without tones, ü as v; by syllable where asked.
"""

from functools import lru_cache

from accord import han
from accord.identity.text import is_han, roman_key

__all__ = ["reading", "syllables"]


@lru_cache(maxsize=1 << 16)
def syllables(text: str) -> tuple[str, ...]:
    """Return the reading of every character; Latin letters among them as they are, in small.

    >>> syllables("吕梁")
    ('lv', 'liang')
    """
    return tuple(roman_key(one) for one in han.syllables(text))


def reading(text: str) -> str:
    """Return the reading of a run of characters as one word.

    >>> reading("恒瑞")
    'hengrui'
    """
    return "".join(syllables(text)) if is_han(text) else roman_key(text)
