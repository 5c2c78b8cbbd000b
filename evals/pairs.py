"""How well names are compared: pairs of names whose verdict people know.

In:  `identity/pairs.tsv`.
Out: how many of the true pairs are found, and how many pairs are wrongly called same, in halves and by kind.

A third of the pairs, by the hash of their ids, is kept unseen: its errors are not listed.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from accord.identity import same_body
from accord.model.mention import Mention, MentionKind
from accord.tsv import read_table

__all__ = [
    "FILE",
    "IDENTITY",
    "Outcome",
    "Pair",
    "as_json",
    "as_text",
    "compare",
    "errors",
    "figures",
    "load",
    "outcome",
]

FILE = Path(__file__).with_name("identity") / "pairs.tsv"
IDENTITY = "identity"
_KINDS: dict[str, MentionKind] = {"org": "other", "place": "place", "person": "person"}


class Pair(msgspec.Struct, frozen=True):
    """Two names, and whether they name one thing: same, different, unsure; `basis` is the fact that says so."""

    id: str
    kind: str
    left: str
    right: str
    verdict: str
    basis: str

    @property
    def unseen(self) -> bool:
        """Return whether the pair is one of the third that is kept unseen."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 3 == 0


class Outcome(msgspec.Struct, frozen=True):
    """How the pairs of a half did: those that are true, those of them found, and pairs wrongly called same."""

    name: str
    pairs: int
    true: int
    found: int
    false: tuple[str, ...]
    missed: tuple[str, ...]


def load(file: Path = FILE) -> tuple[str, tuple[Pair, ...]]:
    """Return the digest of the file of pairs, and the pairs."""
    pairs = tuple(Pair(**{name: row[name] for name in Pair.__struct_fields__}) for row in read_table(file).rows)
    return f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}", pairs


def compare(pair: Pair) -> str:
    """Return the verdict of the program on a pair."""
    kind = _KINDS[pair.kind]
    left, right = (Mention(f"p-{side}", name, (), kind, None) for side, name in (("l", pair.left), ("r", pair.right)))
    return same_body(left, right).verdict


def outcome(name: str, pairs: Sequence[Pair], verdict: Callable[[Pair], str] = compare) -> Outcome:
    """Return how pairs did."""
    said = [(pair, verdict(pair)) for pair in pairs]
    true = [(pair, told) for pair, told in said if pair.verdict == "same"]
    false = tuple(_line(pair, told) for pair, told in said if pair.verdict == "different" and told == "same")
    missed = tuple(_line(pair, told) for pair, told in true if told != "same")
    return Outcome(name, len(pairs), len(true), len(true) - len(missed), false, missed)


def figures(result: Outcome) -> dict[str, float]:
    """Return the figures that have floors: the share of true pairs found; 1 where nothing is wrongly called same."""
    return {"found": result.found / max(1, result.true), "clean": float(not result.false)}


def as_text(pairs: Sequence[Pair], all_of_them: Outcome) -> list[str]:
    """Return the table: everything, the open and the unseen part, and each kind."""
    parts = [outcome(name, chosen) for name, chosen in _parts(pairs)]
    lines = [
        f"{IDENTITY}: {len(pairs)} pairs of names",
        f"  {'':14}{'found':>7}{'true':>6}{'pairs':>7}   called same, but not",
    ]
    return lines + [_row(part) for part in (all_of_them, *parts)]


def errors(pairs: Sequence[Pair], most: int) -> list[str]:
    """Return examples of errors of the open part, the false ones first."""
    result = outcome("open", [pair for pair in pairs if not pair.unseen])
    return [f"  false: {line}" for line in result.false[:most]] + [f"  missed: {line}" for line in result.missed[:most]]


def as_json(result: Outcome, gold: str) -> dict[str, Any]:
    """Return the figures as plain values."""
    counts = {"pairs": result.pairs, "true": result.true, "found": result.found, "false": len(result.false)}
    return {"set": IDENTITY, "gold": gold, "figures": figures(result)} | counts


def _parts(pairs: Sequence[Pair]) -> list[tuple[str, list[Pair]]]:
    kinds = [(kind, [pair for pair in pairs if pair.kind == kind]) for kind in _KINDS]
    halves = [("open", [p for p in pairs if not p.unseen]), ("unseen", [p for p in pairs if p.unseen])]
    return [*halves, *kinds]


def _row(part: Outcome) -> str:
    return f"  {part.name:14}{part.found / max(1, part.true):7.3f}{part.true:6}{part.pairs:7}   {len(part.false)}"


def _line(pair: Pair, told: str) -> str:
    return f"{pair.id} {pair.left} | {pair.right}: {told} ({pair.basis})"
