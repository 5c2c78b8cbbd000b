"""Write who is named in units into the tables of persons, and take it out again.

In:  units, folded: their facts and bodies are in the register; on which names decisions stand.
Out: rows of `person_mention`, `person_at`, `person_tie`, `person_side`; and the forms of names that they touch.

Persons are those who hold a post, and those who sign. A post without a body, or at one whose name alone means nothing
("the municipal committee"), says nothing of who it is, beside one at a body that is known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from accord.model.mention import Mention, MentionKind
from accord.register.tables import tables
from accord.register.tables.batches import chunks, insert_all, next_row
from accord.register.units.compose import Side, public_id
from accord.register.who.needs import Identity

__all__ = ["PARTED", "forget_persons", "insert_persons", "node_key"]

PARTED = "\x1f"  # between the parts of a node's key
PERSON: MentionKind = "person"
_PARTLY = "?"  # begins the form of a name that means nothing alone

Sides = Mapping[str, Mapping[str, tuple[Side, ...]]]  # by unit and name


class _Told(msgspec.Struct, frozen=True):
    """That a fact names a person, at a body that has this key, or at none."""

    unit: int
    unit_id: str
    fact: int
    name: str
    body: str | None


class _Node(msgspec.Struct, frozen=True):
    key: str
    form: str
    body: str | None


def node_key(form: str, body: str) -> str:
    """Return the key of a name at a body."""
    return f"{form}{PARTED}{body}"


def forget_persons(connection: Connection, units: Sequence[str]) -> set[str]:
    """Return the forms of the names that units no longer tell of; called before their facts go."""
    mention, unit = tables.person_mention, tables.unit
    touched: set[str] = set()
    for chunk in chunks(units):
        rows = connection.execute(select(unit.c.row).where(unit.c.id.in_(chunk))).scalars().all()
        held = list(connection.execute(select(mention.c.row, mention.c.form).where(mention.c.unit.in_(rows))))
        touched.update(form for _, form in held)
        for some in chunks(row for row, _ in held):
            at = tables.person_at
            own = select(at.c.node).where(at.c.mention.in_(some))
            connection.execute(delete(tables.person_tie).where(tables.person_tie.c.node.in_(own)))
            connection.execute(delete(at).where(at.c.mention.in_(some)))
        for table in (mention, tables.person_side):
            connection.execute(delete(table).where(table.c.unit.in_(rows)))
    return touched


def insert_persons(connection: Connection, units: Sequence[str], sides: Sides, identity: Identity) -> set[str]:
    """Return the forms of the names that units tell of, after writing who is named in them."""
    named: dict[tuple[int, str], list[_Told]] = defaultdict(list)
    forms: dict[str, str] = {}
    for told in _told(connection, units, identity):
        form = forms.get(told.name)
        if form is None:
            form = forms[told.name] = _form(told.name, identity)
        if form.startswith(_PARTLY):  # a surname alone: whose it is, its document knows
            form = f"{form}@{told.unit_id}"
        named[told.unit, form].append(told)
    if not named:
        return set()
    batch = _Batch([], [], [], [], {})
    free = next_row(connection, tables.person_mention)
    for at, ((_, form), held) in enumerate(named.items()):
        _mention(batch, free + at, form, held, sides.get(held[0].unit_id, {}))
    _write(connection, batch)
    _keys(connection, {form: name for name, form in sorted(forms.items(), reverse=True)}, identity)
    return {form for _, form in named}


class _Batch(msgspec.Struct):
    """Rows to be written; nodes by key, in place of their rows."""

    mentions: list[dict[str, Any]]
    at: list[dict[str, Any]]
    ties: list[dict[str, Any]]
    sides: list[dict[str, Any]]
    nodes: dict[str, _Node]

    def node(self, node: _Node) -> str:
        self.nodes[node.key] = node
        return node.key


def _mention(batch: _Batch, row: int, form: str, held: Sequence[_Told], sides: Mapping[str, tuple[Side, ...]]) -> None:
    name = min(told.name for told in held)
    id_ = public_id("h", held[0].unit_id, name)
    mine = tuple(dict.fromkeys(side for told in held for side in sides.get(told.name, ())))
    bodies: dict[str | None, str] = {
        told.body: batch.node(_Node(node_key(form, told.body), form, told.body)) for told in held if told.body
    }
    own = f"{form}{PARTED}{PARTED}{id_}"
    if any(side.side == 0 and not side.same for side in mine):
        own = batch.node(_Node(own, form, None))
        batch.ties.extend({"node": own, "base": base} for base in sorted(bodies.values()))
        bodies = {}
    stands = sorted(bodies.values()) or [batch.node(_Node(own, form, None))]
    batch.mentions.append({"row": row, "id": id_, "unit": held[0].unit, "form": form, "name": name})
    for fact, body in {(told.fact, told.body) for told in held}:
        node = bodies[body] if body in bodies else stands[0]
        batch.at.append({"node": node, "id": id_, "fact": fact, "mention": row})
    for side in mine:
        for node in stands[:1] if side.same else stands:
            batch.sides.append(
                {"decision": side.decision, "side": side.side, "unit": held[0].unit, "same": side.same, "node": node}
            )


def _told(connection: Connection, units: Sequence[str], identity: Identity) -> Iterator[_Told]:
    unit, fact, post, report = tables.unit, tables.fact, tables.post, tables.report
    for chunk in chunks(units):
        here = unit.c.id.in_(chunk)
        rows = connection.execute(_posts().where(here & post.c.person.is_not(None))).all()
        around = _around(connection, {row.unit for row in rows if row.body is None})
        for row in rows:
            yield _Told(row.unit, row.unit_id, row.fact, row.name, _body(row, around.get(row.unit, ()), identity))
        signed = select(unit.c.row, unit.c.id, fact.c.row.label("fact"), report.c.signatories).select_from(
            unit.join(fact, fact.c.unit == unit.c.row).join(report, report.c.row == fact.c.row)
        )
        for row in connection.execute(signed.where(here & ~report.c.earlier)):
            yield from (_Told(row.row, row.id, row.fact, name, None) for name in row.signatories or ())


def _posts() -> Any:
    """Return the question for posts, each with the form of its body's name."""
    unit, fact, post, side = tables.unit, tables.fact, tables.post, tables.fact_party
    mention, form = tables.mention, tables.form
    joined = (
        unit.join(fact, fact.c.unit == unit.c.row)
        .join(post, post.c.row == fact.c.row)
        .outerjoin(side, (side.c.fact == fact.c.row) & ~side.c.as_read)
        .outerjoin(mention, mention.c.row == side.c.mention)
        .outerjoin(form, form.c.row == mention.c.form)
    )
    return select(
        unit.c.row.label("unit"),
        unit.c.id.label("unit_id"),
        fact.c.row.label("fact"),
        post.c.person.label("name"),
        post.c.organization,
        form.c.key.label("body"),
    ).select_from(joined)


def _around(connection: Connection, units: Iterable[int]) -> dict[int, Sequence[str]]:
    """Return the places and authorities that documents name."""
    table, found = tables.mention, {}
    for chunk in chunks(sorted(units)):
        for unit, more in connection.execute(select(table.c.unit, table.c.more).where(table.c.unit.in_(chunk))):
            found[unit] = more.get("context", ())
    return found


def _body(row: Any, around: Sequence[str], identity: Identity) -> str | None:
    """Return the form of a post's body; None where it has none that means something by itself."""
    form = row.body
    if form is None and row.organization:
        id_ = public_id("p", row.unit_id, row.organization)
        said = Mention(id_, row.organization, (row.organization,), "government", None, tuple(around))
        form = identity.form(said)
    return None if form is None or form.startswith(_PARTLY) else form


def _form(name: str, identity: Identity) -> str:
    """Return the form of a name, whoever is meant."""
    return identity.form(Mention("h", name, (name,), PERSON, None)).partition("@")[0]


def _keys(connection: Connection, names: Mapping[str, str], identity: Identity) -> None:
    """Write the keys of names that the register did not know."""
    table = tables.person_key
    known: set[str] = set()
    for chunk in chunks(sorted(names)):
        known.update(connection.execute(select(table.c.form).where(table.c.form.in_(chunk)).distinct()).scalars())
    rows: list[dict[str, str]] = []
    for form in sorted(one for one in names.keys() - known if not one.startswith(_PARTLY)):
        keys = identity.body_keys(Mention("h", names[form], (names[form],), PERSON, None))
        rows.extend({"key": key, "form": form} for key in dict.fromkeys(keys))
    insert_all(connection, table, rows)


def _write(connection: Connection, batch: _Batch) -> None:
    rows = _node_rows(connection, batch.nodes)
    insert_all(connection, tables.person_mention, batch.mentions)
    for table, made, columns in (
        (tables.person_at, batch.at, ("node",)),
        (tables.person_tie, batch.ties, ("node", "base")),
        (tables.person_side, batch.sides, ("node",)),
    ):
        insert_all(connection, table, [{**one, **{name: rows[one[name]] for name in columns}} for one in made])


def _node_rows(connection: Connection, nodes: Mapping[str, _Node]) -> dict[str, int]:
    """Return the row of every node, made where there is none yet."""
    table = tables.person_node
    rows: dict[str, int] = {}
    for chunk in chunks(sorted(nodes)):
        rows.update(
            (key, row)
            for key, row in connection.execute(select(table.c.key, table.c.row).where(table.c.key.in_(chunk)))
        )
    free = next_row(connection, table)
    made = [node for key, node in sorted(nodes.items()) if key not in rows]
    rows |= {node.key: free + at for at, node in enumerate(made)}
    insert_all(connection, table, [{"row": rows[node.key], **msgspec.to_builtins(node)} for node in made])
    return rows
