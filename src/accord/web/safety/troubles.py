"""Errors of the door itself."""

from typing import ClassVar

from accord.errors import AccordError

__all__ = ["ForbiddenError", "NotInsideError", "StrangeFormError"]


class NotInsideError(AccordError):
    """Nobody is logged in, or the session has ended."""

    code: ClassVar[str] = "not_inside"


class ForbiddenError(AccordError):
    """The person's role does not allow it."""

    code: ClassVar[str] = "forbidden"


class StrangeFormError(AccordError):
    """A form that does not come from our own page."""

    code: ClassVar[str] = "strange_form"
