"""Whether two bodies are well known to be two: their names have codes of their own, and none in common.

In:  ids of mentions of two bodies.
Out: the names and codes of both where they are two; None where nothing is known against it.
"""

from sqlalchemy import select
from sqlalchemy.engine import Connection

from accord.register.asking.members import members
from accord.register.tables import tables

__all__ = ["bodies_apart", "known_apart"]


def known_apart(connection: Connection, left: str, right: str) -> tuple[str, str] | None:
    """Return each body in words, its name with its code, where the two are known to be different ones."""
    one, other = (_codes(connection, id_) for id_ in (left, right))
    if not one or not other or one.keys() & other.keys():
        return None
    return _told(one), _told(other)


def bodies_apart(connection: Connection, left: str, right: str) -> tuple[str, str] | None:
    """Return the same of two bodies, by their ids."""
    held = [min(min(one.mentions) for one in members(connection, id_)) for id_ in (left, right)]
    return known_apart(connection, held[0], held[1])


def _codes(connection: Connection, mention_id: str) -> dict[str, str]:
    """Return the codes of all forms of the body that a mention names, each with the body's name."""
    form, mention, entity = tables.form, tables.mention, tables.entity
    held = select(form.c.entity).join(mention, mention.c.form == form.c.row).where(mention.c.id == mention_id)
    asked = select(form.c.code, entity.c.name).join(entity, entity.c.row == form.c.entity)
    rows = connection.execute(asked.where(form.c.entity.in_(held) & form.c.code.is_not(None)))
    return {str(code): str(name) for code, name in rows}


def _told(codes: dict[str, str]) -> str:
    return "; ".join(f"{name} ({code})" for code, name in sorted(codes.items()))
