"""Which characters a Chinese character set has: what texts are really written with, and which script they are in.

In:  the code tables of GB 2312 and Big5 that come with Python.
Out: sets of characters; worked out at the first call (about 20 ms), so that there is no list to keep.

GB 2312-1980 is the set of Simplified Chinese, Big5 (1984) that of Traditional. Each orders its characters by use:
level 1 holds those in general use (3,755 in GB 2312 rows 16-55; 5,401 in Big5 A440-C67E). A character of level 1 of
one set that the other set does not have at all is written in one script only.
"""

from functools import cache

__all__ = ["common", "simplified_only", "traditional_only"]

_ROWS = {"gb2312": range(0xA1, 0xFF), "big5": range(0xA1, 0xFA)}
_LEVEL_1 = {"gb2312": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7)}
_TRAIL = range(0x40, 0xFF)


@cache
def common(codec: str) -> frozenset[str]:
    """Return the characters in general use (level 1) of `gb2312` or `big5`."""
    return _han(codec, _LEVEL_1[codec])


@cache
def simplified_only() -> frozenset[str]:
    """Return the common characters that Traditional texts do not have."""
    return common("gb2312") - _han("big5", _ROWS["big5"])


@cache
def traditional_only() -> frozenset[str]:
    """Return the common characters that Simplified texts do not have."""
    return common("big5") - _han("gb2312", _ROWS["gb2312"])


def _han(codec: str, leads: range) -> frozenset[str]:
    pairs = b" ".join(bytes((lead, trail)) for lead in leads for trail in _TRAIL)
    return frozenset(c for c in pairs.decode(codec, "ignore") if "\u4e00" <= c <= "\u9fff")
