"""Decisions and refusals a page at a time, newest first, from where the last page ended.

In:  the number of the last one that was seen.
Out: plain records (dict) as `past` gives them, each beside its number.
"""

from typing import Any

from accord.errors import NotFoundError
from accord.model.decision import undone
from accord.register.decided import undos
from accord.register.past import decision_record
from accord.register.plain import Asking

__all__ = ["decision_taken", "decisions_taken", "refusals_met"]

_DECISIONS = (
    "SELECT d.seq, d.by, d.at, d.why, d.payload, d.undoes, (SELECT MIN(o.reason) FROM orphan o WHERE o.decision = d.seq) "
    "AS reason FROM decision d WHERE d.seq {which} ORDER BY d.seq DESC LIMIT :limit"
)
_REFUSALS = (
    "SELECT row, source, reason, message, advice, at, resolved FROM quarantine "
    "WHERE row < :before {which} ORDER BY row DESC LIMIT :limit"
)
_NEVER = 2**62  # more than any number of a row


def decisions_taken(connection: Asking, *, before: int | None, limit: int) -> list[tuple[int, dict[str, Any]]]:
    """Return at most `limit` decisions that were taken before the one of this number."""
    asked = {"before": _NEVER if before is None else before, "limit": limit}
    return _told(connection, connection.execute(_DECISIONS.format(which="< :before"), asked).mappings())


def decision_taken(connection: Asking, id_: str) -> dict[str, Any]:
    """Return one decision, by its whole id.

    Raises:
        NotFoundError: There is none.
    """
    number = int(id_[1:]) if id_[:1] == "d" and id_[1:].isascii() and id_[1:].isdigit() and len(id_) < 18 else -1
    asked = connection.execute(_DECISIONS.format(which="= :seq"), {"seq": number, "limit": 1}).mappings()
    if not asked:
        raise NotFoundError(f"there is no decision {id_!r}; they are listed by: accord history")
    return _told(connection, asked)[0][1]


def refusals_met(
    connection: Asking, *, before: int | None, limit: int, resolved: bool
) -> list[tuple[int, dict[str, Any]]]:
    """Return at most `limit` sources that could not be read; with `resolved` also those that could be read since."""
    asked = _REFUSALS.format(which="" if resolved else "AND resolved IS NULL")
    rows = connection.execute(asked, {"before": _NEVER if before is None else before, "limit": limit}).mappings()
    return [(row.pop("row"), row) for row in rows]


def _told(connection: Asking, rows: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    gone = undone(undos(connection, [row["seq"] for row in rows]))
    return [(row["seq"], decision_record(row, undone=row["seq"] in gone)) for row in rows]
