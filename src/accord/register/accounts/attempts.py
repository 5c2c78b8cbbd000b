"""How often somebody tried to log in and failed, and since when they must wait.

In:  keys (hashed names and addresses), a writing connection, seconds since 1970.
Out: how long to wait.
"""

import msgspec
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from accord.register.tables.accounts_tables import attempt

__all__ = ["Patience", "begin_try", "forgive"]

_FORGOTTEN_S = 3600  # after an hour without a failure the count begins anew
_MOST_WAIT_BITS = 20


class Patience(msgspec.Struct, frozen=True):
    """How many failures pass without a wait; then it doubles with each, from one second up to a longest."""

    free: int
    longest_s: int


def begin_try(connection: Connection, key: str, patience: Patience, now: int) -> int:
    """Return how many seconds are to be waited: 0, and the try is counted as failed until it is forgiven."""
    table = attempt
    known = connection.execute(select(table.c.failures, table.c.last, table.c.until).where(table.c.key == key)).first()
    if known is not None and known.until > now:
        return int(known.until) - now
    fresh = known is None or now - known.last > _FORGOTTEN_S
    failures = 1 if fresh or known is None else known.failures + 1
    beyond = failures - patience.free
    wait = min(patience.longest_s, 2 ** min(beyond - 1, _MOST_WAIT_BITS)) if beyond > 0 else 0
    values = {"failures": failures, "last": now, "until": now + wait}
    if known is None:
        connection.execute(delete(table).where(table.c.last < now - 24 * _FORGOTTEN_S))
        connection.execute(insert(table).values(key=key, **values))
    else:
        connection.execute(update(table).where(table.c.key == key).values(**values))
    return 0


def forgive(connection: Connection, key: str, *, whole: bool) -> None:
    """Take back the last try, which succeeded; with `whole`, all that failed before it."""
    table, here = attempt, attempt.c.key == key
    if whole:
        connection.execute(delete(table).where(here))
    else:
        connection.execute(update(table).where(here).values(failures=table.c.failures - 1, until=0))
