"""What an app has worked out once and need not again while the register stays as it is.

In:  the register's version, a question, how to answer it.
Out: the answer. The answers asked for longest ago go first; all go when the register changes.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

__all__ = ["Memory"]

T = TypeVar("T")
_MOST = 500  # answers; counts and short lists, a few kB each


class Memory:
    """Answers by question, of one state of the register; may be asked by many threads."""

    def __init__(self, most: int = _MOST) -> None:
        """Begin with none; `most` answers are kept."""
        self._most, self._version, self._lock = most, "", threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._turns: dict[Hashable, threading.RLock] = {}

    def recall(self, version: str, question: Hashable, answer: Callable[[], T]) -> T:
        """Return the answer to a question in a state of the register; worked out where it is not kept.

        Who asks what another thread is working out waits for it: to work it out twice at once takes twice as long.
        """
        asked = (version, question)
        with self._lock:
            if self._knows(asked):
                return self._told(question)  # type: ignore[no-any-return]
            turn = self._turns.setdefault(asked, threading.RLock())
        with turn:
            with self._lock:
                if self._knows(asked):
                    return self._told(question)  # type: ignore[no-any-return]
            try:
                made = answer()
                with self._lock:
                    self._keep(asked, made)
            finally:
                with self._lock:
                    self._turns.pop(asked, None)
        return made

    def _knows(self, asked: tuple[str, Hashable]) -> bool:
        return asked[0] == self._version and asked[1] in self._kept

    def _told(self, question: Hashable) -> Any:  # noqa: ANN401 - whatever was worked out
        self._kept.move_to_end(question)
        return self._kept[question]

    def _keep(self, asked: tuple[str, Hashable], made: object) -> None:
        version, question = asked
        if version != self._version:
            self._version = version
            self._kept.clear()
        self._kept[question] = made
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
