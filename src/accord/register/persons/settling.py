"""Settle the persons: which names at bodies are one, its id, its name; which may be one; persons nobody names any more go.

In:  forms of names that won or lost a mention, forms of bodies that are of another entity than before, or whose entity
     has another id or name.
Out: `person`, `person_node.person`, `person_likeness` as mentions, verdicts and decisions now say.

A person's id is its smallest mention's; the id of every mention opens the person that it is of.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.register.persons.clusters import Clusters, cluster_persons
from accord.register.persons.web import Node, Web, weave_persons
from accord.register.tables import tables
from accord.register.tables.batches import chunks, index_words, insert_all, next_row
from accord.register.tables.tokens import name_tokens
from accord.register.units.compose import public_id
from accord.register.who.entities import code_id
from accord.register.who.needs import Identity

__all__ = ["settle_persons"]


def settle_persons(connection: Connection, forms: Iterable[str], moved: Iterable[int], identity: Identity) -> None:
    """Cluster anew all that hangs with these names, and with names at bodies or in documents whose bodies moved."""
    touched = {*forms, *_at_bodies(connection, moved), *_beside_bodies(connection, moved)}
    if not touched:
        return
    web = weave_persons(connection, touched)
    before = {node.person for node in web.nodes.values() if node.person is not None}
    _remove(connection, web)
    clusters = cluster_persons(web, _near(connection, web, identity), identity)
    _write(connection, clusters, before, identity)
    _propose(connection, web, clusters)


def _at_bodies(connection: Connection, moved: Iterable[int]) -> set[str]:
    """Return the names that hold posts at bodies of these forms."""
    form, node = tables.form, tables.person_node
    found: set[str] = set()
    for chunk in chunks(sorted(moved)):
        asked = select(node.c.form).join(form, form.c.key == node.c.body).where(form.c.row.in_(chunk)).distinct()
        found.update(connection.execute(asked).scalars())
    return found


def _beside_bodies(connection: Connection, moved: Iterable[int]) -> set[str]:
    """Return the names without a body in documents that name bodies of these forms."""
    found: set[str] = set()
    for chunk in chunks(sorted(moved)):
        listed = ", ".join(map(str, chunk))
        found.update(connection.execute(sql(_BESIDE.format(bodies=listed))).scalars())
    return found


_BESIDE = (  # in this order: few bodies move, and names without a body are many
    "SELECT DISTINCT n.form FROM mention m CROSS JOIN person_mention h CROSS JOIN person_at a CROSS JOIN person_node n "
    "WHERE m.form IN ({bodies}) AND h.unit = m.unit AND a.mention = h.row AND n.row = a.node AND n.body IS NULL"
)


def _near(connection: Connection, web: Web, identity: Identity) -> dict[int, frozenset[str]]:
    """Return for each node without a body the bodies that its document names: of who signs, those that sign."""
    loose = [row for row, node in web.nodes.items() if node.loose and row not in web.bare]
    near: dict[int, set[str]] = defaultdict(set)
    signs: set[int] = set()
    for statement in (_SIGNING, _NAMING):
        for chunk in chunks(sorted(row for row in loose if row not in signs)):
            listed = ", ".join(map(str, chunk))
            for node, entity, id_ in connection.execute(sql(statement.format(nodes=listed))).all():
                near[node] |= {f"e{entity}", identity.seat(id_.removeprefix(code_id("")))}
        signs |= near.keys()
    return {row: frozenset(near[row]) for row in loose}


_SIGNING = (
    "SELECT DISTINCT a.node, e.row, e.id FROM person_at a JOIN report r ON r.row = a.fact "
    "JOIN fact_party p ON p.fact = r.row AND NOT p.as_read JOIN mention m ON m.row = p.mention "
    "JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity WHERE a.node IN ({nodes})"
)
_NAMING = (
    "SELECT DISTINCT a.node, e.row, e.id FROM person_at a JOIN person_mention h ON h.row = a.mention "
    "JOIN mention m ON m.unit = h.unit JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity "
    "WHERE a.node IN ({nodes})"
)


def _remove(connection: Connection, web: Web) -> None:
    """Take out nodes that nobody stands at, the keys of names that nobody has, and what was asked of all."""
    like, node = tables.person_likeness, tables.person_node
    for chunk in chunks(sorted(web.nodes)):
        connection.execute(delete(like).where(like.c.left.in_(chunk)))
        connection.execute(delete(like).where(like.c.right.in_(chunk)))
    for chunk in chunks(sorted(web.bare)):
        connection.execute(delete(node).where(node.c.row.in_(chunk)))
    left = {one.form for one in web.nodes.values() if one.row not in web.bare}
    for names in chunks(sorted({one.form for one in web.nodes.values()} - left)):
        connection.execute(delete(tables.person_key).where(tables.person_key.c.form.in_(names)))
    for row in web.bare:
        del web.nodes[row]
    web.keys = {key: forms & left for key, forms in web.keys.items()}
    web.ties = {pair for pair in web.ties if web.nodes.keys() >= set(pair)}


def _write(connection: Connection, clusters: Clusters, before: set[int], identity: Identity) -> None:
    """Write the persons of the clusters; each keeps the row of one that it was before, so that little moves."""
    named = [group for group in clusters.groups if any(node.first for node in group)]
    rows = _rows(connection, named, before)
    home = {node.row: row for row, group in zip(rows, named, strict=True) for node in group}
    moved = [
        {"at": node.row, "person": home.get(node.row)}
        for group in clusters.groups
        for node in group
        if node.person != home.get(node.row)
    ]
    if moved:
        connection.execute(sql("UPDATE person_node SET person = :person WHERE row = :at"), moved)
    called = _called(connection, [node.row for group in named for node in group], home)
    for chunk in chunks(sorted({*before, *rows})):
        connection.execute(delete(tables.person).where(tables.person.c.row.in_(chunk)))
        connection.execute(sql("DELETE FROM person_fts WHERE rowid = :row"), [{"row": row} for row in chunk])
    made = [{"row": row, "id": id_, "name": called[row][0]} for row, id_ in zip(rows, _ids(named), strict=True)]
    insert_all(connection, tables.person, made)
    search = [
        {"row": row, "tokens": " ".join(t for name in called[row] for t in name_tokens(name, identity.sounds(name)))}
        for row in rows
    ]
    index_words(connection, "person_fts", search)


def _ids(groups: Sequence[Sequence[Node]]) -> list[str]:
    """Return the id of each person: its smallest mention's.

    A mention at two bodies may stand in two persons, where decisions or verdicts part them. Its id is of the one with the
    smallest node; the other goes by its next mention or, without one, by its node.
    """
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for at in sorted(range(len(groups)), key=lambda one: min(node.key for node in groups[one])):
        own = min({node.first for node in groups[at] if node.first} - taken, default="")
        ids[at] = own or public_id("h", min(node.key for node in groups[at]))
        taken.add(ids[at])
    return [ids[at] for at in range(len(groups))]


def _rows(connection: Connection, groups: Sequence[Sequence[Node]], before: set[int]) -> list[int]:
    free, taken = next_row(connection, tables.person), set()
    rows: list[int] = []
    for group in groups:
        held = next((n.person for n in group if n.person is not None and n.person not in taken), None)
        if held is None:
            held, free = free, free + 1
        taken.add(held)
        rows.append(held)
    return rows


def _called(connection: Connection, nodes: Sequence[int], home: Mapping[int, int]) -> dict[int, list[str]]:
    """Return the names of each person, the one in most documents first."""
    at, mention = tables.person_at, tables.person_mention
    names: dict[int, Counter[str]] = defaultdict(Counter)
    for chunk in chunks(nodes):
        asked = select(at.c.node, mention.c.name, func.count(at.c.mention.distinct())).join(
            mention, mention.c.row == at.c.mention
        )
        for node, name, count in connection.execute(
            asked.where(at.c.node.in_(chunk)).group_by(at.c.node, mention.c.name)
        ):
            names[home[node]][name] += count
    return {row: sorted(held, key=lambda name: (-held[name], name)) for row, held in names.items()}


def _propose(connection: Connection, web: Web, clusters: Clusters) -> None:
    rows = []
    for pair, verdict in clusters.unsure.items():
        left, right = sorted((web.nodes[row] for row in pair), key=lambda node: node.key)
        if left.first and right.first:
            rows.append(
                {
                    "left": left.row,
                    "right": right.row,
                    "score": verdict.score,
                    "reasons": msgspec.to_builtins(verdict.reasons),
                    "proposal": public_id("q", "same_person", left.key, right.key),
                }
            )
    insert_all(connection, tables.person_likeness, sorted(rows, key=lambda row: (row["left"], row["right"])))
