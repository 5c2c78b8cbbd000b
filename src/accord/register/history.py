"""Who decided what, and what no longer holds on to anything.

Out: plain records (dict), newest first.
"""

from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from accord.register import log, tables

__all__ = ["history", "quarantined"]


def history(connection: Connection) -> list[dict[str, Any]]:
    """Return every decision, newest first: what, who, when, why; whether it was undone, or is orphaned and why."""
    gone = log.undone(connection)
    orphans = {row.decision: row.reason for row in connection.execute(select(tables.orphan))}
    records = []
    for decided in reversed(log.decisions(connection)):
        seq = int(decided.id[1:])
        state = "undone" if seq in gone else "orphaned" if seq in orphans else "stands"
        what = msgspec.to_builtins(decided.decision)
        kind = what.pop("type")
        records.append(
            {
                "id": decided.id,
                "kind": kind,
                "state": state,
                "by": decided.by,
                "at": decided.at,
                "why": decided.why,
                "reason": orphans.get(seq) if state == "orphaned" else None,
                "decision": what,
            }
        )
    return records


def quarantined(connection: Connection, *, resolved: bool = False) -> list[dict[str, Any]]:
    """Return what could not be read, newest first; with `resolved`, also what could be read since."""
    table = tables.quarantine
    columns = (table.c.source, table.c.reason, table.c.message, table.c.advice, table.c.at, table.c.resolved)
    asked = select(*columns).order_by(table.c.row.desc())
    if not resolved:
        asked = asked.where(table.c.resolved.is_(None))
    return [dict(row) for row in connection.execute(asked).mappings()]
