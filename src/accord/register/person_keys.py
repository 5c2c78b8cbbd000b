"""Note by which keys the names of persons meet, so that `holders.people` finds the posts of one person in two scripts.

In:  ids of units, before their posts go and after they came.
Out: rows of `person_key`.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from accord.model.mention import Mention
from accord.register import tables
from accord.register.batches import chunks, insert_all
from accord.register.needs import Identity

__all__ = ["forget_persons", "note_persons"]


def forget_persons(connection: Connection, units: Iterable[str]) -> None:
    """Take out the keys of the posts that these units tell of; before the posts go."""
    fact, unit, table = tables.fact, tables.unit, tables.person_key
    for chunk in chunks(units):
        told = select(fact.c.row).join(unit, unit.c.row == fact.c.unit).where(unit.c.id.in_(chunk))
        connection.execute(delete(table).where(table.c.post.in_(told)))


def note_persons(connection: Connection, units: Iterable[str], identity: Identity) -> None:
    """Write the keys of the posts that these units tell of."""
    fact, unit, post = tables.fact, tables.unit, tables.post
    rows: list[dict[str, Any]] = []
    for chunk in chunks(units):
        told = (
            select(post.c.row, post.c.person).join(fact, fact.c.row == post.c.row).join(unit, unit.c.row == fact.c.unit)
        )
        for row, person in connection.execute(told.where(unit.c.id.in_(chunk) & post.c.person.is_not(None))):
            keys = identity.body_keys(Mention(f"o-{row}", person, (person,), "person", None))
            rows.extend({"key": key, "post": row} for key in dict.fromkeys(keys))
    insert_all(connection, tables.person_key, rows)
