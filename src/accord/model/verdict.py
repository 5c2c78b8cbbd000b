"""What the program thinks (verdicts) and suggests (proposals). Only people decide."""

from typing import Literal

import msgspec

__all__ = ["Proposal", "Reason", "Verdict"]


class Reason(msgspec.Struct, frozen=True):
    """Why: a stable slug and the two values that met."""

    code: str
    left: str
    right: str


class Verdict(msgspec.Struct, frozen=True):
    """Whether two mentions, each in its own document, are one; `score` in [0, 1] is how sure."""

    verdict: Literal["same", "different", "unsure"]
    score: float
    reasons: tuple[Reason, ...]


class Proposal(msgspec.Struct, frozen=True):
    """A change that the program suggests, for a person to accept or reject."""

    id: str
    kind: Literal["merge", "same_event", "state", "link", "doubt"]
    left: str
    right: str
    verdict: Verdict
