"""Settle the bodies: which forms are one entity, its id, what it is; entities that nobody mentions any more go.

In:  what is stirred, rows of forms that won or lost mentions.
Out: entities that follow from mentions, verdicts and decisions alone; the forms that now belong to another one, and the
     entities that are at another place than before.

An entity's id is the code of a well-known body, else its smallest mention's. Of two clusters that decisions part
although both have a code, the one with the smaller form has it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.body import Body
from accord.model.terms import Language, members
from accord.register.tables import tables
from accord.register.tables.batches import chunks, index_words, insert_all, next_row
from accord.register.tables.tokens import name_tokens
from accord.register.who.bodies import Node, Web, weave
from accord.register.who.comparing import Stirred
from accord.register.who.needs import Identity
from accord.register.who.regions import place_entities
from accord.register.who.said import said_of

__all__ = ["Moved", "code_id", "settle_entities"]


class Moved(msgspec.Struct, frozen=True):
    """Rows of what is otherwise than before.

    Attributes:
        forms: Forms that belong to another entity.
        called: Forms whose entity, the same as before, has another id or name.
        entities: Entities that are at another place.
        shifted: Entities that won or lost forms.
    """

    forms: set[int]
    called: set[int]
    entities: set[int]
    shifted: set[int]


def code_id(code: str) -> str:
    """Return the id of the entity that has a code.

    >>> code_id("320100")
    'p-320100'
    """
    return f"p-{code}"


def settle_entities(connection: Connection, stirred: Stirred, touched: Iterable[int], identity: Identity) -> Moved:
    """Return what moved, after settling all that hangs with the stirred."""
    web = weave(connection, stirred.forms, stirred.entities)
    clusters = _clusters(web, identity)
    before = stirred.entities | {node.entity for node in web.nodes.values() if node.entity is not None}
    rows = _rows(connection, clusters)
    ids = {row: id_ for row, id_ in zip(rows, _ids(clusters), strict=True) if id_ is not None}
    moved = [
        {"at": node.row, "entity": row if row in ids else None}
        for row, cluster in zip(rows, clusters, strict=True)
        for node in cluster
        if node.entity != (row if row in ids else None)
    ]
    if moved:
        connection.execute(sql("UPDATE form SET entity = :entity WHERE row = :at"), moved)
    called, there = _describe(connection, ids, before, _entities_of(connection, touched), identity)
    was = {node.row: node.entity for node in web.nodes.values()}
    shifted = {entity for each in moved for entity in (was[int(str(each["at"]))], each["entity"]) if entity is not None}
    return Moved({int(str(each["at"])) for each in moved}, _forms_of(connection, called), there, shifted)


def _clusters(web: Web, identity: Identity) -> list[list[Node]]:
    by_key = {node.key: node for node in web.nodes.values()}
    key = {row: node.key for row, node in web.nodes.items()}
    lone = [part for part in web.parts() if len(part) == 1]
    crowd = {node.key for part in web.parts() if len(part) > 1 for node in part}
    same = [(key[left], key[right], strength) for (left, right), strength in web.same.items()]
    different = [(key[left], key[right]) for left, right in web.different if {key[left], key[right]} <= crowd]
    return lone + [[by_key[one] for one in group] for group in identity.cluster(crowd, same, different)]


def _ids(clusters: Sequence[Sequence[Node]]) -> list[str | None]:
    """Return the id of each cluster; None of one without a mention of its own."""
    holder: dict[str, str] = {}
    for node in (node for cluster in clusters for node in cluster if node.code):
        holder[str(node.code)] = min(node.key, holder.get(str(node.code), node.key))
    ids: list[str | None] = []
    for cluster in clusters:
        codes = [node.code for node in cluster if node.code and holder[node.code] == node.key]
        smallest = min((node.smallest for node in cluster if node.smallest), default=None)
        ids.append(code_id(min(codes)) if codes and smallest else smallest)
    return ids


def _rows(connection: Connection, clusters: Sequence[Sequence[Node]]) -> list[int]:
    """Return a row for each cluster: that of the entity from which it has most mentions, so that little moves."""
    votes = [Counter(node.entity for node in cluster if node.entity is not None) for cluster in clusters]
    claimed = Counter(entity for each in votes for entity in each)
    rows: dict[int, int] = {}
    contested = {at for at, each in enumerate(votes) if len(each) > 1 or any(claimed[entity] > 1 for entity in each)}
    rows |= {at: next(iter(each)) for at, each in enumerate(votes) if each and at not in contested}
    weights = _weights(connection, {node.row for at in contested for node in clusters[at]})
    claims: Counter[tuple[int, int]] = Counter()
    for at in contested:
        for node in clusters[at]:
            if node.entity is not None:
                claims[at, node.entity] += weights.get(node.row, 0)
    taken: set[int] = set()
    for (at, entity), _ in sorted(claims.items(), key=lambda claim: (-claim[1], claim[0])):
        if at not in rows and entity not in taken:
            rows[at] = entity
            taken.add(entity)
    free = next_row(connection, tables.entity)
    rows |= {at: free + turn for turn, at in enumerate(at for at in range(len(clusters)) if at not in rows)}
    return [rows[at] for at in range(len(clusters))]


def _weights(connection: Connection, forms: Iterable[int]) -> dict[int, int]:
    table = tables.mention
    found: dict[int, int] = {}
    for chunk in chunks(sorted(forms)):
        counted = select(table.c.form, func.count()).where(table.c.form.in_(chunk)).group_by(table.c.form)
        found.update((form, count) for form, count in connection.execute(counted))
    return found


def _entities_of(connection: Connection, forms: Iterable[int]) -> set[int]:
    table = tables.form
    found: set[int] = set()
    for chunk in chunks(sorted(forms)):
        held = select(table.c.entity).where(table.c.row.in_(chunk) & table.c.entity.is_not(None))
        found.update(connection.execute(held).scalars())
    return found


def _forms_of(connection: Connection, entities: Iterable[int]) -> set[int]:
    table = tables.form
    found: set[int] = set()
    for chunk in chunks(sorted(entities)):
        found.update(connection.execute(select(table.c.row).where(table.c.entity.in_(chunk))).scalars())
    return found


def _describe(
    connection: Connection, ids: dict[int, str], before: set[int], also: set[int], identity: Identity
) -> tuple[set[int], set[int]]:
    """Return the entities that have another id or name than before, and those that are at another place.

    Written are the entities with these ids, and those that may be called otherwise now; what is left of those before goes.
    """
    old = _records(connection, before | ids.keys() | also)
    ids = {row: old[row]["id"] for row in also if row in old and row not in before} | ids
    bodies = _bodies(connection, ids, identity)
    new = {row: _values(row, ids[row], name, body) for row, (name, body) in bodies.items()}
    gone = [row for row in old if new.get(row) != old[row]]
    for chunk in chunks(gone):
        connection.execute(delete(tables.entity).where(tables.entity.c.row.in_(chunk)))
    written = [new[row] for row in sorted(new) if new[row] != old.get(row)]
    insert_all(connection, tables.entity, written)
    _index(connection, gone, written)
    there = {row for row in new if row not in old or new[row]["region"] != old[row]["region"]}
    place_entities(connection, {row: bodies[row][1] for row in there}, old.keys() - new.keys())
    called = {row for row in new if row in old and _called(old[row]) != _called(new[row])}
    return called, there


def _called(record: Mapping[str, Any]) -> tuple[str, str]:
    return record["id"], record["name"]


def _index(connection: Connection, gone: Iterable[int], written: Iterable[Mapping[str, Any]]) -> None:
    """Bring the search over display names up to date; they stand beside those of documents, under the row negated."""
    for rows in chunks(sorted(gone)):
        connection.execute(sql("DELETE FROM name_fts WHERE rowid = :row"), [{"row": -row} for row in rows])
    names = [(one["row"], dict.fromkeys(one[f"name_{language}"] for language in members(Language))) for one in written]
    search = [{"row": -row, "tokens": " ".join(t for name in told for t in name_tokens(name))} for row, told in names]
    index_words(connection, "name_fts", search)


def _records(connection: Connection, rows: Iterable[int]) -> dict[int, dict[str, Any]]:
    table, found = tables.entity, {}
    for chunk in chunks(sorted(rows)):
        for record in connection.execute(select(table).where(table.c.row.in_(chunk))).mappings():
            found[record["row"]] = dict(record)
    return found


def _bodies(connection: Connection, ids: dict[int, str], identity: Identity) -> dict[int, tuple[str, Body]]:
    """Return the most used name of each entity, and what it is."""
    form, name = tables.form, tables.form_name
    names: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for chunk in chunks(sorted(ids)):
        counted = (
            select(form.c.entity, name.c.name, func.sum(name.c.fullest))
            .join(name, name.c.form == form.c.row)
            .where(form.c.entity.in_(chunk) & (name.c.fullest > 0))
            .group_by(form.c.entity, name.c.name)
        )
        for entity, word, uses in connection.execute(counted):
            names[entity].append((word, uses))
    said = said_of(connection, ids)
    return {
        row: (min(names[row], key=lambda one: (-one[1], one[0]))[0], identity.body(id_[2:], names[row], said[row]))
        for row, id_ in ids.items()
    }


def _values(row: int, id_: str, name: str, body: Body) -> dict[str, Any]:
    return {
        "row": row,
        "id": id_,
        "name": name,
        **{f"name_{language}": told for language, told in body.names.items()},
        "kind": body.kind,
        "region": body.regions[0].code if body.regions else None,
        "place": body.place,
    }
