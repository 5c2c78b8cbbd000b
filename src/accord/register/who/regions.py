"""Where bodies are, and through them agreements: rows by which lists are narrowed and counted by region.

In:  bodies as they are described now, entities and agreements that changed.
Out: `region` and its names, `entity_region`, `agreement_region`.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.body import Body, Region
from accord.register.tables import tables
from accord.register.tables.batches import chunks, insert_all
from accord.register.tables.changes import note_changes

__all__ = ["forget_agreements", "place_agreements", "place_entities", "replace_agreements"]

_AGREEMENTS = (
    "INSERT INTO agreement_region (agreement, region) SELECT DISTINCT p.agreement, r.region FROM agreement_party p "
    "JOIN entity_region r ON r.entity = p.entity WHERE p.agreement IN ({rows})"
)


def place_entities(connection: Connection, bodies: Mapping[int, Body], gone: Iterable[int]) -> None:
    """Write where these entities are; those that are gone are nowhere."""
    table = tables.entity_region
    for chunk in chunks(sorted({*bodies, *gone})):
        connection.execute(delete(table).where(table.c.entity.in_(chunk)))
    rows = [{"entity": row, "region": one.code} for row in sorted(bodies) for one in bodies[row].regions]
    insert_all(connection, table, rows)
    _note(connection, {one.code: one for body in bodies.values() for one in body.regions})


def place_agreements(connection: Connection, agreements: Iterable[int]) -> None:
    """Write where the parties of agreements are that had no rows yet."""
    rows = sorted(agreements)
    note_changes(connection, rows)
    for chunk in chunks(rows):
        connection.execute(sql(_AGREEMENTS.format(rows=", ".join(map(str, chunk)))))


def forget_agreements(connection: Connection, agreements: Iterable[int]) -> None:
    """Remove where agreements are."""
    table, rows = tables.agreement_region, sorted(agreements)
    note_changes(connection, rows)
    for chunk in chunks(rows):
        connection.execute(delete(table).where(table.c.agreement.in_(chunk)))


def replace_agreements(connection: Connection, entities: Iterable[int]) -> None:
    """Write anew where the agreements of entities are that are somewhere else now."""
    table = tables.agreement_party
    touched: set[int] = set()
    for chunk in chunks(sorted(entities)):
        touched.update(connection.execute(select(table.c.agreement).where(table.c.entity.in_(chunk))).scalars())
    forget_agreements(connection, touched)
    place_agreements(connection, touched)


def _note(connection: Connection, regions: Mapping[str, Region]) -> None:
    """Keep the names of places that came for the first time."""
    table = tables.region
    known: set[str] = set()
    for chunk in chunks(sorted(regions)):
        known.update(connection.execute(select(table.c.code).where(table.c.code.in_(chunk))).scalars())
    new = [regions[code] for code in sorted(regions.keys() - known)]
    told = [{f"name_{language}": name for language, name in one.names.items()} for one in new]
    rows = [{"code": one.code, "level": one.level, "parent": one.parent} for one in new]
    insert_all(connection, table, [row | names for row, names in zip(rows, told, strict=True)])
    called = {(name.casefold(), one.code): name for one in new for name in one.called}
    insert_all(connection, tables.region_name, [{"name": name, "region": code} for (_, code), name in called.items()])
