"""Walk from forms to all that hang together with them, by verdicts and by decisions.

In:  rows of forms.
Out: a `Web`: the forms, what holds them together and how strongly, what keeps them apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.engine import Connection

from accord.register.tables import tables
from accord.register.tables.batches import chunks
from accord.register.who.comparing import shared_pairs

__all__ = ["DECIDED", "OF_ONE_NAME", "SAME_CODE", "Node", "Web", "decided_pairs", "weave"]

DECIDED, OF_ONE_NAME, SAME_CODE = 3.0, 2.0, 1.0  # verdicts weigh at most 1: where something must give, they give first

Pair = tuple[int, int]


class Node(msgspec.Struct, frozen=True):
    """A form as it stands in the register, see `who_tables.form`."""

    row: int
    key: str
    base: int | None
    code: str | None
    smallest: str | None
    entity: int | None


class Web(msgspec.Struct):
    """Forms that hang together, in one or several parts.

    Attributes:
        nodes: The forms by row.
        same: Strength by pair of rows.
        different: Pairs that verdicts or decisions keep apart; never one that a decision joins.
    """

    nodes: dict[int, Node]
    same: dict[Pair, float]
    different: set[Pair]

    def parts(self) -> list[list[Node]]:
        """Return the connected components."""
        home = {row: row for row in self.nodes}
        for left, right in self.same:
            a, b = _root(home, left), _root(home, right)
            home[max(a, b)] = min(a, b)
        parts: dict[int, list[Node]] = defaultdict(list)
        for row, node in self.nodes.items():
            parts[_root(home, row)].append(node)
        return list(parts.values())


def weave(connection: Connection, seeds: Iterable[int], entities: Iterable[int]) -> Web:
    """Return all that hangs together with the seeds, and with the forms of these entities."""
    web = Web({}, {}, set())
    decided: dict[Pair, bool] = {}
    frontier = {*seeds, *_forms_of(connection, entities)}
    while frontier:
        found = _nodes(connection, frontier)
        web.nodes |= found
        mates = _forms_of(connection, {node.entity for node in found.values() if node.entity is not None})
        links = _links(connection, found)
        pairs = dict(decided_pairs(connection, found))
        links |= {pair: DECIDED for pair, same in pairs.items() if same}
        web.same |= {pair: max(strength, web.same.get(pair, 0.0)) for pair, strength in links.items()}
        decided |= pairs
        frontier = {*mates, *(row for pair in links for row in pair)} - web.nodes.keys()
    web.different = _apart(connection, web, decided)
    return web


def decided_pairs(connection: Connection, forms: Iterable[int]) -> Iterator[tuple[Pair, bool]]:
    """Yield the pairs that decisions say are one, or are not, with at least one of these forms."""
    here, there = tables.body_side.alias("here"), tables.body_side.alias("there")
    across = (here.c.decision == there.c.decision) & or_(
        (here.c.side == 0) & (there.c.side > 0), (here.c.side > 0) & (there.c.side == 0)
    )
    for chunk in chunks(sorted(forms)):
        asked = (
            select(here.c.form, there.c.form, here.c.same)
            .select_from(here.join(there, across))
            .where(here.c.form.in_(chunk))
        )
        for left, right, same in connection.execute(asked.order_by(here.c.same.desc())):
            if left != right:  # two mentions of one name
                yield (min(left, right), max(left, right)), same


def _forms_of(connection: Connection, entities: Iterable[int]) -> set[int]:
    table = tables.form
    found: set[int] = set()
    for chunk in chunks(sorted(entities)):
        found.update(connection.execute(select(table.c.row).where(table.c.entity.in_(chunk))).scalars())
    return found


def _nodes(connection: Connection, rows: Iterable[int]) -> dict[int, Node]:
    table = tables.form
    columns = [table.c[name] for name in Node.__struct_fields__]
    found: dict[int, Node] = {}
    for chunk in chunks(sorted(rows)):
        for row in connection.execute(select(*columns).where(table.c.row.in_(chunk))):
            found[row.row] = Node(*row)
    return found


def _links(connection: Connection, found: dict[int, Node]) -> dict[Pair, float]:
    """Return what verdicts, codes and names of their own link these forms with."""
    links: dict[Pair, float] = {}
    for left, right, strength in _linked(connection, found):
        pair = (min(left, right), max(left, right))
        links[pair] = max(strength, links.get(pair, 0.0))
    return links


def _linked(connection: Connection, found: dict[int, Node]) -> Iterator[tuple[int, int, float]]:
    form, like = tables.form, tables.likeness
    for chunk in chunks(sorted(found)):
        for side in (like.c.left, like.c.right):
            asked = select(like.c.left, like.c.right, like.c.score).where(side.in_(chunk) & (like.c.verdict == "same"))
            yield from (tuple(row) for row in connection.execute(asked))
        parted = select(form.c.row, form.c.base).where(form.c.base.in_(chunk))
        yield from ((row, base, OF_ONE_NAME) for row, base in connection.execute(parted))
    yield from ((node.row, node.base, OF_ONE_NAME) for node in found.values() if node.base is not None)
    codes: dict[str, int] = {}
    for some in chunks(sorted({node.code for node in found.values() if node.code})):
        coded = select(form.c.row, form.c.code).where(form.c.code.in_(some)).order_by(form.c.row)
        for row, code in connection.execute(coded):
            if codes.setdefault(code, row) != row:
                yield codes[code], row, SAME_CODE


def _apart(connection: Connection, web: Web, decided: dict[Pair, bool]) -> set[Pair]:
    """Return the pairs that are kept apart: decided so; or compared, found different, and not decided to be one."""
    inside = web.nodes.keys()
    apart = {pair for pair, same in decided.items() if not same and inside >= set(pair)}
    crowd = {node.row for part in web.parts() if len(part) > 2 for node in part if node.base is None}
    if crowd:
        one = _decided_groups(web)
        alike = _alike(connection, crowd)
        for left, right in shared_pairs(connection, crowd):
            if (
                left in crowd
                and right in crowd
                and (left, right) not in alike
                and _root(one, left) != _root(one, right)
            ):
                apart.add((left, right))
    return apart


def _alike(connection: Connection, crowd: set[int]) -> set[Pair]:
    like = tables.likeness
    alike: set[Pair] = set()
    for chunk in chunks(sorted(crowd)):
        asked = select(like.c.left, like.c.right).where(like.c.left.in_(chunk))
        alike.update((min(left, right), max(left, right)) for left, right in connection.execute(asked))
    return alike


def _decided_groups(web: Web) -> dict[int, int]:
    home = {row: row for row in web.nodes}
    for (left, right), strength in web.same.items():
        if strength >= DECIDED:
            a, b = _root(home, left), _root(home, right)
            home[max(a, b)] = min(a, b)
    return home


def _root(home: dict[int, Any], row: int) -> int:
    while home[row] != row:
        home[row] = row = home[home[row]]
    return row
