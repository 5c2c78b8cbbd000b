"""Keep what was made of one state of a register, until it is in another.

In:  how it is made, the register, and where that is.
Out: what was made; made once, also when many ask for it at the same time.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from accord.register import Asking
from accord.register.file.version import version

__all__ = ["Kept"]

Made = TypeVar("Made")
_REGISTERS = 2  # a process shows one register; a second one is a test's, or the state before


class Kept(Generic[Made]):
    """What is made of a register's state, and kept."""

    def __init__(self, make: Callable[[Asking], Made]) -> None:
        """Keep how it is made."""
        self._make, self._lock = make, Lock()
        self._made: OrderedDict[tuple[str, str], Made] = OrderedDict()

    def of(self, asking: Asking, where: str) -> Made:
        """Return what is made of the state that is asked.

        Args:
            asking: The register.
            where: Its path or address; versions of two registers may be the same words.
        """
        key = (where, version(asking))
        with self._lock:
            if key not in self._made:
                self._made[key] = self._make(asking)
                while len(self._made) > _REGISTERS:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
            return self._made[key]
