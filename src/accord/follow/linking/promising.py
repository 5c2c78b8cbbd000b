"""Whether a sentence of news of an agreement promises something, by how it is worded.

In:  a sentence, a text.
Out: points, more than nothing where it likely does; the sentences of a text that do.

A reader finds a promise by what somebody undertakes; but news also says that a contract *includes* works, that a euro of each
ticket *goes* to a museum, that a town *is entrusted with* a port. Such sentences are no facts of their own, only what later news
may be about. Source: logistic regression over words alone and in a row; Bishop, Pattern Recognition and Machine Learning (2006),
4.3; `data/promising_<script>.tsv`, made by `python -m evals.follow.promising` of our own chains.
"""

from collections.abc import Container, Iterable, Mapping
from functools import cache
from importlib.resources import files

from accord.follow.linking.weak import tellable
from accord.follow.linking.wording import share, words_in
from accord.follow.linking.words import ideographic
from accord.model.reading import Span
from accord.tsv import read_table

__all__ = ["ALWAYS", "FILES", "points_of", "promises_in", "share_of", "weighed", "words_of"]

FILES = {True: "promising_han.tsv", False: "promising_letters.tsv"}  # by whether a sentence is written in ideographs
ALWAYS = ""  # the row of what a sentence weighs before anything of it is read


def promises_in(text: str) -> list[Span]:
    """Return the sentences of a text that likely promise something, in text order.

    >>> text = "They met in Riga. The company will also build a port. It rained."
    >>> [text[start:end] for start, end in promises_in(text)]
    ['The company will also build a port.']
    """
    return [(start, end) for start, end in tellable(text) if points_of(text[start:end]) > 0]


def points_of(sentence: str) -> float:
    """Return how likely a sentence promises something, as a sum of what its words weigh."""
    return weighed(words_of(sentence), _weights(ideographic(sentence)))


def weighed(words: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return what wordings weigh."""
    return weights[ALWAYS] + share_of(words, weights) * sum(weights[word] for word in sorted(words) if word in weights)


def share_of(words: Iterable[str], known: Container[str]) -> float:
    """Return how much of itself each wording that is known adds; nothing if none is."""
    return share(sum(word in known for word in words))


def words_of(sentence: str) -> frozenset[str]:
    """Return how a sentence is worded: its words alone and in a row."""
    return frozenset(word for word, _ in words_in(sentence, ""))


@cache
def _weights(of_han: bool) -> Mapping[str, float]:
    rows = read_table(files("accord.follow.linking") / "data" / FILES[of_han]).rows
    return {row["words"]: float(row["points"]) for row in rows}
