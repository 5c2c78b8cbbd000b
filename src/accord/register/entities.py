"""Name the bodies: each entity after its smallest mention; entities that nobody mentions any more go.

In:  rows of forms that won or lost mentions.
Out: entities whose id, name, kind and region follow from their mentions alone.
"""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.register import tables
from accord.register.units import CHUNK, chunks

__all__ = ["settle_entities"]


def settle_entities(connection: Connection, forms: Iterable[int]) -> None:
    """Bring the entities of these forms up to date.

    The smallest mention is looked up by index, one step a form, so that a body with ten thousand mentions costs no
    more than one with two.
    """
    form, mention = tables.form, tables.mention
    any_ = mention.alias("any_mention")
    first = (
        select(any_.c.row)
        .where(any_.c.form == form.c.row)
        .order_by(any_.c.id, any_.c.row)
        .limit(1)
        .correlate(form)
        .scalar_subquery()
    )
    for chunk in chunks(sorted(forms), CHUNK):
        found = connection.execute(
            select(form.c.row, form.c.entity, mention.c.id, mention.c.name, mention.c.kind, mention.c.region)
            .select_from(form.outerjoin(mention, mention.c.row == first))
            .where(form.c.row.in_(chunk))
        ).all()
        named = [
            {"at": entity, "id": id_, "name": name, "kind": kind, "region": region}
            for _, entity, id_, name, kind, region in found
            if id_ is not None
        ]
        if named:
            connection.execute(
                sql("UPDATE entity SET id = :id, name = :name, kind = :kind, region = :region WHERE row = :at"), named
            )
        empty = [(row, entity) for row, entity, id_, *_ in found if id_ is None]
        if empty:
            connection.execute(delete(form).where(form.c.row.in_([row for row, _ in empty])))
            connection.execute(delete(tables.entity).where(tables.entity.c.row.in_([entity for _, entity in empty])))
