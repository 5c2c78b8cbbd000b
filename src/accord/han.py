"""Make Traditional characters Simplified, so that texts in either are compared and searched alike.

In:  any text.
Out: the text in Simplified characters, as long as it was, so that offsets hold.

Source: OpenCC's conversion `t2s`.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["simplified"]


def simplified(text: str) -> str:
    """Return the text in Simplified characters, one for one; where a phrase would change its length, it stays.

    >>> simplified("臺灣大學, 簽署")
    '台湾大学, 签署'
    """
    simple: str = _converter().convert(text)
    if len(simple) == len(text):
        return simple
    return "".join(one if len(one := _converter().convert(c)) == 1 else c for c in text)


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC  # loaded only where it is needed: most runs see no Han character

    return OpenCC("t2s")
