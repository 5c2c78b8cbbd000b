"""Everything that can go wrong, by name.

Two levels: `AccordError`, and one class a kind of trouble, each with a stable `code` that doors turn into an exit
code or an HTTP status. A message says what was found, what was expected, where, and what to do: English words of ours that stay as
they stand (`%(name)s` where a value goes), the values beside them, so that a page can say it in another language.
"""

from typing import ClassVar, NamedTuple

__all__ = [
    "AccordError",
    "ConfigError",
    "ConflictError",
    "DecisionError",
    "Listed",
    "Message",
    "NotFoundError",
    "RefusedError",
    "SourceUnavailableError",
    "StoreError",
]


class Listed(NamedTuple):
    """A word of a closed list among the values of a message; pages show its label.

    Attributes:
        of: The list, as in `model/labels.tsv`.
        word: The word.
    """

    of: str
    word: str

    def __str__(self) -> str:
        """Return the word in English."""
        return self.word.replace("_", " ")


class Message:
    """Words of ours with values, in English as a string; pages say them in their language.

    Attributes:
        english: The words, `%(name)s` where a value goes; without values they stand as they are.
        values: The values: text, numbers, `Listed` words, words that are `Message` themselves, or lists of these.

    >>> str(Message("%(id)s is a %(what)s; there are: %(all)s", id="p-1", what=Listed("Thing", "party"), all=["a", "b"]))
    'p-1 is a party; there are: a, b'
    """

    def __init__(self, english: str, /, **values: object) -> None:
        """Keep the words and the values apart."""
        self.english = english
        self.values = values

    def __str__(self) -> str:
        """Return the words in English, with the values put in."""
        if not self.values:
            return self.english
        return self.english % {
            name: ", ".join(map(str, value)) if isinstance(value, list) else value
            for name, value in self.values.items()
        }


class AccordError(Exception):
    """Any trouble that accord names; as a string the message in English, with the hint.

    Attributes:
        told: The message.
    """

    code: ClassVar[str] = "error"

    def __init__(self, english: str = "", /, *, hint: str = "", **values: object) -> None:
        """Keep the words and the values apart.

        Args:
            english: What happened, `%(name)s` where a value goes.
            hint: What to type about it, for the command line alone.
            values: What goes into the words.
        """
        self.told = Message(english, **values)
        super().__init__(f"{self.told}; {hint}" if hint else str(self.told))


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
        status: What the server answered, an HTTP status; None where none did.
        retry_after_s: Seconds after which the server asks to come back; None where it does not.
    """

    code: ClassVar[str] = "refused"

    def __init__(
        self, reason: str, message: str, advice: str, *, status: int | None = None, retry_after_s: float | None = None
    ) -> None:
        """Keep the slug and the advice beside the message."""
        super().__init__(message)
        self.reason = reason
        self.advice = advice
        self.status = status
        self.retry_after_s = retry_after_s


class SourceUnavailableError(AccordError):
    """The world failed for now; trying again later may help."""

    code: ClassVar[str] = "source_unavailable"


class DecisionError(AccordError):
    """A decision that cannot be taken: what it names is ambiguous, or it contradicts a standing one.

    Attributes:
        decisions: Ids of the standing decisions that it contradicts, the one that parts first; () where it is none.
    """

    code: ClassVar[str] = "decision"

    def __init__(self, english: str, /, decisions: tuple[str, ...] = (), *, hint: str = "", **values: object) -> None:
        """Keep the decisions beside the message."""
        super().__init__(english, hint=hint, **values)
        self.decisions = decisions


class ConflictError(AccordError):
    """Somebody else is writing, or has decided in between.

    Attributes:
        decisions: Ids of the decisions that were taken in between, where they are known.
    """

    code: ClassVar[str] = "conflict"

    def __init__(self, english: str, /, decisions: tuple[str, ...] = (), *, hint: str = "", **values: object) -> None:
        """Keep the decisions beside the message."""
        super().__init__(english, hint=hint, **values)
        self.decisions = decisions


class StoreError(AccordError):
    """The register refuses; the whole transaction was undone."""

    code: ClassVar[str] = "store"
