"""Write ventures anew where they are touched: what is one, how far it is, what counts of it, of which groups it is.

In:  what changed (`touched`), after everything else was settled.
Out: rows of `venture` and of what it is joined from; `rated` of these, and of promises that were written anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.follow.counting import promise_case
from accord.register.file.plain import over
from accord.register.tables.batches import chunks, found_among, insert_all, next_row
from accord.register.tables.venture_tables import rated, venture, venture_act, venture_agreement
from accord.register.ventures.describing import act_rows, venture_rows
from accord.register.ventures.joining import Nodes, components, members, name_anew, neighbours
from accord.register.ventures.loading import Joined, node_ids, parts_of, promises_told
from accord.register.ventures.marking import marks_of, rated_rows
from accord.register.ventures.touched import Before, forget_namings, stale_units, stirred

__all__ = ["Changed", "settle_ventures"]

_SIDES = "SELECT promise FROM promise_side WHERE entity IN :among"
_MOVE = "UPDATE venture_naming SET venture = :venture WHERE row = :row"
_SIGNED = "SELECT row FROM agreement WHERE status = 'signed' AND row IN :among"


class Changed(msgspec.Struct, frozen=True):
    """Rows of what is otherwise than before.

    Attributes:
        agreements: That were written or dropped.
        forms: That belong to another body.
        bodies: That are at another place.
        promises: That were written, forgotten, or of which anybody spoke or ceased to.
    """

    agreements: set[int]
    forms: set[int]
    bodies: set[int]
    promises: set[int]


def settle_ventures(connection: Connection, ids: Sequence[str], was: Before, changed: Changed) -> None:
    """Write anew the ventures that are otherwise, and of which groups promises are.

    Args:
        connection: The register, in a writing transaction.
        ids: Units that were folded.
        was: What rested on them before, see `touched.before`.
        changed: What else is otherwise.
    """
    units = stale_units(connection, ids, changed.agreements, changed.forms)
    lost = forget_namings(connection, units)
    touched = was.ventures | lost.ventures
    touched |= stirred(connection, ids, agreements=changed.agreements, promises=changed.promises, bodies=changed.bodies)
    _forget_agreements(connection, changed.agreements)
    named = name_anew(connection, units)
    signed = sorted(found_among(connection, _SIGNED, changed.agreements))
    names = was.names + lost.names
    names.update(one["plain"] for one in named)
    touched |= neighbours(connection, signed, named, names)
    nodes = members(connection, touched, Nodes(set(signed), {one["row"]: one for one in named}))
    _write(connection, touched, nodes)
    _rate(connection, {*changed.promises, *found_among(connection, _SIDES, changed.bodies)})


def _forget_agreements(connection: Connection, agreements: Iterable[int]) -> None:
    for chunk in chunks(sorted(agreements)):
        connection.execute(delete(venture_agreement).where(venture_agreement.c.agreement.in_(chunk)))


def _write(connection: Connection, before: Iterable[int], nodes: Nodes) -> None:
    """Write the ventures that these nodes are, instead of those that they were."""
    asking = over(connection)
    ids = node_ids(asking, nodes.agreements, nodes.namings)
    keys = components(connection, nodes, ids)
    _forget(connection, before)
    ventures = _joined(ids, keys, next_row(connection, venture))
    parts = list(parts_of(asking, ventures))
    made = [venture_rows(one) for one in parts]
    insert_all(connection, venture, [row for row, _ in made])
    insert_all(connection, rated, [each for _, of in made for each in of])
    insert_all(connection, venture_act, list(act_rows(parts)))
    held = [{"agreement": row, "venture": one.row} for one in ventures for row in one.agreements]
    insert_all(connection, venture_agreement, held)
    moved = [{"row": row, "venture": one.row} for one in ventures for row in one.namings]
    if moved:
        connection.execute(sql(_MOVE), moved)


def _joined(ids: Mapping[str, str], keys: Mapping[str, str], free: int) -> list[Joined]:
    nodes: dict[str, dict[str, list[int]]] = defaultdict(lambda: {"a": [], "n": []})
    for node, id_ in ids.items():
        nodes[keys[id_]][node[0]].append(int(node[1:]))
    return [
        Joined(free + at, id_, tuple(sorted(of["a"])), tuple(sorted(of["n"])))
        for at, (id_, of) in enumerate(sorted(nodes.items()))
    ]


def _forget(connection: Connection, ventures: Iterable[int]) -> None:
    for chunk in chunks(sorted(ventures)):
        connection.execute(delete(venture).where(venture.c.row.in_(chunk)))
        for table in (venture_act, venture_agreement):
            connection.execute(delete(table).where(table.c.venture.in_(chunk)))
        connection.execute(delete(rated).where(rated.c.item.in_([-row for row in chunk])))


def _rate(connection: Connection, promises: Iterable[int]) -> None:
    """Write anew of which groups these promises are, as far as they are there."""
    rows = sorted(promises)
    for chunk in chunks(rows):
        connection.execute(delete(rated).where(rated.c.item.in_(chunk)))
    made: list[dict[str, Any]] = []
    for row, what, groups in promises_told(over(connection), rows):
        marks = marks_of(promise_case("", what["grade"], what["state"]).marks)
        made += rated_rows(row, marks, groups, what)
    insert_all(connection, rated, made)
