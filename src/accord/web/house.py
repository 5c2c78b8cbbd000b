"""What the app stands on: the register, the reader, the clock, and who is inside. Tests build another one.

Out: `House`, made once when the app starts.
"""

from collections.abc import Callable

import msgspec

from accord.flows import Reader
from accord.register import Identity, Register
from accord.web.safety.sessions import Inside

__all__ = ["House"]


class House(msgspec.Struct, frozen=True):
    """What one app stands on.

    Attributes:
        register: The register that is shown.
        identity: Who is who, for decisions and new documents.
        reader: Makes the reader when the first document comes; loading languages takes a second and memory.
        clock: The time now, RFC 3339, UTC.
        sessions: Who is inside.
        person: Under whose name decisions stand where one person works alone.
        team: Whether everybody must log in.
        max_bytes: Largest file that is taken.
    """

    register: Register
    identity: Identity
    reader: Callable[[], Reader]
    clock: Callable[[], str]
    sessions: Inside
    person: str = "me"
    team: bool = False
    max_bytes: int = 20 * 1024 * 1024
