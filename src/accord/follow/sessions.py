"""Was the rhythm of a mechanism kept: sessions expected, held and missed, and which comes next.

In:  a mechanism's cadence and the day it was set up; its sessions known from news and minutes; what was read; `as_of`.
Out: every period in which a session was expected, with what is known of it; the next one; sessions outside of any.

A period without news of a session is missed only when it is over, a grace has passed, and something was read that could have
told of one: then it is told as "no session seen in N documents". Agenda and actions are in `agenda.py`.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from accord.follow.calendar import Period, period_of, periods
from accord.follow.silence import Seen
from accord.follow.thresholds import threshold
from accord.model.dates import PartialDate, interval
from accord.model.terms import Cadence

__all__ = ["Expected", "Rhythm", "Session", "SessionState", "rhythm"]

SessionState = Literal["held", "perhaps", "open", "waiting", "missed", "unread"]


class Session(msgspec.Struct, frozen=True):
    """A session that news or minutes tell of.

    Attributes:
        id: Of the fact that says so.
        date: When it was held, or is to be held; None where that is not said.
    """

    id: str
    date: PartialDate | None


class Expected(msgspec.Struct, frozen=True):
    """A period in which the rhythm expects a session.

    Attributes:
        state: `held` a session lies in it; `perhaps` one may, its day is not known well enough; `open` the period is not
            over; `waiting` it is, but news of it may still come; `missed` no session seen in what was read of the time;
            `unread` nothing was read of the time, so nobody can say.
        sessions: Ids of the sessions held in it, or perhaps held in it.
        documents: Ids of what was read of the period and its grace: what a missed one was not seen in.
    """

    period: Period
    state: SessionState
    sessions: tuple[str, ...]
    documents: tuple[str, ...]


class Rhythm(msgspec.Struct, frozen=True):
    """How a mechanism kept its rhythm by a day.

    Attributes:
        expected: Period by period; empty where the cadence names no period or the day of its setting up is not known.
        outside: Ids of sessions held by then in none of these periods: before the first, or without a day.
        planned: Sessions told of for a later day, the earliest first.
        next: The period in which the next session is due; None where the cadence names none.
    """

    cadence: Cadence | None
    as_of: date
    expected: tuple[Expected, ...]
    outside: tuple[str, ...]
    planned: tuple[Session, ...]
    next: Period | None


def rhythm(
    cadence: Cadence | None,
    since: PartialDate | None,
    sessions: Iterable[Session],
    read: Iterable[Seen] = (),
    *,
    as_of: date,
    grace: int | None = None,
) -> Rhythm:
    """Return how a mechanism kept its rhythm.

    Args:
        cadence: How often it is to meet.
        since: The day on which it was set up; of a partial one the last that it may be.
        sessions: All that are known of.
        read: Documents that could have told of a session: they speak of one of its members.
        as_of: The day for which it is asked.
        grace: Days after a period in which news of its session may still come; `session_grace` of the thresholds unless told.
    """
    founded = interval(since) if since else None
    known = sorted(set(sessions), key=_when)
    planned = tuple(one for one in known if _known(one) and _days(one)[0] > as_of)
    held = [one for one in known if _days(one)[0] <= as_of]
    wait = timedelta(days=threshold("session_grace").value if grace is None else grace)
    seen = list(read)
    due = list(periods(cadence, founded[1], as_of)) if founded else []
    expected = tuple(_expected(period, held, seen, as_of, wait) for period in due)
    placed = {session for one in expected for session in one.sessions}
    outside = tuple(one.id for one in held if one.id not in placed) + tuple(one.id for one in known if not _known(one))
    return Rhythm(cadence, as_of, expected, outside, planned, _next(cadence, expected, as_of))


def _expected(period: Period, held: Sequence[Session], read: Sequence[Seen], as_of: date, wait: timedelta) -> Expected:
    within = [one.id for one in held if period.first <= _days(one)[0] and _days(one)[1] <= period.last]
    touching = [one.id for one in held if _days(one)[0] <= period.last and period.first <= _days(one)[1]]
    until = period.last + wait
    documents = tuple(sorted({one.document for one in read if _read_within(one, period.first, min(until, as_of))}))
    state: SessionState
    if within or touching:
        state = "held" if within else "perhaps"
    elif as_of <= until:
        state = "open" if as_of <= period.last else "waiting"
    else:
        state = "missed" if documents else "unread"
    return Expected(period, state, tuple(within or touching), documents)


def _next(cadence: Cadence | None, expected: Sequence[Expected], as_of: date) -> Period | None:
    """Return the period of the day, unless its session was held or the mechanism is younger; then the one after it."""
    current = period_of(cadence, as_of)
    if current is None or (expected and expected[-1].state == "open"):
        return current
    return period_of(cadence, current.last + timedelta(days=1))


def _known(session: Session) -> bool:
    return bool(session.date and interval(session.date))


def _days(session: Session) -> tuple[date, date]:
    """Return the first and last day that it may have been; the end of all days where that is not known."""
    return (interval(session.date) if session.date else None) or (date.max, date.max)


def _when(session: Session) -> tuple[date, date, str]:
    first, last = _days(session)
    return first, last, session.id


def _read_within(one: Seen, first: date, last: date) -> bool:
    known = interval(one.date) if one.date else None
    return known is not None and first <= known[0] and known[1] <= last
