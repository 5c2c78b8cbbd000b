"""Moments as the register keeps them: RFC 3339, UTC, whole seconds, so that they compare as they are written."""

from datetime import UTC, datetime, timedelta

__all__ = ["later", "left_s", "newer"]


def later(now: str, seconds: float) -> str:
    """Return a moment so many seconds after another one, rounded up to whole seconds.

    >>> later("2026-01-01T00:00:00+00:00", 90.2)
    '2026-01-01T00:01:31+00:00'
    """
    at = datetime.fromisoformat(now).astimezone(UTC) + timedelta(seconds=-int(-seconds // 1))
    return at.isoformat(timespec="seconds")


def left_s(until: str | None, now: str) -> float:
    """Return the seconds until a moment; 0 where it has come, or there is none."""
    if not until or until <= now:
        return 0.0
    return max((datetime.fromisoformat(until) - datetime.fromisoformat(now)).total_seconds(), 0.0)


def newer(stamp: str, before: str) -> bool:
    """Return whether a list tells of a change after another one; a day counts as its beginning, and what is no date as none.

    >>> newer("2024-07-15", "2024-07-14T23:00:00+08:00"), newer("2024-07-14", "2024-07-14T09:00:00Z"), newer("new", "")
    (True, False, False)
    """
    now, then = _moment(stamp), _moment(before)
    return now is not None and (then is None or now > then)


def _moment(stamp: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
