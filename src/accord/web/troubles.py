"""What goes wrong at the door and with a request, before anything is done.

Each has a `code`; `answers.py` says which HTTP status it is.
"""

from typing import ClassVar

from accord.errors import AccordError

__all__ = [
    "ForbiddenError",
    "MalformedError",
    "NewPasswordError",
    "NotAcceptableError",
    "NotInsideError",
    "SlowDownError",
    "StrangeFormError",
    "StrangeMediaError",
    "TooLargeError",
    "WrongCallError",
    "WrongPasswordError",
]


class NotInsideError(AccordError):
    """Nobody is logged in, or the session has ended."""

    code: ClassVar[str] = "not_inside"


class WrongPasswordError(AccordError):
    """No account has this name with this password."""

    code: ClassVar[str] = "wrong_password"


class NewPasswordError(AccordError):
    """The password was given by somebody else; its owner must choose one first."""

    code: ClassVar[str] = "new_password"


class SlowDownError(AccordError):
    """Too many tries have failed.

    Attributes:
        wait_s: When the next one is looked at.
    """

    code: ClassVar[str] = "slow_down"

    def __init__(self, wait_s: int) -> None:
        """Keep how long to wait."""
        super().__init__("too many tries have failed; wait %(wait)s seconds", wait=wait_s)
        self.wait_s = wait_s


class ForbiddenError(AccordError):
    """The person's role does not allow it; the message is the action."""

    code: ClassVar[str] = "forbidden"


class StrangeFormError(AccordError):
    """A form that does not come from our own page."""

    code: ClassVar[str] = "strange_form"


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
