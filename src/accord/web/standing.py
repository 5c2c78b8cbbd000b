"""The day on which an app shows how things stand.

In:  a visit.
Out: today; what is computed for a day, and is no state.
"""

from datetime import date

from accord.web.visit import Visit

__all__ = ["MARKS", "today"]

MARKS = ("late", "silent")


def today(visit: Visit) -> date:
    """Return the day by the app's clock."""
    return date.fromisoformat(visit.house.clock()[:10])
