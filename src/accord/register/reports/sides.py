"""Who agrees: the bodies of agreements.

In:  rows of agreements.
Out: rows of bodies.
"""

from collections.abc import Iterable
from typing import Any

from accord.register.file.plain import Asking, grouped

__all__ = ["parties_of"]

_PARTIES = "SELECT agreement, entity FROM agreement_party WHERE agreement IN ({rows})"


def parties_of(asking: Asking, agreements: Iterable[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Return the bodies that make agreements, by the rows of these."""
    return grouped(asking, _PARTIES, sorted(agreements))
