"""What data cannot say of Chinese: where its sentences end.

In:  a paragraph.
Out: spans of its sentences, without the white space around them. An item of a list, closed by a semicolon, is no sentence
     of its own here; `items` parts it.
"""

import re

from accord.langs.spans import trimmed

__all__ = ["items", "sentences"]

_END = re.compile(r"[。！？!?]+[”’」』）)】]*|(?<=[\u4e00-\u9fff])\.(?=\s|$|[\u4e00-\u9fff])")
_ITEM = re.compile(r"[；;][”’]?")


def sentences(paragraph: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a paragraph, in order.

    >>> [s[slice(*span)] for s in ["双方签约。随后会谈！"] for span in sentences(s)]
    ['双方签约。', '随后会谈！']
    """
    return _parted(paragraph, _END)


def items(sentence: str) -> list[tuple[int, int]]:
    """Return the spans of the items of a sentence that semicolons part; of a sentence without any, its own.

    >>> items("一是建园；二是引才。")
    [(0, 5), (5, 10)]
    """
    return _parted(sentence, _ITEM)


def _parted(words: str, ends: re.Pattern[str]) -> list[tuple[int, int]]:
    found, start = [], 0
    for end in ends.finditer(words):
        found.append((start, end.end()))
        start = end.end()
    found.append((start, len(words)))
    return [span for span in (trimmed(words, *span) for span in found) if span[0] < span[1]]
