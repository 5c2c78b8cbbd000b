"""Which body a mention names. For now by the exact name; real identity comes behind the same interface.

In:  a mention.
Out: its form: mentions of one form are one body.
"""

import re
import unicodedata

from accord.model.mention import Mention

__all__ = ["form"]

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_ARTICLE = re.compile(r"^(?:the|a|an) (?=.)")


def form(mention: Mention) -> str:
    """Return what two names must share to be one body: the fullest name without case, spacing, quotes and article.

    >>> form(Mention("p-1", "The  Port’s Group", (), "enterprise", None))
    "port's group"
    """
    folded = unicodedata.normalize("NFKC", mention.name).translate(_QUOTES).casefold()
    return _ARTICLE.sub("", _SPACE.sub(" ", folded).strip())
