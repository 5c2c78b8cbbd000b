"""How far something is, as words say it.

In -> out: a text -> every place that says a state (`states_said`); a description -> the last state that it supports
(`last_state`).
Begin at `said.py`; the words are rules in `data/<language>.toml`, what a sign means is `data/signs.tsv`. What signs weigh
together is `data/weights.tsv`, made by `python -m evals.states.fit` (why: docs/decisions/0028-the-last-state-is-weighed.md).
To add a word: a rule with `fires` and `silent`; to add a sign: a line in `signs.tsv` too; then fit the weights again.
"""

from accord.follow.states.counts import comes_up_to, falls_short
from accord.follow.states.dated import Dated, dates_of
from accord.follow.states.last import LastState, last_state
from accord.follow.states.said import Mood, Said, states_said

__all__ = ["Dated", "LastState", "Mood", "Said", "comes_up_to", "dates_of", "falls_short", "last_state", "states_said"]
