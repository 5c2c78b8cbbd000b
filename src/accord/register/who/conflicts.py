"""Whether decisions on who is who contradict each other: A is B, and B is C, but A is not C.

In:  a register under its decisions.
Out: the decisions that cannot all stand; None where they can.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from accord.register.tables import tables
from accord.register.tables.batches import chunks

__all__ = ["Conflict", "conflict"]


class Conflict(msgspec.Struct, frozen=True):
    """Decisions that cannot all stand.

    Attributes:
        different: Sequence of the one that parts.
        same: Sequences of those that join what it parts, in the order of the way from its left side to the other.
    """

    different: int
    same: tuple[int, ...]


class _Edge(msgspec.Struct, frozen=True):
    decision: int
    same: bool
    left: int
    right: int


def conflict(connection: Connection) -> Conflict | None:
    """Return the first decision that parts what others join, with those that join it."""
    for edges in (list(_of_bodies(connection)), list(_of_reports(connection)), list(_of_persons(connection))):
        beside: dict[int, list[_Edge]] = defaultdict(list)
        for edge in edges:
            if edge.same:
                beside[edge.left].append(edge)
                beside[edge.right].append(edge)
        for edge in edges:
            way = None if edge.same else _way(beside, edge.left, edge.right)
            if way is not None:
                return Conflict(edge.decision, way)
    return None


def _of_bodies(connection: Connection) -> Iterable[_Edge]:
    """Yield what decisions say of names; of a mention where a decision parts it from others of its name."""
    side, form = tables.body_side, tables.form
    asked = select(side.c.decision, side.c.side, side.c.same, side.c.form, form.c.base).join(
        form, form.c.row == side.c.form
    )
    by_decision = _sides(connection.execute(asked))
    base = {one.form: one.base or one.form for sides in by_decision.values() for one in sides}
    alone = {
        left.form
        for sides in by_decision.values()
        for left in sides
        if left.side == 0 and not left.same and any(o.side and base[o.form] == base[left.form] for o in sides)
    }
    yield from _edges(by_decision, {form: form if form in alone else base[form] for form in base}, "form")


def _of_persons(connection: Connection) -> Iterable[_Edge]:
    """Yield what decisions say of names at bodies; of a mention where a decision parts it from others of its name there."""
    side, tie = tables.person_side, tables.person_tie
    by_decision = _sides(connection.execute(select(side)))
    nodes = {one.node for sides in by_decision.values() for one in sides}
    bases: dict[int, set[int]] = {node: {node} for node in nodes}
    for chunk in chunks(sorted(nodes)):
        for node, base in connection.execute(select(tie.c.node, tie.c.base).where(tie.c.node.in_(chunk))):
            bases[node] = (bases[node] - {node}) | {base}
    alone = {
        left.node
        for sides in by_decision.values()
        for left in sides
        if left.side == 0 and not left.same and any(o.side and bases[o.node] & bases[left.node] for o in sides)
    }
    yield from _edges(by_decision, {node: node if node in alone else min(bases[node]) for node in nodes}, "node")


def _of_reports(connection: Connection) -> Iterable[_Edge]:
    by_decision = _sides(connection.execute(select(tables.report_side)))
    rows = {one.report for sides in by_decision.values() for one in sides}
    return _edges(by_decision, {row: row for row in rows}, "report")


def _sides(rows: Iterable[Any]) -> dict[int, list[Any]]:
    by_decision: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_decision[row.decision].append(row)
    return dict(sorted(by_decision.items()))


def _edges(by_decision: Mapping[int, list[Any]], node: Mapping[int, int], on: str) -> Iterable[_Edge]:
    for decision, sides in by_decision.items():
        for left in (one for one in sides if one.side == 0):
            for right in (one for one in sides if one.side):
                yield _Edge(decision, left.same, node[getattr(left, on)], node[getattr(right, on)])


def _way(beside: Mapping[int, list[_Edge]], start: int, end: int) -> tuple[int, ...] | None:
    """Return the decisions on the shortest way that joins two nodes; None where none does."""
    ways: dict[int, tuple[int, ...]] = {start: ()}
    ahead = deque([start])
    while ahead and end not in ways:
        here = ahead.popleft()
        for edge in beside.get(here, ()):
            there = edge.right if edge.left == here else edge.left
            if there not in ways:
                ways[there] = (*ways[here], edge.decision)
                ahead.append(there)
    return ways.get(end)
