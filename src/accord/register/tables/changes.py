"""Note which agreements the fold touches, so that what a program keeps in memory of them need not be read anew as a whole.

In:  rows of agreements that were written or dropped.
Out: `agreement_change`: their numbers in the order in which it happened, the newest `KEPT`; and how often all was folded.
"""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.register.tables.batches import insert_all
from accord.register.tables.who_tables import agreement_change

__all__ = ["KEPT", "changed_since", "count_fold", "newest_change", "note_changes"]

KEPT = 50_000  # changes that are kept; who has seen none for so long reads all

_FOLDS = "SELECT value FROM meta WHERE key = 'folds'"


def note_changes(connection: Connection, agreements: Sequence[int]) -> None:
    """Note that these agreements were written or dropped."""
    if not agreements:
        return
    insert_all(connection, agreement_change, [{"agreement": row} for row in agreements])
    newest = connection.execute(select(func.max(agreement_change.c.row))).scalar_one()
    connection.execute(delete(agreement_change).where(agreement_change.c.row <= newest - KEPT))


def newest_change(connection: Connection) -> int:
    """Return the number of the newest change; 0 where there is none."""
    return int(connection.execute(select(func.coalesce(func.max(agreement_change.c.row), 0))).scalar_one())


def changed_since(connection: Connection, number: int) -> set[int]:
    """Return the agreements that were written or dropped after a change, as far as changes are kept."""
    changed = select(agreement_change.c.agreement).where(agreement_change.c.row > number).distinct()
    return set(connection.execute(changed).scalars())


def count_fold(connection: Connection) -> None:
    """Note that everything is folded anew: numbers of rows mean other things from here on."""
    before = connection.execute(sql(_FOLDS)).scalar()
    connection.execute(sql("DELETE FROM meta WHERE key = 'folds'"))
    connection.execute(
        sql("INSERT INTO meta (key, value) VALUES ('folds', :value)"), {"value": str(int(before or 0) + 1)}
    )
