"""What was done, by whom, when: only ever added to. The database itself refuses to change or remove a line.

In:  a writing connection to add; an asking to look.
Out: plain records, newest first.
"""

from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy import insert
from sqlalchemy.engine import Connection

from accord.register.file.plain import Asking
from accord.register.tables.accounts_tables import audit

__all__ = ["AuditKind", "audited", "note"]

AuditKind = Literal[
    "log_in", "log_in_refused", "log_out", "refused", "export", "decision", "withdraw", "purge", "account_made",
    "account_closed", "account_opened", "role", "password", "sessions_ended", "token_made", "token_ended",
]  # fmt: skip
_LONGEST = 300  # characters of what a line is about
_FILTERS = {
    "who": "who = :who",
    "what": "what = :what",
    "since": "at >= :since",
    "until": "at < :until || '~'",  # until the end of that day, or month
}


def note(connection: Connection, *, at: str, who: str, what: AuditKind, about: str = "", address: str = "") -> None:
    """Add a line."""
    values = {"at": at, "who": who[:_LONGEST], "what": what, "about": about[:_LONGEST], "address": address}
    connection.execute(insert(audit).values(**values))


def audited(
    asking: Asking, asked: Mapping[str, str], *, limit: int, before: int | None = None, after: int | None = None
) -> list[dict[str, Any]]:
    """Return at most `limit` lines, newest first: older than the line `before`, or the next newer than `after`.

    Args:
        asking: What answers.
        asked: Values by filter: `who`, `what`, `since` and `until` (days); others are not heard.
        limit: Most lines.
        before: Number of a line.
        after: Number of a line.
    """
    values: dict[str, Any] = {name: asked[name] for name in _FILTERS if asked.get(name)}
    where = [_FILTERS[name] for name in values]
    where += ["row < :before"] * (before is not None) + ["row > :after"] * (after is not None)
    told = f"WHERE {' AND '.join(where)}" if where else ""
    statement = f"SELECT row, at, who, what, about, address FROM audit {told} ORDER BY row {{order}} LIMIT :limit"
    values |= {"limit": limit, "before": before, "after": after}
    rows = asking.execute(statement.format(order="ASC" if after is not None else "DESC"), values).mappings()
    return rows[::-1] if after is not None else rows
