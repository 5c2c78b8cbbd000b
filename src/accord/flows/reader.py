"""What the flows need from a reader; `bootstrap` gives the real one, tests a fake."""

from typing import Protocol

from accord.model.document import Text
from accord.model.reading import Facts

__all__ = ["Reader"]


class Reader(Protocol):
    """Reads texts of the languages that it has a pack for."""

    def name(self, language: str) -> str | None:
        """Return what readings in this language are recorded under (program and pack with versions); None: no pack."""

    def read(self, text: Text, published: str | None) -> Facts:
        """Return what the text says; relative dates resolve against `published`."""
