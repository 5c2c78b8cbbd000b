"""The day on which an app shows how things stand, and what is known of projects on it.

In:  a visit.
Out: today; what is held of the register, and whether it is of the register as it is.
"""

from datetime import date

from accord.register import Asking
from accord.register.file.version import version
from accord.web.counting import Held
from accord.web.visit import Visit

__all__ = ["MARKS", "held_today", "is_fresh", "today"]

MARKS = ("late", "silent")  # what is computed for a day, and is no state


def today(visit: Visit) -> date:
    """Return the day by the app's clock."""
    return date.fromisoformat(visit.house.clock()[:10])


def held_today(visit: Visit, asking: Asking) -> Held:
    """Return what is known today; of a large register that has just changed, what was known before."""
    return visit.house.counting.now(visit.house.register, asking, today(visit))


def is_fresh(held: Held, asking: Asking) -> bool:
    """Return whether what is known is of the register as it is now."""
    return held.state[0] == version(asking)
