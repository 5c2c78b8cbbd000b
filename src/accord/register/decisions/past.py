"""Who decided what, and what could not be read.

Out: plain records (dict), newest first.
"""

from typing import Any

import msgspec

from accord.model.decision import undone
from accord.register.file.plain import Asking

__all__ = ["decision_record", "history", "quarantined"]


def history(connection: Asking) -> list[dict[str, Any]]:
    """Return every decision, newest first: what, who, when, why; whether it was undone, or is orphaned and why."""
    rows = connection.execute(
        "SELECT d.seq, d.by, d.at, d.why, d.payload, d.undoes, o.reason FROM decision d "
        "LEFT JOIN (SELECT decision, MIN(reason) AS reason FROM orphan GROUP BY decision) o ON o.decision = d.seq ORDER BY d.seq DESC"
    ).mappings()
    gone = undone((row["seq"], row["undoes"]) for row in rows if row["undoes"] is not None)
    return [decision_record(row, undone=row["seq"] in gone) for row in rows]


def quarantined(connection: Asking, *, resolved: bool = False) -> list[dict[str, Any]]:
    """Return what could not be read, newest first; with `resolved`, also what could be read since."""
    where = "" if resolved else "WHERE resolved IS NULL"
    asked = f"SELECT source, reason, message, advice, at, resolved FROM quarantine {where} ORDER BY row DESC"
    return connection.execute(asked).mappings()


def decision_record(row: dict[str, Any], *, undone: bool) -> dict[str, Any]:
    """Return a decision as doors show it, from its row: what, who, when, why, and whether it stands."""
    what = msgspec.json.decode(row["payload"])
    state = "undone" if undone else "orphaned" if row["reason"] else "stands"
    return {
        "id": f"d{row['seq']}",
        "kind": what.pop("type"),
        "state": state,
        "by": row["by"],
        "at": row["at"],
        "why": row["why"],
        "reason": row["reason"] if state == "orphaned" else None,
        "decision": what,
    }
