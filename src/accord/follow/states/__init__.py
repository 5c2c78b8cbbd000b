"""How far something is, as words say it.

In -> out: a text -> every place that says a state (`states_said`).
Begin at `said.py`; the words are rules in `data/<language>.toml`, what a sign means is `data/signs.tsv`.
To add a word: a rule with `fires` and `silent`; to add a sign: a line in `signs.tsv` too.
"""

from accord.follow.states.said import Mood, Said, states_said

__all__ = ["Mood", "Said", "states_said"]
