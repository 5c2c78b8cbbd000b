"""What stands around quoted words, as it is shown: of their own line, and no half word where it was cut.

In:  the text before or after the words, as far as it was taken.
Out: the part on the same line; `…` where there is more.
"""

import re

__all__ = ["after_words", "before_words"]

AROUND = 90  # code points that are taken on each side (`register.pages.showing`)
_MORE = "…"
_HALF_BEFORE = re.compile(r"^[^\W\d_一-鿿]+\s+")
_HALF_AFTER = re.compile(r"\s+[^\W\d_一-鿿]+$")


def before_words(text: str, most: int = AROUND) -> str:
    """Return what stands before words.

    >>> before_words("a line above\\nOn July 14, "), before_words("ild a chain that reaches ", 25)
    ('On July 14, ', '… a chain that reaches ')
    """
    if text.startswith(_MORE):
        return text  # it was cut well already
    line = text[-most:].rpartition("\n")[2]
    cut = len(line) == len(text[-most:]) >= most
    return f"… {_HALF_BEFORE.sub('', line)}" if cut else line


def after_words(text: str, most: int = AROUND) -> str:
    """Return what stands after words.

    >>> after_words(", they said.\\nBelow"), after_words(" and then they wen", 18), after_words("签署了合作协议", 7)
    (', they said.', ' and then they …', '签署了合作协议 …')
    """
    if text.endswith(_MORE):
        return text
    line = text[:most].partition("\n")[0]
    cut = len(line) == len(text[:most]) >= most
    return f"{_HALF_AFTER.sub('', line)} …" if cut else line
