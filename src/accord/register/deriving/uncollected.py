"""Let the collector of cyclic garbage rest while one batch is derived.

A batch makes millions of small values and hardly a cycle, but each pass of the collector walks the gazetteer and all
word lists: a tenth of the time that deriving took (`python -m bench resolving`, 2026-11). What cycles a batch leaves are
taken after it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Yield with the collector at rest; it is as it was before, afterwards.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
