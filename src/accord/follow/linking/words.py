"""Words that tell things apart: what a text is about, each word weighed by how rarely such news says it.

In:  any text.
Out: terms with weights from 0 (every second news says it) to 1 (none of those counted does).

Terms are words without their plural of texts in an alphabet, pairs of neighbouring characters of Chinese ones, and numbers
with two digits or more that are no years. Source: how many documents of the project's own news say a term (`data/frequent.tsv`, made by
`tools/frequent_terms.py`); weight: inverse document frequency, over its most.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from accord.han import simplified
from accord.langs import PACKS, load_pack
from accord.tsv import read_table

__all__ = ["Terms", "counted", "ideographic", "strangers_in", "terms_of", "weight_of", "weighty", "written"]

Terms = dict[str, float]

_TERM = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]|\d[\d,.]*\d|[\u3400-\u9fff]+")
_YEAR = re.compile("(?:19|20)[0-9][0-9]")
_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile("[A-Za-z]")
_DENSE = 4  # letters that say about as much as one ideograph
_NAMED = re.compile(r"(?<=[a-z,;0-9’'] )[A-Z][A-Za-z’'-]*[A-Za-z]")
_FIRST = re.compile(r"\W*([A-Z][A-Za-z’']*[A-Za-z])")
_DATA = "accord.follow.linking.data"
_SHARE = 0.55  # a pair of characters is a part of a word
_PLURALS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", ""))
_SHORT = 3


def terms_of(text: str) -> Terms:
    """Return the terms of a text with their weights.

    >>> [term for term, weight in terms_of("The 609-km line from Mombasa").items() if weight > 0.9]
    ['609', 'mombasa']
    """
    known, most = _common()
    return {term: _share(term) * (1 - math.log1p(known.get(term, 0)) / most) for term in written(text)}


def written(text: str) -> Iterable[str]:
    """Return the terms of a text, each once, in text order."""
    return counted(text)


def counted(text: str) -> dict[str, int]:
    """Return how often a text says each of its terms, in text order.

    >>> counted("The port of Bar: a port.")
    {'the': 1, 'port': 2, 'of': 1, 'bar': 1}
    """
    found: Counter[str] = Counter()
    for word in _TERM.findall(simplified(text)):
        if "\u3400" <= word[0] <= "\u9fff":
            found.update(word[at : at + 2] for at in range(len(word) - 1))
        elif word[0].isdigit():
            if not _YEAR.fullmatch(word):
                found[word.replace(",", "")] += 1
        else:
            found.update(_stem(part) for part in word.casefold().split("-") if len(part) > 1)
    return dict(found)


def weighty(terms: Terms, least: float) -> Terms:
    """Return those of the terms that weigh at least such a share of what a term of their script can weigh."""
    return {term: weight for term, weight in terms.items() if weight >= least * _share(term)}


def strangers_in(text: str) -> frozenset[str]:
    """Return the words of a text that are written like names, as terms; the first word too, unless news says it often.

    >>> sorted(strangers_in("Builders at Taishan poured concrete for EDF."))
    ['edf', 'taishan']
    """
    names = (part for found in _NAMED.finditer(text) for part in found.group().casefold().split("-"))
    first = _FIRST.match(text)
    opening = {_stem(first.group(1).casefold())} if first else set()
    return frozenset({_stem(name) for name in names} | {w for w in opening if w not in _common()[0]}) - _calendar()


def weight_of(word: str) -> float:
    """Return the weight of a word of two or more ideographs: that of its rarest pair, as if it were a word of an alphabet."""
    known, most = _common()
    return max(1 - math.log1p(known.get(word[at : at + 2], 0)) / most for at in range(len(word) - 1))


def ideographic(text: str) -> bool:
    """Return whether a text is written in ideographs, names and numbers in letters apart.

    >>> ideographic("V&A在馆内开设展馆"), ideographic("the lab (实验室) at Suzhou")
    (True, False)
    """
    return len(_HAN.findall(text)) * _DENSE >= len(_LETTER.findall(text))


def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    for end, instead in _PLURALS:
        if word.endswith(end) and not word.endswith(("ss", "us", "is")) and len(word) - len(end) >= _SHORT:
            return word[: -len(end)] + instead
    return word


def _share(term: str) -> float:
    return _SHARE if "\u3400" <= term[0] <= "\u9fff" else 1.0


@cache
def _common() -> tuple[dict[str, int], float]:
    """Return in how many documents each common term stands, and the logarithm of how many were counted."""
    table = read_table(files(_DATA) / "frequent.tsv")
    counts = {row["term"]: int(row["documents"]) for row in table.rows}
    return counts, math.log1p(max(counts.values(), default=1))


@cache
def _calendar() -> frozenset[str]:
    """Return the names of months and weekdays."""
    rows = [row for code in PACKS for name in ("months", "weekdays") for row in load_pack(code).tables.get(name, ())]
    return frozenset(_stem(value.casefold()) for row in rows for value in row.values() if value.isalpha())
