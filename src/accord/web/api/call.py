"""What a call of the API is: its address, who may, what it takes, what it gives.

Out: `Call`, of which the routes, the checks of requests and the OpenAPI document are made; nothing stands twice.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from accord.web.visit import Visit

__all__ = ["BASE", "IDEMPOTENCY_KEY", "PROBLEMS", "Answer", "Asked", "Call", "Parameter"]

BASE = "/api/v1"  # where the calls begin
IDEMPOTENCY_KEY = "idempotency-key"  # header: a request that is sent again under the same key is decided once

PROBLEMS: dict[str, tuple[int, str]] = {
    "malformed": (400, "The body is no JSON."),
    "not_inside": (401, "Nobody is logged in, or the token is unknown or has ended."),
    "forbidden": (403, "The role, or the token's scopes, do not allow it; or the X-CSRF-Token is missing."),
    "not_found": (404, "Nothing has this id or name; or the cursor leads nowhere."),
    "not_acceptable": (406, "The caller does not take application/json."),
    "conflict": (409, "The decision cannot be taken as things stand, or somebody else has decided in between."),
    "too_large": (413, "The body is too large."),
    "media_type": (415, "The body is of a media type that is not taken here."),
    "wrong_call": (422, "A parameter or a field is unknown, missing, or none that it can be."),
    "error": (500, "An error of the program itself; it is in the log."),
    "store": (503, "The register cannot be reached or written now."),
}
"""Status and meaning by code, as OpenAPI shows them. `decision` is answered like `conflict`, `refused` like `wrong_call`."""


class Parameter(msgspec.Struct, frozen=True):
    """One query parameter: a JSON Schema of its value; with `many` it may be given several times."""

    name: str
    about: str
    schema: Mapping[str, Any]
    many: bool = False
    needed: bool = False


class Asked(msgspec.Struct, frozen=True):
    """One request, checked.

    Attributes:
        visit: Who asks, and the house.
        path: Values in the address.
        query: Values by parameter; those that were not given are absent.
        body: The body, in the shape that the call takes; bytes where it takes any.
        headers: Headers, by their names in lower case.
    """

    visit: Visit
    path: Mapping[str, str]
    query: Mapping[str, list[str]]
    body: Any
    headers: Mapping[str, str]

    def one(self, name: str, default: str = "") -> str:
        """Return the value of a parameter that is given once."""
        return next(iter(self.query.get(name, ())), default)

    def number(self, name: str, default: int) -> int:
        """Return the value of a parameter that is a number."""
        return int(self.one(name) or default)


class Answer(msgspec.Struct, frozen=True):
    """What a call gives, where it is more than a value: the cursor of the next page, where the new thing stands."""

    value: Any
    next: str | None = None
    location: str | None = None
    status: int | None = None


class Call(msgspec.Struct, frozen=True):
    """One call.

    Attributes:
        method: Of HTTP.
        path: Below `/api/v1`.
        name: Of the operation, as clients call it.
        about: What it gives, one sentence.
        tag: Under which heading it stands.
        action: Who may: an action of `safety/roles.tsv`.
        does: A function of the request and, where it only looks, of the register.
        gives: The shape of the answer.
        takes: The shape of the body; `bytes` for any; None for none.
        media: Media types that are taken.
        parameters: Of the query.
        problems: Codes of what may go wrong, beside what may go wrong everywhere.
        status: Of a good answer.
        more: What else is to be said of it.
        still: Whether the answer stays as it is until the register changes, so that it can be kept.
    """

    method: Literal["GET", "POST"]
    path: str
    name: str
    about: str
    tag: str
    action: str
    does: Callable[..., Any]
    gives: Any
    takes: Any = None
    media: Sequence[str] = ("application/json",)
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[str, ...] = ()
    status: int = 200
    more: str = ""
    still: bool = True
