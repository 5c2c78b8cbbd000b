"""What is one venture with some namings and agreements, now or before: their neighbours, and the joins among all of them.

In:  namings that were read anew, agreements that were written anew, names of which namings came or went.
Out: `venture_naming` of these units; ventures of neighbours; components of all that is looked at.

Between what did not change nothing joins anew and nothing parts, so that only ventures are looked at of which something
changed, or to which something that changed is joined now.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from accord.follow.counting.joined import LEAST, MOST, alike, alone, plain_name, rooted, within
from accord.register.file.plain import Asking, grouped, over
from accord.register.reports.sides import parties_of
from accord.register.tables.batches import chunks, found_among, insert_all
from accord.register.tables.venture_tables import venture_agreement, venture_naming, venture_told

__all__ = ["Nodes", "components", "members", "name_anew", "neighbours"]

_NEW = 0  # the venture of a naming until it has one
_NAMED = (
    "SELECT f.unit, f.row, p.name FROM project p JOIN fact f ON f.row = p.row WHERE f.unit IN ({rows}) ORDER BY f.row"
)
_BODIES = (
    "SELECT p.fact, o.entity FROM fact f JOIN project j ON j.row = f.row JOIN fact_party p ON p.fact = f.row "
    "JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "WHERE NOT p.as_read AND o.entity IS NOT NULL AND f.unit IN ({rows})"
)
_TOLD = (
    "SELECT DISTINCT x.unit, a.row, a.status FROM fact x JOIN report r ON r.row = x.row JOIN agreement a ON a.row = r.agreement "
    "WHERE NOT r.earlier AND NOT r.rejected AND x.unit IN ({rows})"
)
_CARRIED_ON = (
    "SELECT {one}.row, {other}.row FROM report e JOIN report h ON h.row = e.home JOIN agreement later ON later.row = h.agreement "
    "JOIN agreement earlier ON earlier.row = e.agreement WHERE e.earlier AND e.relation IN ('renews', 'carries_out') "
    "AND later.row <> earlier.row AND {one}.row IN ({{rows}})"
)
_LATER, _EARLIER = (
    _CARRIED_ON.format(one=one, other=other) for one, other in (("later", "earlier"), ("earlier", "later"))
)
_OF_AGREEMENTS = "SELECT venture FROM venture_agreement WHERE agreement IN :among"


class Nodes(msgspec.Struct, frozen=True):
    """Agreements by their rows, and namings by theirs: `plain`, `sides`, `agreement`."""

    agreements: set[int]
    namings: dict[int, Mapping[str, Any]]


def name_anew(connection: Connection, units: Sequence[int]) -> list[dict[str, Any]]:
    """Return the namings of units, after writing them, of no venture yet."""
    asking = over(connection)
    named, bodies, told = (grouped(asking, asked, units) for asked in (_NAMED, _BODIES, _TOLD))
    parties = parties_of(asking, {of[0][0] for of in told.values() if len(of) == 1})
    rows = []
    for unit, of in named.items():
        agreements = told.get(unit, [])
        names = {plain_name(name) for _, name in of}
        single = [row for row, _ in agreements] if len(agreements) == 1 else []
        own = alone(names, [row for row, status in agreements if status == "signed"]) if single else None
        with_them = [entity for row in single for (entity,) in parties.get(row, ())]
        for row, name in of:
            sides = sorted({entity for (entity,) in bodies.get(row, ())}.union(with_them))
            known = ",".join(map(str, sides)) if len(sides) >= LEAST else ""
            rows.append(
                {"row": row, "venture": _NEW, "unit": unit, "agreement": own, "plain": plain_name(name), "sides": known}
            )
    insert_all(connection, venture_naming, rows)
    pairs = [{"unit": unit, "agreement": row} for unit, of in told.items() if unit in named for row, _ in of]
    insert_all(connection, venture_told, pairs)
    return rows


def neighbours(
    connection: Connection, agreements: Sequence[int], namings: Sequence[Mapping[str, Any]], names: Counter[str]
) -> set[int]:
    """Return the ventures of what is joined to these agreements and namings; `names` are of which there are more or fewer."""
    beyond = {other for pair in _carried_on(over(connection), agreements) for other in pair}
    beyond |= {one["agreement"] for one in namings if one["agreement"] is not None}
    near = set(found_among(connection, _OF_AGREEMENTS, beyond))
    fresh: dict[str, set[str]] = {}
    for one in namings:
        if one["plain"] and one["sides"]:
            fresh.setdefault(one["plain"], set()).add(one["sides"])
    crowds = _crowds(connection, [name for name in names if name])
    for name, count in crowds.items():
        near.update(_of_name(connection, name, fresh.get(name, set()), (count, names[name])))
    return near - {_NEW}


def members(connection: Connection, ventures: Iterable[int], fresh: Nodes) -> Nodes:
    """Return the fresh with all that is of these ventures."""
    nodes = Nodes(set(fresh.agreements), dict(fresh.namings))
    held, named = venture_agreement, venture_naming
    for chunk in chunks(sorted(ventures)):
        nodes.agreements.update(connection.execute(select(held.c.agreement).where(held.c.venture.in_(chunk))).scalars())
        for one in connection.execute(select(named).where(named.c.venture.in_(chunk))).mappings():
            nodes.namings[one["row"]] = dict(one)
    return nodes


def components(connection: Connection, nodes: Nodes, ids: Mapping[str, str]) -> dict[str, str]:
    """Return for each node, an id, the smallest of those that are one with it; `ids` has them by `a` or `n` and the row."""
    named = nodes.namings.values()
    names = Counter(one["plain"] for one in named if one["sides"])
    crowds = _crowds(connection, [name for name in names if name])
    crowded = {name for name, count in crowds.items() if count > MOST}
    pairs = [(f"a{one}", f"a{other}") for one, other in _carried_on(over(connection), sorted(nodes.agreements))]
    pairs += [(f"a{one['agreement']}", f"n{one['row']}") for one in named if one["agreement"] is not None]
    sets = ((one["plain"], _sides(one["sides"]), ids[f"n{one['row']}"]) for one in named)
    joins = [(ids[one], ids[other]) for one, other in pairs if one in ids and other in ids]
    return rooted(ids.values(), [*joins, *alike(sets, crowded)])


def _carried_on(asking: Asking, agreements: Sequence[int]) -> Iterator[tuple[int, int]]:
    for asked in (_LATER, _EARLIER):
        for one, others in grouped(asking, asked, agreements).items():
            yield from ((one, other) for (other,) in others)


def _crowds(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """Return by name how many different sets of bodies there are."""
    counted: dict[str, int] = {}
    table = venture_naming
    for chunk in chunks(sorted(names)):
        asked = select(table.c.plain, table.c.sides).where(table.c.plain.in_(chunk) & (table.c.sides != "")).distinct()
        counted |= Counter(plain for plain, _ in connection.execute(asked))
    return counted


def _of_name(connection: Connection, name: str, fresh: set[str], crowd: tuple[int, int]) -> Iterator[int]:
    """Yield the ventures of one name that fresh sets of bodies may join, or that are parted or joined by the crowd itself.

    Args:
        connection: The register, in a writing transaction.
        name: Plain.
        fresh: Sets of bodies of namings that were read anew.
        crowd: How many sets there are, and how many namings came or went: whether it was a crowd before is not known.
    """
    table, (count, turned) = venture_naming, crowd
    of_name = select(table.c.sides, table.c.venture).where((table.c.plain == name) & (table.c.sides != "")).distinct()
    if count - turned > MOST:
        for chunk in chunks(sorted(fresh)):
            yield from (venture for _, venture in connection.execute(of_name.where(table.c.sides.in_(chunk))))
        return
    sets = [_sides(one) for one in fresh]
    for sides, venture in connection.execute(of_name):
        here = _sides(sides)
        if count + turned > MOST or any(within(here, one) for one in sets):
            yield venture


def _sides(told: str) -> frozenset[str]:
    return frozenset(told.split(",")) if told else frozenset()
