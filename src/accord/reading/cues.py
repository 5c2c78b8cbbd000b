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


def cues_in(words: str, rows: Rows, column: str) -> list[tuple[int, int, str]]:
    """Return `(start, end, value)` of each cue in `words`, in text order; a cue with several rows gives each value."""
    cues = tuple((next(iter(row.values())), row[column]) for row in rows)
    pattern, values = _compiled(cues)
    found: list[tuple[int, int, str]] = []
    for hit in pattern.finditer(words):
        cue = values[hit.lastindex - 1 if hit.lastindex else 0]
        found.extend((hit.start(), hit.end(), value) for value in cue)
    return found


@lru_cache(maxsize=32)
def _compiled(cues: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], list[list[str]]]:
    """Return one pattern with a group for each cue, longest first, and what each group speaks of."""
    values: dict[str, list[str]] = {}
    for cue, value in cues:
        values.setdefault(cue, []).append(value)
    ordered = sorted(values, key=lambda cue: (-len(cue), cue))
    body = "|".join(f"({_expression(cue)})" for cue in ordered)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE), [values[cue] for cue in ordered]


def _expression(cue: str) -> str:
    stem = cue.removesuffix(_ANY)
    words = re.escape(stem).replace(r"\ ", r"[\s-]+").replace(" ", r"[\s-]+")
    return words + (r"\w*" if cue.endswith(_ANY) else "")
