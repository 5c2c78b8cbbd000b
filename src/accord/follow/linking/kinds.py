"""Kinds of things and of acts that a text names: words of one kind may stand for each other, in one language and across.

In:  any text.
Out: kinds (`data/things.tsv`, `data/acts.tsv`); of things also the words that say which one it is.
"""

import re
from functools import cache
from importlib.resources import files

import msgspec

from accord.follow.linking.words import written
from accord.han import simplified
from accord.tsv import read_table

__all__ = ["acts_of", "modifiers_in", "things_of"]

_DATA = "accord.follow.linking.data"
_WHICH = re.compile(  # what stands before the word of a thing and belongs to it
    r"\b(?:(?!(?:the|a|an|its|their|his|in|of|for|and|at|on|to|with|by|from|this|that|is|are|was|has|have|will|they|it)\b)"
    r"[\w’'-]+ ){1,3}$|[\u3400-\u9fff]{1,6}$"
)


class _Kinds(msgspec.Struct, frozen=True):
    """The words of a table: the kinds that each may be of, and what finds them in a text."""

    by_word: dict[str, frozenset[str]]
    finder: re.Pattern[str]


def things_of(text: str) -> frozenset[str]:
    """Return the kinds of things that a text names: `fund`, `railway`, `plant`.

    >>> sorted(things_of("a railway and a technology fund"))
    ['fund', 'railway']
    """
    return _kinds_in(text, "things")


def acts_of(text: str) -> frozenset[str]:
    """Return the kinds of acts that a text names: `build`, `train`, `employ`.

    >>> sorted(acts_of("Ground was broken; 60 engineers were trained.")), sorted(acts_of("项目开工，培训学员60名"))
    (['build', 'train'], ['build', 'train'])
    """
    return _kinds_in(text, "acts")


def modifiers_in(text: str) -> list[tuple[str, frozenset[str]]]:
    """Return each thing that a text names, with the terms that stand directly before its word and say which one it is.

    >>> [(thing, sorted(which)) for thing, which in modifiers_in("They spoke of the lithium battery plant.")]
    [('plant', ['battery', 'lithium'])]
    """
    plain, kinds = simplified(text), _kinds("things")
    return [
        (thing, frozenset(written(which.group()) if (which := _WHICH.search(plain[: hit.start()])) else ()))
        for hit in kinds.finder.finditer(plain)
        for thing in sorted(kinds.by_word[hit.group().casefold()])
    ]


def _kinds_in(text: str, table: str) -> frozenset[str]:
    kinds = _kinds(table)
    return frozenset(
        kind for hit in kinds.finder.finditer(simplified(text)) for kind in kinds.by_word[hit.group().casefold()]
    )


@cache
def _kinds(table: str) -> _Kinds:
    """Return the words of a table; the longest is found first, and whole words where there is an alphabet."""
    found: dict[str, set[str]] = {}
    for row in read_table(files(_DATA) / f"{table}.tsv").rows:
        for word in row["words"].split("|"):
            for form in (word, f"{word}s") if word[0].isascii() else (word,):
                found.setdefault(form, set()).add(row["kind"])
    words = sorted(found, key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in words if word[0].isascii())
    other = "|".join(re.escape(word) for word in words if not word[0].isascii())
    finder = re.compile(rf"\b(?:{latin})\b|{other}", re.IGNORECASE)
    return _Kinds({word: frozenset(kinds) for word, kinds in found.items()}, finder)
