"""What is kept of a site that is watched: its robots.txt, and until when it is left alone.

In:  a writing connection, or an asking.
Out: `KeptHost`.
"""

from typing import Any

import msgspec
from sqlalchemy import insert, update
from sqlalchemy.engine import Connection

from accord.register.file.plain import Asking
from accord.register.tables.job_tables import watched_host as table

__all__ = ["KeptHost", "host_of", "note_host"]


class KeptHost(msgspec.Struct, frozen=True):
    """What is kept of one site.

    Attributes:
        host: Scheme, host and port.
        rules: Its robots.txt; "" where it has none, None where nobody knows.
        had: When that was had.
        due: When it is asked for again; None: at once.
        until: It is left alone until then; None: it is not.
        failures: Requests in a row that failed.
    """

    host: str
    rules: str | None = None
    had: str | None = None
    due: str | None = None
    until: str | None = None
    failures: int = 0

    @property
    def alone(self) -> str:
        """Return until when the site is left alone: it asked for that, it fails, or nobody knows its rules; "" where it is not."""
        return max(self.until or "", (self.due or "") if self.rules is None else "")


def host_of(asking: Asking, host: str) -> KeptHost:
    """Return what is kept of a site."""
    asked = "SELECT host, rules, had, due, until, failures FROM watched_host WHERE host = :host"
    found = asking.execute(asked, {"host": host}).mappings()
    return msgspec.convert(found[0], KeptHost) if found else KeptHost(host)


def note_host(connection: Connection, host: str, **values: Any) -> None:
    """Note what is known of a site."""
    if not connection.execute(update(table).where(table.c.host == host).values(**values)).rowcount:
        connection.execute(insert(table).values(host=host, **{"failures": 0, **values}))
