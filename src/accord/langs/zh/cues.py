"""Find the cue words of a list in a stretch of words.

In:  words; the rows of a lexicon whose first column is a cue.
Out: where cues stand, with their rows; one that lies within another does not count, so that 核电站 is not also 电站.
"""

from ahocorasick_rs import AhoCorasick

__all__ = ["Row", "Rows", "cues_in"]

Row = dict[str, str]
Rows = tuple[Row, ...]

# The lists last asked for, made ready: a page asks some hundred times for a few.
_KEPT: dict[int, tuple[Rows, AhoCorasick, list[list[Row]]]] = {}
_MOST = 32


def cues_in(words: str, rows: Rows) -> list[tuple[int, int, Row]]:
    """Return `(start, end, row)` of each cue in `words`, in text order; a cue with several rows gives each."""
    _, automaton, values = _ready(rows)
    hits = sorted(automaton.find_matches_as_indexes(words, overlapping=True), key=lambda h: (h[1], -h[2]))
    found, last = [], 0
    for number, start, end in hits:
        if end > last:
            last = end
            found += [(start, end, row) for row in values[number]]
    return found


def _ready(rows: Rows) -> tuple[Rows, AhoCorasick, list[list[Row]]]:
    kept = _KEPT.get(id(rows))
    if kept is None or kept[0] is not rows:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        by_cue: dict[str, list[Row]] = {}
        for row in rows:
            by_cue.setdefault(next(iter(row.values())), []).append(row)
        automaton = AhoCorasick(list(by_cue))
        kept = _KEPT[id(rows)] = (rows, automaton, list(by_cue.values()))
    return kept
