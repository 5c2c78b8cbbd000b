"""How a sentence of later news is worded, beside the promise's own words.

In:  a sentence, a promise that it may speak of.
Out: the words that stand in it, one or two in a row (of ideographs one to three), each with its place.

What the promise names already says nothing of how far it is: a run of its own words is `*`, a number `0`. So `opened the *`
is one wording, whatever was opened.
"""

import math
import re
from collections.abc import Iterator

from accord.follow.linking.words import ideographic
from accord.han import simplified
from accord.model.reading import Span

__all__ = ["share", "words_in"]

_OWN, _NUMBER = "*", "0"
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_HAN = re.compile("[\u3400-\u9fff]")
_STEM = 5  # letters by which a word is known as the promise's own
_LEAST = 4  # letters of such a word
_RUN, _RUN_OF_HAN = 2, 3


def words_in(sentence: str, promise: str) -> Iterator[tuple[str, Span]]:
    """Yield the words of a sentence, alone and in a row, in text order; and where they stand.

    >>> [word for word, _ in words_in("They opened the mill.", "Acme will build a mill.")]
    ['they', 'they opened', 'opened', 'opened the', 'the', 'the *', '*']
    >>> [word for word, _ in words_in("厂房已建成", "双方建设厂房")]
    ['*', '*已', '*已建', '已', '已建', '已建成', '建', '建成', '成']
    """
    plain, own = simplified(sentence), simplified(promise)
    of_han = ideographic(plain)
    parts = list(_characters(plain, own) if of_han else _words(plain, own))
    run, between = (_RUN_OF_HAN, "") if of_han else (_RUN, " ")
    for at in range(len(parts)):
        for end in range(at + 1, min(at + run, len(parts)) + 1):
            some = parts[at:end]
            yield between.join(word for word, _ in some), (some[0][1][0], some[-1][1][1])


def share(known: int) -> float:
    """Return how much of itself each wording adds where so many are known: a long sentence says no more than a short one."""
    return 1 / math.sqrt(known) if known else 0.0


def _words(sentence: str, promise: str) -> Iterator[tuple[str, Span]]:
    own = {word[:_STEM].lower() for word in _WORD.findall(promise) if len(word) >= _LEAST}
    for hit in _WORD.finditer(sentence):
        word = _DIGITS.sub(_NUMBER, hit.group().lower())
        yield (_OWN if len(word) >= _LEAST and word[:_STEM] in own else word), hit.span()


def _characters(sentence: str, promise: str) -> Iterator[tuple[str, Span]]:
    """Yield characters; two or more in a row that stand in the promise too are one word of its own, digits one number."""
    own = {promise[at : at + 2] for at in range(len(promise) - 1)}
    shared = [
        sentence[at : at + 2] in own and all(map(_HAN.match, sentence[at : at + 2])) for at in range(len(sentence))
    ]
    read = [
        _OWN if shared[at] or (at and shared[at - 1]) else _NUMBER if one.isdecimal() else one.lower()
        for at, one in enumerate(sentence)
    ]
    for at, one in enumerate(read):
        if one.isspace() or (one in (_OWN, _NUMBER) and at and read[at - 1] == one):
            continue
        end = next((to for to in range(at + 1, len(read)) if read[to] != one), len(read))
        yield one, (at, end if one in (_OWN, _NUMBER) else at + 1)
