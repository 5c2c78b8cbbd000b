"""Whether two words for the place of a signing mean one place.

In:  places as documents word them, in any language.
Out: same, different, or unsaid where the gazetteer does not know them and their scripts differ.
"""

from functools import lru_cache
from typing import Literal

from accord.gazetteer import places, within
from accord.identity.text import fold, is_han

__all__ = ["same_place"]


@lru_cache(maxsize=1 << 12)
def same_place(left: str, right: str) -> Literal["same", "different", "unsaid"]:
    """Return whether two words for a place mean one; a place and the larger one around it do not differ.

    >>> same_place("Beijing", "北京"), same_place("Nanjing", "北京市"), same_place("Chaoyang District, Beijing", "Beijing")
    ('same', 'different', 'unsaid')
    """
    one, other = fold(left), fold(right)
    if one.casefold() == other.casefold():
        return "same"
    known, theirs = ({place.code for place in places(words)} for words in (one, other))
    if known and theirs:
        if known & theirs:
            return "same"
        around = any(within(a, b) or within(b, a) for a in known for b in theirs)
        return "unsaid" if around else "different"
    return "unsaid" if is_han(one) != is_han(other) else "different"
