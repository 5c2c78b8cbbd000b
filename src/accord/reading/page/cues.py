"""Find the cue words of a list in a stretch of words.

In:  words; rows of a lexicon whose first column is a cue, and the name of the column that says what it speaks of.
Out: what the words speak of, where. A final `*` of a cue stands for any ending; of overlapping cues the longest counts,
     so that 'nuclear weapons' is not also 'nuclear'.
"""

import re
from functools import lru_cache

__all__ = ["Rows", "cues_in"]

Rows = tuple[dict[str, str], ...]

_ANY = "*"
_KEY = (
    2  # first characters of a cue by which it is looked up: short enough for 'ai', long enough to try few cues a word
)
_WORD = re.compile(r"(?<!\w)\w+")

_Bucket = tuple[re.Pattern[str], list[list[str]]]


def cues_in(words: str, rows: Rows, column: str) -> list[tuple[int, int, str]]:
    """Return `(start, end, value)` of each cue in `words`, in text order; a cue with several rows gives each value."""
    buckets = _buckets(rows, column)
    found: list[tuple[int, int, str]] = []
    last = 0
    for word in _WORD.finditer(words):
        at = word.start()
        bucket = buckets.get(words[at : at + _KEY].casefold())
        hit = bucket[0].match(words, at) if bucket and at >= last else None
        if bucket and hit and hit.lastindex:
            last = hit.end()
            found.extend((at, last, value) for value in bucket[1][hit.lastindex - 1])
    return found


# The lists last asked for, compiled: a page asks some thousand times for a few.
_KEPT: dict[tuple[int, str], tuple[Rows, dict[str, _Bucket]]] = {}
_MOST = 32


def _buckets(rows: Rows, column: str) -> dict[str, _Bucket]:
    kept = _KEPT.get((id(rows), column))
    if kept is None or kept[0] is not rows:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        made = _compiled(tuple((next(iter(row.values())), row[column]) for row in rows))
        kept = _KEPT[id(rows), column] = (rows, made)
    return kept[1]


@lru_cache(maxsize=32)
def _compiled(cues: tuple[tuple[str, str], ...]) -> dict[str, _Bucket]:
    """Return, by the first characters of the cues, one pattern with a group a cue, longest first, and their values."""
    values: dict[str, list[str]] = {}
    for cue, value in cues:
        values.setdefault(cue, []).append(value)
    keyed: dict[str, list[str]] = {}
    for cue in sorted(values, key=lambda cue: (-len(cue), cue)):
        keyed.setdefault(cue[:_KEY].casefold(), []).append(cue)
    return {key: (_pattern(some), [values[cue] for cue in some]) for key, some in keyed.items()}


def _pattern(cues: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(f'({_expression(cue)})' for cue in cues)})(?!\w)", re.IGNORECASE)


def _expression(cue: str) -> str:
    words = re.sub(r"\\? ", r"[\\s-]+", re.escape(cue.removesuffix(_ANY)))
    return words + (r"\w*" if cue.endswith(_ANY) else "")
