"""What is known and counted of a register today, kept while it stays as it is.

In:  the register, the day.
Out: `Held`: all that is known, and what was made of it. Of a large register that takes seconds: when it changes, pages go on
     with what was counted before, and say so, while it is counted anew beside them.
"""

import logging
import threading
import time
from collections.abc import Callable, Hashable
from datetime import date
from typing import TypeVar

from accord.errors import AccordError
from accord.insight.known import Known, known
from accord.register import Asking, Register
from accord.register.file.version import version
from accord.web.memory import Memory

__all__ = ["Counting", "Held"]

T = TypeVar("T")
_PATIENCE_S = 1.0  # what takes longer is counted anew beside the pages; a person waits a second without wondering
_KEPT = 80  # answers that are kept; of 100,000 promises one holds up to as many ids
_LARGE = 5_000  # promises from which on an app counts when it starts, before anybody asks
_MANY = "SELECT COUNT(*) FROM (SELECT 1 FROM commitment LIMIT :most)"
_LOG = logging.getLogger("accord.counting")


class Held:
    """What is known in one state of the register, and what was made of it."""

    def __init__(self, state: tuple[str, date], of: Known, seconds: float) -> None:
        """Keep what is known, in which state, and how long it took to know it."""
        self.state, self.of, self.seconds = state, of, seconds
        self._memory = Memory(_KEPT)

    def once(self, question: Hashable, answer: Callable[[], T]) -> T:
        """Return the answer to a question about what is known; worked out once."""
        return self._memory.recall("", question, answer)


class Counting:
    """The last that was counted; may be asked by many threads."""

    def __init__(
        self,
        make: Callable[[Asking, date], Known] = known,
        prepare: Callable[[Held], None] = lambda _: None,
        *,
        patience_s: float = _PATIENCE_S,
    ) -> None:
        """Begin with nothing; `make` says what is known on a day, `prepare` what pages ask of it first."""
        self._make, self._prepare, self._patience_s = make, prepare, patience_s
        self._lock = threading.Lock()
        self._held: Held | None = None
        self._beside: threading.Thread | None = None

    def now(self, register: Register, asking: Asking, day: date) -> Held:
        """Return what is known; where that takes long, what was known before, until it is counted anew."""
        state = (version(asking), day)
        self._first()
        with self._lock:
            held = self._held
            if held is None or (held.state != state and held.seconds < self._patience_s):
                held = self._held = self._made(asking, day)
            elif held.state != state:
                self._begin(register, day)
            return held

    def _first(self) -> None:
        """Wait for what is being counted for the first time: to count it twice at once takes twice as long."""
        beside = self._beside
        if self._held is None and beside is not None:
            beside.join()

    def warm(self, register: Register, day: date) -> None:
        """Begin to count a large register before anybody asks."""
        with register.asking() as asking:
            large = asking.execute(_MANY, {"most": _LARGE}).scalar() >= _LARGE
        if large:
            with self._lock:
                self._begin(register, day)

    def _begin(self, register: Register, day: date) -> None:
        if self._beside is None or not self._beside.is_alive():
            self._beside = threading.Thread(
                target=self._anew, args=(register, day), name="accord-counting", daemon=True
            )
            self._beside.start()

    def _anew(self, register: Register, day: date) -> None:
        try:
            with register.asking() as asking:
                made = self._made(asking, day)
            self._prepare(made)
            self._held = made
        except AccordError as error:
            _LOG.warning("%s", error)

    def _made(self, asking: Asking, day: date) -> Held:
        begun = time.monotonic()
        of = self._make(asking, day)
        return Held((version(asking), day), of, time.monotonic() - begun)
