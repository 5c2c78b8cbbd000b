"""What is wrong with a request, before anything is done."""

from typing import ClassVar

from accord.errors import AccordError

__all__ = [
    "MalformedError",
    "NotAcceptableError",
    "StrangeMediaError",
    "TooLargeError",
    "WrongCallError",
]


class WrongCallError(AccordError):
    """A parameter or a field is unknown, missing, or none that it can be."""

    code: ClassVar[str] = "wrong_call"


class MalformedError(AccordError):
    """The body is no JSON."""

    code: ClassVar[str] = "malformed"


class NotAcceptableError(AccordError):
    """The caller takes nothing that is given here."""

    code: ClassVar[str] = "not_acceptable"


class StrangeMediaError(AccordError):
    """The body is of a media type that is not taken here."""

    code: ClassVar[str] = "media_type"


class TooLargeError(AccordError):
    """The body is larger than what is taken."""

    code: ClassVar[str] = "too_large"
