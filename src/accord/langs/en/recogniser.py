"""Run the recogniser of names that a spaCy model holds, with its own weights, a page at a time.

In:  a loaded spaCy pipeline whose last component is a greedy `ner`, and tokenised documents.
Out: for each document the names that spaCy itself would find: first token, token after the last, label.

spaCy decides token by token. But outside a name its decision rests on the token alone, and inside one on the token
and on where the name began: so all tokens are decided in a few products of matrices, names growing by a token a round,
and what a word's vector needs only its spelling for is worked out once a word. `test_recogniser.py` holds it to spaCy.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from accord.errors import ConfigError

__all__ = ["Recogniser", "Weights", "recogniser"]

_KEPT = 20_000  # words whose vectors are kept: 8 MB; more would hold the long tail of misspellings
_FEATURES = 3  # token, first token of the open name, token before: what the transition system of `ner` looks at
_PIECES = 2  # of a state's maxout

_Floats = NDArray[np.float32]
_Ints = NDArray[np.int64]
_Span = tuple[int, int, str]


class _Layer(msgspec.Struct, frozen=True):
    """One maxout layer with the normalisation behind it; the columns of `weight` stand piece by piece."""

    weight: _Floats
    bias: _Floats
    gain: _Floats
    shift: _Floats
    pieces: int


class Weights(msgspec.Struct, frozen=True):
    """What the model has learnt, and the labels of its actions.

    Attributes:
        embed: Gives a word its vector from its four attributes; kept as spaCy's own layer, since it hashes.
        layers: The layers that look one token to each side.
        lower, padding, lower_bias: From a token's vector to what it adds to a state, by feature; what a missing one adds.
        upper, upper_bias: From a state to the score of every action.
        begin, inside, last, unit: Numbers of the actions, by label.
        out: Number of the action that leaves a token outside names.
    """

    embed: Any
    layers: tuple[_Layer, ...]
    narrow: tuple[_Floats, _Floats]
    lower: _Floats
    padding: _Floats
    lower_bias: _Floats
    upper: _Floats
    upper_bias: _Floats
    labels: tuple[str, ...]
    begin: _Ints
    inside: _Ints
    last: _Ints
    unit: _Ints
    out: int


class Recogniser:
    """Finds the names of tokenised documents; keeps the vectors of the words that it has seen."""

    def __init__(self, weights: Weights) -> None:
        """Begin with no word."""
        self._weights = weights
        self._rows: dict[tuple[int, ...], int] = {}
        self._vectors: _Floats = np.zeros((_KEPT, weights.layers[0].gain.shape[0]), dtype=np.float32)

    def names(self, attributes: Sequence[NDArray[np.uint64]], spaces: Sequence[NDArray[np.bool_]]) -> list[list[_Span]]:
        """Return the names of each document.

        Args:
            attributes: For each document a row a token: norm, prefix, suffix, shape.
            spaces: For each document whether each token is only space: no name begins there.
        """
        filled = [n for n, rows in enumerate(attributes) if len(rows)]
        found: list[list[_Span]] = [[] for _ in attributes]
        if filled:
            lengths = [len(attributes[n]) for n in filled]
            vectors = _encoded(self._weights, self._embedded([attributes[n] for n in filled]), lengths)
            ends = np.repeat(np.cumsum(lengths), lengths)
            spans = _decided(self._weights, vectors, ends, np.concatenate([spaces[n] for n in filled]))
            starts = np.concatenate(([0], np.cumsum(lengths)))
            for first, after, label in spans:
                at = int(np.searchsorted(starts, first, side="right")) - 1
                found[filled[at]].append((first - int(starts[at]), after - int(starts[at]), label))
        return found

    def _embedded(self, attributes: list[NDArray[np.uint64]]) -> _Floats:
        """Return a row a token; words that were seen before are looked up."""
        whole = np.concatenate(attributes)
        keys = list(map(tuple, whole.tolist()))
        new = list(dict.fromkeys(key for key in keys if key not in self._rows))
        if len(self._rows) + len(new) > _KEPT:
            self._rows.clear()
            new = list(dict.fromkeys(keys))
        if len(new) > _KEPT:  # one page with more words than are kept
            return np.asarray(self._weights.embed(whole), dtype=np.float32)
        if new:
            first = len(self._rows)
            self._vectors[first : first + len(new)] = self._weights.embed(np.array(new, dtype=np.uint64))
            self._rows.update((key, first + n) for n, key in enumerate(new))
        return self._vectors[[self._rows[key] for key in keys]]


def recogniser(pipeline: Any) -> Recogniser:  # noqa: ANN401 - spaCy has no types that mypy reads
    """Return the recogniser of a pipeline's `ner`.

    Raises:
        ConfigError: The model is built in another way than this module computes.
    """
    try:
        return Recogniser(_weights(pipeline.get_pipe("ner")))
    except (AttributeError, IndexError, KeyError, ValueError) as error:
        raise ConfigError(f"the model's 'ner' is built in a way that accord does not compute: {error}") from error


def _weights(component: Any) -> Weights:  # noqa: ANN401
    model = component.model
    to_vectors, _, narrow = model.get_ref("tok2vec").layers
    _, _, embed, mix, _ = to_vectors.layers[0].layers
    window = to_vectors.layers[1]
    depth = len(window.layers[0].layers)
    if window.attrs["pad"] != depth or model.attrs["unseen_classes"] or not model.attrs["has_upper"]:
        raise ValueError("another padding, or actions without weights")
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    if (lower.get_dim("nF"), lower.get_dim("nP")) != (_FEATURES, _PIECES):
        raise ValueError(f"{lower.get_dim('nF')} features a state, {lower.get_dim('nP')} pieces")
    moves = [component.moves.get_class_name(n) for n in range(component.moves.n_moves)]
    labels = tuple(move[2:] for move in moves if move.startswith("B-"))
    table = lower.get_param("W")
    return Weights(
        embed=lambda rows: mix.layers[0].predict(embed.layers[0].predict(rows)),
        layers=tuple(_layer(residual.layers[0]) for residual in window.layers[0].layers),
        narrow=(np.ascontiguousarray(narrow.get_param("W").T), narrow.get_param("b")),
        lower=np.ascontiguousarray(table.reshape(-1, table.shape[-1]).T),
        padding=lower.get_param("pad").reshape(_FEATURES, -1),
        lower_bias=lower.get_param("b").reshape(-1),
        upper=np.ascontiguousarray(upper.get_param("W").T),
        upper_bias=upper.get_param("b"),
        labels=labels,
        begin=np.array([moves.index(f"B-{label}") for label in labels]),
        inside=np.array([moves.index(f"I-{label}") for label in labels]),
        last=np.array([moves.index(f"L-{label}") for label in labels]),
        unit=np.array([moves.index(f"U-{label}") for label in labels]),
        out=moves.index("O"),
    )


def _layer(inner: Any) -> _Layer:  # noqa: ANN401
    expand, mixed = inner.layers
    if expand.attrs["window_size"] != 1:
        raise ValueError(f"a window of {expand.attrs['window_size']}")
    linear, normal = mixed.layers[0].layers
    weight, bias = linear.get_param("W"), linear.get_param("b")
    outputs, pieces, inputs = weight.shape
    return _Layer(
        weight=np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(inputs, pieces * outputs)),
        bias=np.ascontiguousarray(bias.T.reshape(-1)),
        gain=normal.get_param("G"),
        shift=normal.get_param("b"),
        pieces=pieces,
    )


def _encoded(weights: Weights, words: _Floats, lengths: Sequence[int]) -> _Floats:
    """Return the tokens' vectors in their context; documents are parted by rows of zeros, as many as there are layers."""
    pad, width = len(weights.layers), words.shape[1]
    places = np.arange(len(words)) + pad * (1 + np.repeat(np.arange(len(lengths)), lengths))
    rows = np.zeros((len(words) + pad * (len(lengths) + 1), width), dtype=np.float32)
    rows[places] = words
    wide = np.zeros((len(rows), 3 * width), dtype=np.float32)
    for layer in weights.layers:
        wide[1:, :width] = rows[:-1]
        wide[:, width : 2 * width] = rows
        wide[:-1, 2 * width :] = rows[1:]
        rows += _normal(layer, _maxout(layer, wide))
    narrow, bias = weights.narrow
    out: _Floats = rows[places] @ narrow + bias
    return out


def _maxout(layer: _Layer, wide: _Floats) -> _Floats:
    width = len(layer.gain)
    product = wide @ layer.weight
    product += layer.bias
    best = product[:, :width]
    for piece in range(1, layer.pieces):
        best = np.maximum(best, product[:, piece * width : (piece + 1) * width])
    return best


def _normal(layer: _Layer, rows: _Floats) -> _Floats:
    centred: _Floats = rows - rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", centred, centred) / rows.shape[1] + np.float32(1e-8)
    centred *= (1 / np.sqrt(spread))[:, None]
    centred *= layer.gain
    centred += layer.shift
    return centred


def _decided(weights: Weights, vectors: _Floats, ends: _Ints, spaces: NDArray[np.bool_]) -> list[_Span]:
    """Return the names: what each token does outside a name, how far a name that begins there goes, then a walk."""
    size = len(weights.lower_bias)
    added = (vectors @ weights.lower).reshape(len(vectors), _FEATURES, size)
    actions, labels = _outside(weights, added, ends, spaces)
    begins = np.flatnonzero(actions == _BEGIN)
    stops = dict(zip(begins.tolist(), _stops(weights, added, ends, begins, labels[begins]).tolist(), strict=True))
    found: list[_Span] = []
    free = 0
    for at in np.flatnonzero(actions != _OUT).tolist():
        if at >= free:
            free = stops.get(at, at + 1)
            found.append((at, free, weights.labels[labels[at]]))
    return found


_OUT, _UNIT, _BEGIN = 0, 1, 2


def _outside(weights: Weights, added: _Floats, ends: _Ints, spaces: NDArray[np.bool_]) -> tuple[_Ints, _Ints]:
    """Return what every token does where no name is open, and with which label."""
    scores = _scores(weights, added[:, 0] + weights.padding[1] + weights.padding[2])
    last = ends == np.arange(len(added)) + 1
    begin, unit = scores[:, weights.begin], scores[:, weights.unit]
    begin[spaces | last] = -np.inf
    unit[spaces] = -np.inf
    out, best_unit, best_begin = scores[:, weights.out], unit.max(axis=1), begin.max(axis=1)
    actions = np.where(best_begin >= np.maximum(out, best_unit), _BEGIN, np.where(best_unit >= out, _UNIT, _OUT))
    return actions, np.where(actions == _BEGIN, begin.argmax(axis=1), unit.argmax(axis=1))


def _stops(weights: Weights, added: _Floats, ends: _Ints, begins: _Ints, labels: _Ints) -> _Ints:
    """Return after which token each name that begins is over; all grow by a token a round."""
    stops = begins + 1
    open_ = np.arange(len(begins))
    while len(open_):
        at, first, label = stops[open_], begins[open_], labels[open_]
        scores = _scores(weights, added[at, 0] + added[first, 1] + added[at - 1, 2])
        every = np.arange(len(open_))
        goes_on = scores[every, weights.inside[label]] >= scores[every, weights.last[label]]
        goes_on &= at + 1 < ends[at]
        stops[open_] += 1
        open_ = open_[goes_on]
    return stops


def _scores(weights: Weights, states: _Floats) -> _Floats:
    states = states + weights.lower_bias
    hidden = np.maximum(states[:, 0::2], states[:, 1::2])
    scores: _Floats = hidden @ weights.upper + weights.upper_bias
    return scores
