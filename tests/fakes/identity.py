"""An identity of a tiny world, so that the register's laws are tested without real rules on names.

A body goes by a first word and, perhaps, a second: "Wuxi", "Wuxi City", "Wuxi Port". Names with one first word are
compared. What comes of it is written in `SAID`; what is not written there is drawn from the mentions that speak, as if
by chance, so that every kind of agreement and contradiction comes about.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from accord import identity
from accord.model.mention import Mention
from accord.model.verdict import Reason, Verdict

__all__ = ["FakeIdentity"]

_DRAWN = ("same", "same", "different", "unsure")


class FakeIdentity:
    """Forms by name; verdicts as `said` of two names (in the order of names), else drawn.

    Attributes:
        said: Verdict and score by pair of names.
        codes: Code by name.
    """

    def __init__(
        self, said: Mapping[tuple[str, str], tuple[str, float]] | None = None, codes: Mapping[str, str] | None = None
    ) -> None:
        self.said, self.codes = said, codes or {}
        self.times = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(identity, name)  # of events and clusters what the program has

    def form(self, mention: Mention) -> str:
        return mention.name.casefold()

    def code_of(self, mention: Mention) -> str | None:
        return self.codes.get(mention.name)

    def body_keys(self, mention: Mention) -> list[str]:
        if mention.kind == "person":
            return list(identity.body_keys(mention))
        return [mention.name.split()[0].casefold()]

    def same_body(self, left: Mention, right: Mention) -> Verdict:
        self.times += 1
        if self.said is None:
            verdict, score = _drawn(f"{left.id} {right.id}")
        else:
            pair = (min(left.name, right.name), max(left.name, right.name))
            verdict, score = self.said.get(pair, ("different", 1.0))
        return Verdict(verdict, score, (Reason("said", left.name, right.name),))


def _drawn(seed: str) -> tuple[str, float]:
    first, second = hashlib.sha256(seed.encode()).digest()[:2]
    return _DRAWN[first % len(_DRAWN)], (5 + second % 5) / 10
