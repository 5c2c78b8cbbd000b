"""What the app stands on: the register, the reader, the clock, and who is inside. Tests build another one.

Out: `House`, made once when the app starts.
"""

from collections.abc import Callable

import msgspec
from msgspec import field

from accord.flows import Reader
from accord.register import Identity, Register
from accord.register.asking.tally import Tally
from accord.sources.network import is_public
from accord.web.memory import Memory
from accord.web.safety.sessions import Inside

__all__ = ["House"]

_RATES = 24  # of 40,000 partners one holds 2 MB


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
        may_reach: Which network addresses documents are fetched from.
        contact: How sites can reach who answers for this program.
        pause_s: Seconds between two requests to one site that is watched.
        tally: Counts agreements by what they have in common.
        memory: What was worked out of the register as it is.
        rates: Rates of the register as it is, for who asks next; each holds numbers of up to all bodies.
    """

    register: Register
    identity: Identity
    reader: Callable[[], Reader]
    clock: Callable[[], str]
    sessions: Inside
    person: str = "me"
    team: bool = False
    max_bytes: int = 20 * 1024 * 1024
    may_reach: Callable[[str], bool] = is_public
    contact: str = ""
    pause_s: float = 1.0
    tally: Tally = field(default_factory=Tally)
    memory: Memory = field(default_factory=Memory)
    rates: Memory = field(default_factory=lambda: Memory(_RATES))
