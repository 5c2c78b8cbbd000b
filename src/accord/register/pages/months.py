"""In which months agreements were signed, for whoever chooses a period.

In:  the register.
Out: months, each with how many.
"""

from accord.register.asking.asking import DAY
from accord.register.file.plain import Asking

__all__ = ["months_signed"]

_MONTHS = (
    f"SELECT substr({DAY}, 1, 7) AS month, COUNT(*) FROM agreement a WHERE a.status = 'signed' AND {DAY} NOT LIKE '--%' "
    f"AND length({DAY}) >= 7 GROUP BY month ORDER BY month DESC"
)


def months_signed(connection: Asking) -> list[tuple[str, int]]:
    """Return the months (`2026-10`) in which agreements were signed, the newest first, and how many."""
    return [(str(month), int(count)) for month, count in connection.execute(_MONTHS)]
