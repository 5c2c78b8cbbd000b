"""Carry spans from the words of a reading over to the words that gold's spans index.

In:  spans in one text, and another text of the same words (other white space, quotes, or without markup).
Out: spans in the other text.
"""

import difflib
from collections.abc import Sequence

__all__ = ["carry"]

Span = tuple[int, int]


def carry(spans: Sequence[Span], text: str, words: str) -> list[Span]:
    """Return each span of `text` where the same visible characters stand in `words`; (0, 0) where none of them do.

    >>> carry([(4, 8)], "One two.", "One\\n\\n two.")
    [(6, 10)]
    """
    if text == words or not spans:
        return list(spans)
    places = _places(text, words)
    carried = []
    for start, end in spans:
        inside = [places[i] for i in range(start, end) if i in places]
        carried.append((min(inside), max(inside) + 1) if inside else (0, 0))
    return carried


def _places(text: str, words: str) -> dict[int, int]:
    left = [i for i, character in enumerate(text) if not character.isspace()]
    right = [i for i, character in enumerate(words) if not character.isspace()]
    if len(left) == len(right):
        return dict(zip(left, right, strict=True))
    matcher = difflib.SequenceMatcher(None, [text[i] for i in left], [words[i] for i in right], autojunk=False)
    return {left[i + k]: right[j + k] for i, j, size in matcher.get_matching_blocks() for k in range(size)}
