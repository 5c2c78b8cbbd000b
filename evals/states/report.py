"""Show how well last states are said, in both halves, and what the program says of the floor.

In:  the folder of the sample.
Out: scores of the seen half and of the one kept unseen; lines of text; plain values.
"""

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from evals.states.sample import Score, is_seen, load, said_of, score

__all__ = ["STATES", "as_json", "as_text", "figures", "gold", "outcomes_of"]

STATES = "states"
_FILE = Path("data") / "states-sample.jsonl"


def gold(sample: Path) -> str | None:
    """Return the digest of the descriptions; None where the sample has none."""
    file = sample / _FILE
    return f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}" if file.is_file() else None


def outcomes_of(sample: Path) -> list[Score]:
    """Return the score of the half that was developed on, of the one kept unseen, and of both."""
    known = load(sample / _FILE)
    parts = {
        "developed on": [one for one in known if is_seen(one.id)],
        "kept unseen": [one for one in known if not is_seen(one.id)],
        "both": list(known),
    }
    return [score(name, [one.state for one in part], [said_of(one) for one in part]) for name, part in parts.items()]


def figures(scores: list[Score]) -> dict[str, float]:
    """Return the figures that have floors: of the half that was kept unseen."""
    unseen = scores[1]
    return {"accuracy": unseen.accuracy, "macro_f1": unseen.macro_f1}


def as_text(scores: list[Score]) -> list[str]:
    """Return the table: a line a half."""
    lines = [
        f"{STATES}: last states of {scores[-1].count} project descriptions (accuracy; macro F1 of the four common); weights have seen "
        "both halves: cross-validated it is some 0.03 less (evals/states/fit.py)"
    ]
    for one in scores:
        (a, b), (c, d) = one.accuracy_interval, one.macro_f1_interval
        each = ", ".join(f"{state} {value:.2f}" for state, value in one.f1.items())
        lines.append(
            f"  {one.name:13}{one.count:5}   {one.accuracy:.3f} ({a:.3f} to {b:.3f})   "
            f"{one.macro_f1:.3f} ({c:.3f} to {d:.3f})   {each}"
        )
    return lines


def as_json(scores: list[Score], digest: str) -> dict[str, Any]:
    """Return the scores as plain values."""
    return {"set": STATES, "gold": digest, "halves": [msgspec.to_builtins(one) for one in scores]}
