"""What data cannot say of English: where its sentences end.

In:  a paragraph.
Out: spans of its sentences, without the white space around them.
"""

import re
from functools import cache
from importlib import resources

from accord.langs.spans import trimmed
from accord.tsv import read_table

__all__ = ["sentences"]

# An end: closing quotes and brackets belong to it. Machine-translated pages glue sentences ("agreement.According").
_END = re.compile(
    r"""(?<![.!?…])[.!?…]++['"”’)\]]*+(?=\s+["“‘'(\[]?[A-ZÀ-ÞŁŚŠŽŻČĆŞİŐ0-9$£€])"""
    r"""|(?<=[a-z]{2})\.['"”’)]*(?=["“‘]?[A-Z][a-z]+[\s,])"""
    r"""|(?<=[a-z0-9%)]);(?=\s*\n)""",
)
_LAST_WORD = re.compile(r"[\w.]+$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")  # 'J.', 'C.P.'
_WORD_MAX = 40  # characters of an abbreviation, more than any has


def sentences(paragraph: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a paragraph, in order.

    >>> [" ".join("Mr. Li signed. They met.Then they left."[a:b].split()) for a, b in sentences("Mr. Li signed. They met.Then they left.")]
    ['Mr. Li signed.', 'They met.', 'Then they left.']
    """
    found, start = [], 0
    for end in _END.finditer(paragraph):
        if not _is_abbreviation(paragraph[start : end.start()], paragraph[end.start() : end.end()]):
            found.append((start, end.end()))
            start = end.end()
    found.append((start, len(paragraph)))
    return [span for span in (trimmed(paragraph, *span) for span in found) if span[0] < span[1]]


def _is_abbreviation(before: str, mark: str) -> bool:
    if mark != ".":
        return False
    word = _LAST_WORD.search(before[-_WORD_MAX:])
    if not word:
        return False
    last = word.group()
    if last.isdigit() and len(before) < _WORD_MAX and before.strip() == last:
        return True  # the number of a paragraph
    initial = bool(_INITIALS.fullmatch(last))
    return initial or last.lower() in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    rows = read_table(resources.files("accord.langs.en") / "lexicon" / "abbreviations.tsv").rows
    return frozenset(next(iter(row.values())).strip().lower() for row in rows)
