"""Why words are doubted, in the language of who looks: the reasons that reading gives, as patterns.

In:  a reason as the reading words it.
Out: the same in another language; a reason that no pattern knows stays as it is.
"""

import re
from collections.abc import Callable

__all__ = ["doubt_told"]

_QUOTED = r"""(?:'(?P<{0}>[^']*)'|"(?P<{0}2>[^"]*)")"""
_SHORT = re.compile(
    rf"stands where {_QUOTED.format('town')} is spoken of: (?P<short>\S+) is its short form, and begins (?P<begun>\S+)"
)
_STANDS = re.compile(rf"stands where {_QUOTED.format('town')} is spoken of")
_LIKE = re.compile(rf"only resembles {_QUOTED.format('name')}")
_OLDER = re.compile("the page is older than that day")
_CELL = re.compile(r"one cell for several rows: (?P<cell>.+)")


def doubt_told(reason: str, words: Callable[[str], str]) -> str:
    """Return a reason in the words of a language, which `words` gives.

    >>> doubt_told("only resembles 'CETC'", lambda english: english)
    'only resembles CETC'
    """
    _ = words
    patterns = (
        (_SHORT, _("stands where %(town)s is spoken of: %(short)s is short for it, and begins %(begun)s")),
        (_STANDS, _("stands where %(town)s is spoken of")),
        (_LIKE, _("only resembles %(name)s")),
        (_CELL, _("one cell stands for several rows: %(cell)s")),
        (_OLDER, _("the page is older than that day")),
    )
    for pattern, told in patterns:
        if found := pattern.fullmatch(reason):
            values = {name.rstrip("2"): value for name, value in found.groupdict().items() if value is not None}
            return told % values
    return reason
