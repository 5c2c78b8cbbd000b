"""Errors of the door itself."""

from typing import ClassVar

from accord.errors import AccordError

__all__ = [
    "ForbiddenError", "NewPasswordError", "NotInsideError", "SlowDownError", "StrangeFormError", "WrongPasswordError",
]  # fmt: skip


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
