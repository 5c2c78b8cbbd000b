"""What commands need from outside: settings, a reader, the time. Tests give another world.

Out: `World`; the real one picks its parts when they are first asked for.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from accord.settings import Settings, from_environment

if TYPE_CHECKING:  # the real parts bring a database library and language packs, which not every command needs
    from accord.flows import Reader

__all__ = ["World", "real_world"]


class World(msgspec.Struct, frozen=True):
    """Settings, what makes the reader, and the clock (the time now, RFC 3339, UTC)."""

    settings: Settings
    reader: "Callable[[], Reader]"
    clock: Callable[[], str]


def real_world() -> World:
    """Return the settings of the environment with the program's own reader and clock."""
    return World(from_environment(os.environ), _reader, _now)


def _reader() -> "Reader":
    from accord.bootstrap import the_reader

    return the_reader()


def _now() -> str:
    from accord.bootstrap import now

    return now()
