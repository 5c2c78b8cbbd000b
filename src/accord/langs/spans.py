"""Say where words stand without the white space around them.

In:  a text and a stretch of it.
Out: the stretch, as narrow as its words.
"""

__all__ = ["trimmed"]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without white space at its ends.

    >>> trimmed(" two cities ", 0, 12)
    (1, 11)
    """
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
