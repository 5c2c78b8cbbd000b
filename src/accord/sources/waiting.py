"""How long to wait before something is asked again: pure functions of what happened.

In:  how often it failed in a row, what the server asked for.
Out: seconds.

The wait doubles with every failure, up to a bound, and half of it is chance: many who failed together do not come back
together (exponential back-off with "equal jitter"). The chance is drawn from a seed, so that the same failures of the same
address wait as long wherever they are worked out.
"""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random

__all__ = ["LEAST_S", "MOST_ASKED_S", "MOST_S", "backoff_s", "retry_after_s"]

LEAST_S, MOST_S = 5 * 60.0, 24 * 3600.0  # seconds: after the first failure, and at most
MOST_ASKED_S = 7 * 24 * 3600.0  # seconds that a server may ask us to stay away; what it asks beyond is not kept


def backoff_s(
    failures: int, *, seed: str, asked_s: float | None = None, least_s: float = LEAST_S, most_s: float = MOST_S
) -> float:
    """Return the seconds to wait after so many failures in a row; never less than what the server asked for.

    Args:
        failures: At least one.
        seed: What failed, such as an address.
        asked_s: Seconds that the server asked for (`Retry-After`), or None.
        least_s: After the first failure, without its half of chance.
        most_s: At most, unless the server asked for more.

    >>> backoff_s(1, seed="a") == backoff_s(1, seed="a"), backoff_s(1, seed="a", asked_s=3600)
    (True, 3600)
    """
    whole = min(most_s, least_s * 2.0 ** min(max(failures, 1) - 1, 60))
    wait = whole / 2 + whole / 2 * Random(f"{seed} {failures}").random()
    return max(wait, min(asked_s or 0, MOST_ASKED_S))


def retry_after_s(said: str, *, date: str = "") -> float | None:
    """Return the seconds after which a server asks to come back; None where it does not say so (RFC 9110, 10.2.3).

    Args:
        said: The header: seconds, or a date.
        date: What the server says that the time is; without it, the clock of this machine counts.

    >>> retry_after_s("120"), retry_after_s("soon")
    (120.0, None)
    """
    plain = said.strip()
    if plain.isascii() and plain.isdigit():
        return float(plain[:9])
    at = _moment(plain)
    if at is None:
        return None
    wait = (at - (_moment(date) or datetime.now(UTC))).total_seconds()
    return max(wait, 0.0) if math.isfinite(wait) else None


def _moment(said: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at.replace(tzinfo=at.tzinfo or UTC)
