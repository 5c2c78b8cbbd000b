"""Settle the bodies: which forms are one entity, its id, its name; entities that nobody mentions any more go.

In:  what is stirred, rows of forms that won or lost mentions.
Out: entities that follow from mentions, verdicts and decisions alone; and the forms that now belong to another one.

An entity's id is the code of a well-known body, else its smallest mention's. Of two clusters that decisions part
although both have a code, the one with the smaller form has it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.mention import Mention
from accord.register import tables
from accord.register.batches import chunks, insert_all, next_row
from accord.register.bodies import Node, Web, weave
from accord.register.comparing import Stirred
from accord.register.needs import Identity

__all__ = ["code_id", "settle_entities"]


def code_id(code: str) -> str:
    """Return the id of the entity that has a code.

    >>> code_id("320100")
    'p-320100'
    """
    return f"p-{code}"


def settle_entities(connection: Connection, stirred: Stirred, touched: Iterable[int], identity: Identity) -> set[int]:
    """Return the forms that belong to another entity than before, after settling all that hangs with the stirred."""
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
    _describe(connection, ids, before, _entities_of(connection, touched))
    return {int(str(each["at"])) for each in moved}


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


def _describe(connection: Connection, ids: dict[int, str], before: set[int], also: set[int]) -> None:
    """Write the entities with these ids, and those that may have another name now; remove what is left of those before."""
    old = _records(connection, before | ids.keys() | also)
    ids = {row: old[row]["id"] for row in also if row in old and row not in before} | ids
    new = _described(connection, ids)
    gone = [row for row in old if new.get(row) != old[row]]
    for chunk in chunks(gone):
        connection.execute(delete(tables.entity).where(tables.entity.c.row.in_(chunk)))
    insert_all(connection, tables.entity, [new[row] for row in sorted(new) if new[row] != old.get(row)])


def _records(connection: Connection, rows: Iterable[int]) -> dict[int, dict[str, Any]]:
    table, found = tables.entity, {}
    for chunk in chunks(sorted(rows)):
        for record in connection.execute(select(table).where(table.c.row.in_(chunk))).mappings():
            found[record["row"]] = dict(record)
    return found


def _described(connection: Connection, ids: dict[int, str]) -> dict[int, dict[str, Any]]:
    form, name = tables.form, tables.form_name
    names: dict[int, list[tuple[int, str]]] = defaultdict(list)
    speaker: dict[int, tuple[str, str]] = {}
    for chunk in chunks(sorted(ids)):
        counted = (
            select(form.c.entity, name.c.name, func.sum(name.c.fullest))
            .join(name, name.c.form == form.c.row)
            .where(form.c.entity.in_(chunk) & (name.c.fullest > 0))
            .group_by(form.c.entity, name.c.name)
        )
        for entity, word, uses in connection.execute(counted):
            names[entity].append((-uses, word))
        asked = select(form.c.entity, form.c.smallest, form.c.said)
        for entity, smallest, said in connection.execute(
            asked.where(form.c.entity.in_(chunk) & form.c.smallest.is_not(None))
        ):
            speaker[entity] = min(speaker.get(entity, (smallest, said)), (smallest, said))
    made: dict[int, dict[str, Any]] = {}
    for row, id_ in ids.items():
        says = msgspec.json.decode(speaker[row][1], type=Mention)
        made[row] = {"row": row, "id": id_, "name": min(names[row])[1], "kind": says.kind, "region": says.region}
    return made
