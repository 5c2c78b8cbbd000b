"""Decisions and refusals a page at a time, newest first, from where the last page ended.

In:  the number of the last one that was seen.
Out: plain records (dict) as `past` gives them, each beside its number.
"""

from typing import Any

from accord.errors import NotFoundError
from accord.register.decisions.chronicle import decisions_with
from accord.register.file.plain import Asking

__all__ = ["decision_taken", "decisions_taken", "refusals_met"]

_DECISIONS = "SELECT seq FROM decision WHERE seq < :before ORDER BY seq DESC LIMIT :limit"
_REFUSALS = (
    "SELECT row, source, reason, message, advice, at, resolved FROM quarantine "
    "WHERE row < :before {which} ORDER BY row DESC LIMIT :limit"
)
_LONGEST = 18  # characters of an id: a number that a database can hold
_NEVER = 2**62  # more than any number of a row


def decisions_taken(connection: Asking, *, before: int | None, limit: int) -> list[tuple[int, dict[str, Any]]]:
    """Return at most `limit` decisions that were taken before the one of this number."""
    asked = {"before": _NEVER if before is None else before, "limit": limit}
    seqs = connection.execute(_DECISIONS, asked).scalars()
    told = decisions_with(connection, (f"d{seq}" for seq in seqs))
    return [(seq, told[f"d{seq}"]) for seq in seqs]


def decision_taken(connection: Asking, id_: str) -> dict[str, Any]:
    """Return one decision, by its whole id.

    Raises:
        NotFoundError: There is none.
    """
    told = decisions_with(connection, [id_]) if len(id_) < _LONGEST else {}
    if id_ not in told:
        raise NotFoundError(
            "there is no decision '%(id)s'", hint="they are listed by: accord history", id=id_[:_LONGEST]
        )
    return told[id_]


def refusals_met(
    connection: Asking, *, before: int | None, limit: int, resolved: bool
) -> list[tuple[int, dict[str, Any]]]:
    """Return at most `limit` sources that could not be read; with `resolved` also those that could be read since."""
    asked = _REFUSALS.format(which="" if resolved else "AND resolved IS NULL")
    rows = connection.execute(asked, {"before": _NEVER if before is None else before, "limit": limit}).mappings()
    return [(row.pop("row"), row) for row in rows]
