"""Everything that can go wrong, by name.

Two levels: `AccordError`, and one class a kind of trouble, each with a stable `code` that doors turn into an exit
code or an HTTP status. A message says what was found, what was expected, where, and what to do.
"""

from typing import ClassVar

__all__ = [
    "AccordError",
    "ConfigError",
    "ConflictError",
    "DecisionError",
    "NotFoundError",
    "RefusedError",
    "SourceUnavailableError",
    "StoreError",
]


class AccordError(Exception):
    """Any trouble that accord names."""

    code: ClassVar[str] = "error"


class ConfigError(AccordError):
    """A setting, pack, rule or call is wrong: stop now, name file and key."""

    code: ClassVar[str] = "config"


class NotFoundError(AccordError):
    """What was asked for by its id or path is not there."""

    code: ClassVar[str] = "not_found"


class RefusedError(AccordError):
    """Input that was found but cannot be read; `reason` is a stable slug for the quarantine.

    Attributes:
        reason: Slug, such as `empty`, `binary`, `too_large`.
        advice: What a person can do about it, one sentence.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, reason: str, message: str, advice: str) -> None:
        """Keep the slug and the advice beside the message."""
        super().__init__(message)
        self.reason = reason
        self.advice = advice


class SourceUnavailableError(AccordError):
    """The world failed for now; trying again later may help."""

    code: ClassVar[str] = "source_unavailable"


class DecisionError(AccordError):
    """A decision that cannot be taken: what it names is ambiguous, or it contradicts a standing one.

    Attributes:
        decisions: Ids of the standing decisions that it contradicts, the one that parts first; () where it is none.
    """

    code: ClassVar[str] = "decision"

    def __init__(self, message: str, decisions: tuple[str, ...] = ()) -> None:
        """Keep the decisions beside the message."""
        super().__init__(message)
        self.decisions = decisions


class ConflictError(AccordError):
    """Somebody else is writing, or has decided in between.

    Attributes:
        decisions: Ids of the decisions that were taken in between, where they are known.
    """

    code: ClassVar[str] = "conflict"

    def __init__(self, message: str, decisions: tuple[str, ...] = ()) -> None:
        """Keep the decisions beside the message."""
        super().__init__(message)
        self.decisions = decisions


class StoreError(AccordError):
    """The register refuses; the whole transaction was undone."""

    code: ClassVar[str] = "store"
