"""Take documents into a register as `accord ingest` does, with the real rules on names and a clock that stands still."""

from collections.abc import Iterable

from accord import identity
from accord.flows import ingest
from accord.flows.reader import Reader
from accord.model.document import Found
from accord.register import Register

__all__ = ["take_in"]


def take_in(register: Register, found: Iterable[Found], reader: Reader, *, batch: int) -> None:
    """Read documents into a register, `batch` of them a transaction."""
    ingest(
        found,
        register=register,
        reader=reader,
        identity=identity,
        clock=lambda: "2026-01-01T00:00:00+00:00",
        batch=batch,
    )
