"""Walk from the names of persons to all names and bodies that hang together with them.

In:  forms of names.
Out: a `Web` of nodes (a name at a body): what each is, where it stands, what decisions and documents say of pairs.

Names hang together that share a key, that a decision speaks of, or that were one person before. A key that more than
`COMMON` names share brings nobody together.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from accord.model.holder import Holder
from accord.register.tables import tables
from accord.register.tables.batches import chunks
from accord.register.who.entities import code_id

__all__ = ["COMMON", "Node", "Web", "decided_persons", "weave_persons"]

COMMON = 100  # names that share a key, beyond which they are not compared by it
_BODY = code_id("")
_HASHED = re.compile(r"[0-9a-f]{12}")

Pair = tuple[int, int]


class Node(msgspec.Struct, frozen=True):
    """A name at a body, or a mention that stands by itself.

    Attributes:
        first: The smallest id of its mentions; None where all of them stand by themselves.
        person: Row of the person that it was of, if any.
        loose: It stands at no body that means something by itself, so other documents do not tell who it is.
    """

    row: int
    key: str
    form: str
    first: str | None
    person: int | None
    loose: bool
    holder: Holder


class Web(msgspec.Struct):
    """Nodes that hang together.

    Attributes:
        nodes: By row.
        keys: For each key, the forms that share it.
        ties: Pairs of a mention that stands by itself and where it would stand.
        together: Pairs of nodes at which one document names one person.
        decided: What decisions say of pairs: one, or not one.
        bare: Nodes that have neither a mention nor one that would stand there.
    """

    nodes: dict[int, Node]
    keys: dict[str, set[str]]
    ties: set[Pair]
    together: set[Pair]
    decided: dict[Pair, bool]
    bare: set[int]


def weave_persons(connection: Connection, forms: Iterable[str]) -> Web:
    """Return all that hangs together with these forms of names."""
    known: set[str] = set()
    keys: dict[str, set[str]] = defaultdict(set)
    decided: dict[Pair, bool] = {}
    rows: dict[int, Any] = {}
    frontier = set(forms) | _crossing(connection, set(forms))
    while frontier:
        known |= frontier
        near = _sharing(connection, frontier, keys)
        fresh = _rows(connection, tables.person_node.c.form, frontier)
        rows |= fresh
        decided |= dict(decided_persons(connection, fresh))
        persons = {row.person for row in fresh.values() if row.person is not None}
        beside = _forms(connection, tables.person_node.c.person, persons)
        beside |= _forms(connection, tables.person_node.c.row, {one for pair in decided for one in pair} - rows.keys())
        frontier = (near | beside) - known
    ties = _ties(connection, rows)
    first = _first(connection, rows)
    bases = {base for _, base in ties}
    return Web(
        nodes=_nodes(connection, rows, first),
        keys=dict(keys),
        ties=ties,
        together=_together(connection, rows),
        decided=decided,
        bare={row for row in rows if row not in first and row not in bases},
    )


def decided_persons(connection: Connection, nodes: Iterable[int]) -> Iterable[tuple[Pair, bool]]:
    """Yield the pairs of nodes that decisions say are one person, or are not, with at least one of these."""
    here, there = tables.person_side.alias("here"), tables.person_side.alias("there")
    across = (here.c.decision == there.c.decision) & or_(
        (here.c.side == 0) & (there.c.side > 0), (here.c.side > 0) & (there.c.side == 0)
    )
    for chunk in chunks(sorted(nodes)):
        asked = select(here.c.node, there.c.node, here.c.same).select_from(here.join(there, across))
        for left, right, same in connection.execute(asked.where(here.c.node.in_(chunk)).order_by(here.c.same.desc())):
            if left != right:
                yield (min(left, right), max(left, right)), same


def _sharing(connection: Connection, forms: set[str], keys: dict[str, set[str]]) -> set[str]:
    """Return the forms that share a key with these, unless it is common; `keys` learns who shares which."""
    table = tables.person_key
    found: set[str] = set()
    for chunk in chunks(sorted(forms)):
        mine = select(table.c.key).where(table.c.form.in_(chunk)).distinct()
        for some in chunks(key for key in connection.execute(mine).scalars() if key not in keys):
            for key, form in connection.execute(select(table.c.key, table.c.form).where(table.c.key.in_(some))):
                keys[key].add(form)
            found.update(*(keys[key] for key in some if len(keys[key]) <= COMMON))
    return found


def _crossing(connection: Connection, forms: set[str]) -> set[str]:
    """Return the forms of keys that may have become common with these forms, or ceased to be."""
    table = tables.person_key
    mine: dict[str, int] = defaultdict(int)
    for chunk in chunks(sorted(forms)):
        counted = select(table.c.key, func.count()).where(table.c.form.in_(chunk)).group_by(table.c.key)
        for key, count in connection.execute(counted):
            mine[key] += count
    found: set[str] = set()
    for some in chunks(sorted(mine)):
        whole = select(table.c.key, func.count()).where(table.c.key.in_(some)).group_by(table.c.key)
        near = [key for key, count in connection.execute(whole) if COMMON - mine[key] < count <= COMMON + mine[key]]
        found.update(connection.execute(select(table.c.form).where(table.c.key.in_(near))).scalars())
    return found


def _rows(connection: Connection, column: Any, values: Iterable[Any]) -> dict[int, Any]:
    table = tables.person_node
    found: dict[int, Any] = {}
    for chunk in chunks(sorted(values)):
        found.update((row.row, row) for row in connection.execute(select(table).where(column.in_(chunk))))
    return found


def _forms(connection: Connection, column: Any, values: Iterable[int]) -> set[str]:
    table = tables.person_node
    found: set[str] = set()
    for chunk in chunks(sorted(values)):
        found.update(connection.execute(select(table.c.form).where(column.in_(chunk))).scalars())
    return found


def _ties(connection: Connection, rows: Iterable[int]) -> set[Pair]:
    table = tables.person_tie
    found: set[Pair] = set()
    for chunk in chunks(sorted(rows)):
        asked = select(table.c.node, table.c.base).where(table.c.node.in_(chunk) | table.c.base.in_(chunk))
        found.update((node, base) for node, base in connection.execute(asked))
    return found


def _first(connection: Connection, rows: Iterable[int]) -> dict[int, str]:
    """Return the smallest id of the mentions of each node, one step of an index a node."""
    node, at = tables.person_node, tables.person_at
    first = select(at.c.id).where(at.c.node == node.c.row).order_by(at.c.id).limit(1).correlate(node).scalar_subquery()
    found: dict[int, str] = {}
    for chunk in chunks(sorted(rows)):
        asked = select(node.c.row, first).where(node.c.row.in_(chunk))
        found.update((row, id_) for row, id_ in connection.execute(asked) if id_ is not None)
    return found


def _together(connection: Connection, rows: dict[int, Any]) -> set[Pair]:
    """Return the pairs of nodes at which one mention stands; only names at several bodies can have one."""
    count: dict[str, int] = defaultdict(int)
    for row in rows.values():
        count[row.form] += 1
    several = sorted(row.row for row in rows.values() if count[row.form] > 1 and row.body is not None)
    here, there = tables.person_at.alias("here"), tables.person_at.alias("there")
    joined = here.join(there, (here.c.mention == there.c.mention) & (here.c.node < there.c.node))
    found: set[Pair] = set()
    for chunk in chunks(several):
        asked = select(here.c.node, there.c.node).select_from(joined).where(here.c.node.in_(chunk)).distinct()
        found.update((left, right) for left, right in connection.execute(asked))
    return found


def _nodes(connection: Connection, rows: dict[int, Any], first: dict[int, str]) -> dict[int, Node]:
    names = _names(connection, {row.form for row in rows.values()})
    bodies = _bodies(connection, {row.body for row in rows.values() if row.body is not None})
    posts, words = _posts(connection, rows)
    return {
        row.row: Node(
            row=row.row,
            key=row.key,
            form=row.form,
            first=first.get(row.row),
            person=row.person,
            loose=row.body is None,
            holder=_holder(
                Holder(names.get(row.form, ""), row.body or "", row.body or "", words.get(row.row, ""), posts[row.row]),
                bodies.get(row.body),
            ),
        )
        for row in rows.values()
    }


def _holder(told: Holder, body: tuple[int, str, str] | None) -> Holder:
    """Return a holder as the register knows its body, where a party goes by the name of it."""
    if body is None:
        return told
    row, id_, name = body
    code = id_.removeprefix(_BODY)
    return msgspec.structs.replace(told, body=f"e{row}", code="" if _HASHED.fullmatch(code) else code, called=name)


def _names(connection: Connection, forms: Iterable[str]) -> dict[str, str]:
    """Return how each form is written: the smallest spelling, one step of an index a form."""
    table = tables.person_mention
    found: dict[str, str] = {}
    for chunk in chunks(sorted(forms)):
        asked = select(table.c.form, func.min(table.c.name)).where(table.c.form.in_(chunk)).group_by(table.c.form)
        found.update((form, name) for form, name in connection.execute(asked))
    return found


def _bodies(connection: Connection, keys: Iterable[str]) -> dict[str, tuple[int, str, str]]:
    """Return for each key of a form the row, id and name of the body that it is of now."""
    form, entity = tables.form, tables.entity
    found: dict[str, tuple[int, str, str]] = {}
    for chunk in chunks(sorted(keys)):
        asked = select(form.c.key, entity.c.row, entity.c.id, entity.c.name).join(entity, entity.c.row == form.c.entity)
        for key, row, id_, name in connection.execute(asked.where(form.c.key.in_(chunk))):
            found[key] = (row, id_, name)
    return found


def _posts(connection: Connection, rows: Iterable[int]) -> tuple[dict[int, tuple[str, ...]], dict[int, str]]:
    """Return the words of the posts at each node, and those of the body."""
    at, post = tables.person_at, tables.post
    posts: dict[int, set[str]] = {row: set() for row in rows}
    words: dict[int, str] = {}
    for chunk in chunks(sorted(posts)):
        asked = select(at.c.node, post.c.post, post.c.organization).join(post, post.c.row == at.c.fact)
        for node, held, body in connection.execute(asked.where(at.c.node.in_(chunk)).distinct()):
            posts[node] |= {held} if held else set()
            words[node] = min(filter(None, (words.get(node), body)), default="")
    return {node: tuple(sorted(held)) for node, held in posts.items()}, words
