"""Take a request once: one that is sent again, because its answer was lost, is not decided again.

In:  a register, and a request with the key that its sender gave it.
Out: a register in whose writing step the request is noted with the decision that it led to; a second one is refused.

Source: the Idempotency-Key header, draft-ietf-httpapi-idempotency-key-header.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from accord.errors import ConflictError
from accord.register.file.plain import BUSY_S, Asking, over
from accord.register.file.store import Register

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

__all__ = ["Once", "Request", "taken_before"]

_KNOWN = 'SELECT asked, decision FROM request WHERE "by" = :by AND key = :key'
_LAST = "SELECT COALESCE(MAX(seq), 0) FROM decision"


class Request(msgspec.Struct, frozen=True):
    """Who asks, under which key, what (a hash of it), and when."""

    by: str
    key: str
    asked: str
    at: str


def taken_before(connection: Asking, request: Request) -> str | None:
    """Return the id of the decision that the same request led to before, None where it is new.

    Raises:
        ConflictError: The key was given to another request.
    """
    found = connection.execute(_KNOWN, {"by": request.by, "key": request.key}).first()
    if found is None:
        return None
    asked, decision = found
    if asked != request.asked:
        raise ConflictError(
            "the key '%(key)s' was given to another request; give this one a key of its own", key=request.key
        )
    return f"d{decision}"


class Once(Register):
    """A register for one request: what is decided in it is noted under the request's key, in the same transaction."""

    def __init__(self, register: Register, request: Request) -> None:
        """Keep both."""
        super().__init__(register.url)
        self._register, self._request = register, request

    @property
    def engine(self) -> "Engine":
        """Return the engine of the register."""
        return self._register.engine

    @contextmanager
    def writing(self, *, wait_s: float = BUSY_S) -> "Iterator[Connection]":
        """Yield the one connection that writes.

        Raises:
            ConflictError: The request was taken in between.
        """
        from sqlalchemy import insert

        from accord.register.tables.request_tables import request

        asked = self._request
        with self._register.writing(wait_s=wait_s) as connection:
            if taken_before(over(connection), asked) is not None:
                raise ConflictError("the same request is being answered already; ask again")
            before = over(connection).execute(_LAST).scalar()
            yield connection
            last = over(connection).execute(_LAST).scalar()
            if last > before:
                values = {"by": asked.by, "key": asked.key, "asked": asked.asked, "at": asked.at, "decision": last}
                connection.execute(insert(request).values(values))
