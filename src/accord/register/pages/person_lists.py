"""Persons for the doors: a page of the list, where one stands, who held a post before and after, what one undertook.

In:  words of a name in any script, a body; the row of a person.
Out: `PersonLine`s; plain records.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from accord.register.asking.asking import names_in
from accord.register.asking.persons import Held, PersonLine, person_lines
from accord.register.file.plain import Asking
from accord.register.pages.parties import around
from accord.register.tables.tokens import name_query
from accord.register.who.needs import Identity

__all__ = [
    "Beside",
    "Listed",
    "beside",
    "found_persons",
    "holders_beside",
    "mentions_at",
    "person_head",
    "spoken_by",
    "stands_of",
]

_MOST = 200  # holders of posts at one body that are looked at
_CALLED = "p.row IN (SELECT rowid FROM person_fts WHERE tokens MATCH :called)"
_AT = (
    "p.row IN (SELECT n.person FROM person_node n JOIN form o ON o.key = n.body JOIN entity e ON e.row = o.entity "
    "WHERE e.id = :body)"
)
_STANDS = (
    f"SELECT n.row, n.body, e.id AS body_id, e.name AS body_name, {names_in('e')}, MIN(h.name) AS name, MIN(h.id) AS mention, "
    "COUNT(DISTINCT h.unit) AS documents, MIN(d.post) AS post, MIN(d.organization) AS organization FROM person_node n "
    "JOIN person_at a ON a.node = n.row JOIN person_mention h ON h.row = a.mention LEFT JOIN post d ON d.row = a.fact "
    "LEFT JOIN form o ON o.key = n.body LEFT JOIN entity e ON e.row = o.entity WHERE n.person = :row GROUP BY n.row, e.row "
    "ORDER BY documents DESC, n.key"
)
_DECIDED = (
    "SELECT DISTINCT s.node, s.decision FROM person_side s JOIN person_node n ON n.row = s.node "
    "WHERE n.person = :row AND s.same ORDER BY s.decision"
)
_MENTIONS = (
    "SELECT h.id AS mention, h.name, u.id AS document, u.title, u.published, u.source, t.content FROM person_at a "
    "JOIN person_mention h ON h.row = a.mention JOIN unit u ON u.row = h.unit LEFT JOIN text t ON t.row = u.text "
    "WHERE a.node = :node GROUP BY h.row, u.row, t.row ORDER BY h.id LIMIT :most"
)
_HOLDERS = (
    "SELECT p.id, p.name, d.post, MIN(f.published) AS first, MAX(f.published) AS last FROM entity e JOIN form o ON o.entity = e.row "
    "JOIN person_node n ON n.body = o.key JOIN person p ON p.row = n.person JOIN person_at a ON a.node = n.row "
    "JOIN post d ON d.row = a.fact JOIN fact f ON f.row = d.row WHERE e.id = :body AND p.id <> :id "
    "GROUP BY p.row, d.post ORDER BY last DESC, p.id LIMIT :most"
)
_SPOKEN = (
    'SELECT f.id, f.id AS fact, f.kind AS what, d.modality, f.start, f."end", u.id AS document, u.title, u.published, u.source, '
    'substr(t.content, f.start + 1, f."end" - f.start) AS quote, MIN(h.name) AS name FROM person_node n '
    "CROSS JOIN person_at x CROSS JOIN person_mention h CROSS JOIN fact f "  # in this order: from the person to the words
    "JOIN commitment d ON d.row = f.row JOIN unit u ON u.row = f.unit JOIN text t ON t.row = u.text "
    "WHERE n.person = :row AND x.node = n.row AND h.row = x.mention AND f.unit = h.unit "
    'AND instr(substr(t.content, f.start + 1, f."end" - f.start), h.name) > 0 '
    "GROUP BY f.row, d.row, u.row, t.row ORDER BY f.published DESC, f.id LIMIT :most"
)


class Listed(msgspec.Struct, frozen=True):
    """One page of persons: lines, how many there are in all, and where this page begins."""

    records: list[PersonLine]
    total: int
    offset: int
    limit: int


class Beside(msgspec.Struct, frozen=True):
    """Who is known to have held a post before somebody, and after: the nearest first; each with first and last day."""

    before: tuple[dict[str, Any], ...]
    after: tuple[dict[str, Any], ...]


def found_persons(
    connection: Asking, identity: Identity, *, called: str = "", body: str = "", limit: int = 25, offset: int = 0
) -> Listed:
    """Return one page of the persons, by name.

    Args:
        connection: The register.
        identity: Says which words of posts are one post.
        called: Words of a name in any script, their beginnings, or how they sound.
        body: Id of a body at which they hold or held a post.
        limit: How many.
        offset: How many to leave out before.
    """
    parts = [_CALLED] * bool(called.strip()) + [_AT] * bool(body)
    values = {"called": name_query(called) or '""', "body": body}
    if parts:
        asked = f"SELECT p.name, p.id, p.row FROM person p WHERE {' AND '.join(parts)}"
        used = {name: value for name, value in values.items() if f":{name}" in asked}
        found = sorted(connection.execute(asked, used).all())
        total, rows = len(found), [row for _, _, row in found[offset : offset + limit]]
    else:
        total = int(connection.execute("SELECT COUNT(*) FROM person").scalar())
        asked = "SELECT row FROM person ORDER BY name, id LIMIT :_limit OFFSET :_offset"
        rows = connection.execute(asked, {"_limit": limit, "_offset": offset}).scalars()
    lines = person_lines(connection, rows, identity)
    return Listed([lines[row] for row in rows], total, offset, limit)


def person_head(connection: Asking, row: int) -> dict[str, Any]:
    """Return the id and the name of a person."""
    return connection.execute("SELECT id, name FROM person WHERE row = :row", {"row": row}).mappings()[0]


def stands_of(connection: Asking, row: int) -> list[dict[str, Any]]:
    """Return the names at bodies that are one person, the most used first.

    Each has the `mention` for a decision to hold on to, the `names` (one), a post there, the body where one is known, and
    the ids of the `decisions` that join it to the others.
    """
    decided: dict[int, list[str]] = {}
    for node, decision in connection.execute(_DECIDED, {"row": row}):
        decided.setdefault(node, []).append(f"d{decision}")
    found = []
    for one in connection.execute(_STANDS, {"row": row}).mappings():
        names = [{"name": one["name"], "uses": one["documents"], "fullest": one["documents"]}]
        found.append({**one, "names": names, "decisions": decided.get(one["row"], []), "alone": one["body"] is None})
    return found


def mentions_at(connection: Asking, node: int, most: int) -> list[dict[str, Any]]:
    """Return where documents name a person at a body, each with the words around the name."""
    return [around(one) for one in connection.execute(_MENTIONS, {"node": node, "most": most}).mappings()]


def holders_beside(connection: Asking, person: str, bodies: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Return by body who else held posts there, those of the latest documents first."""
    return {
        body: connection.execute(_HOLDERS, {"body": body, "id": person, "most": _MOST}).mappings()
        for body in dict.fromkeys(bodies)
    }


def beside(held: Held, holders: Mapping[str, Sequence[Mapping[str, Any]]], identity: Identity) -> Beside:
    """Return who held the same post at the same body before and after; nobody where the body or the days are not known.

    Args:
        held: The post.
        holders: What `holders_beside` says of its body.
        identity: What says which posts are one.
    """
    if held.body is None or held.first is None:
        return Beside((), ())
    wanted = _family(held.wordings, identity)
    others: dict[str, dict[str, Any]] = {}
    for one in holders[held.body]:
        if one["first"] and _family((one["post"] or "",), identity) & wanted:
            known = others.setdefault(one["id"], dict(one))
            known["first"], known["last"] = min(known["first"], one["first"]), max(known["last"], one["last"])
    ranked = sorted(others.values(), key=lambda one: (one["first"], one["id"]))
    earlier = [one for one in ranked if one["first"] < held.first]
    return Beside(tuple(reversed(earlier)), tuple(one for one in ranked if one["first"] > held.first))


def spoken_by(connection: Asking, row: int, most: int) -> list[dict[str, Any]]:
    """Return the undertakings whose words name a person, the newest first."""
    return [_marked(one) for one in connection.execute(_SPOKEN, {"row": row, "most": most}).mappings()]


def _marked(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return words with the name marked in them."""
    before, name, after = one["quote"].partition(one["name"])
    return {**one, "before": before, "quote": name, "after": after}


def _family(posts: Iterable[str], identity: Identity) -> frozenset[str]:
    """Return what posts share that are one: their families, else their words."""
    listed = tuple(posts)
    return identity.families(listed) or frozenset("".join(one.casefold().split()) for one in listed)
