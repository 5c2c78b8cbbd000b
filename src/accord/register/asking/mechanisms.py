"""Mechanisms with what stands around them: the agreement that set each up, its members, the meetings that may be its sessions.

In:  an open register, ids of mechanisms, rows of bodies.
Out: plain records; nothing is computed of a day here.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from accord.register.asking.asking import DAY, fill
from accord.register.asking.lists import LISTS
from accord.register.file.plain import Asking, listed

__all__ = [
    "Body",
    "agreements_beside",
    "bodies_set_up",
    "mechanisms_alive",
    "mechanisms_beside",
    "mechanisms_in",
    "meetings_of",
    "members_of",
    "named_together",
    "owed_in",
    "set_up_by",
]

_TWO = 2  # members that a document names, from which on a meeting that it tells may be a session of theirs
_MOST = 200  # meetings that may be sessions of one mechanism: the newest
_BESIDE = (
    f"SELECT f.id AS fact, a.row, a.id, {DAY} AS day, a.date, a.published, a.kind, a.title, NULL AS parties FROM fact f "
    "JOIN fact x ON x.unit = f.unit JOIN report r ON r.row = x.row AND NOT r.earlier JOIN agreement a ON a.row = r.agreement "
    "WHERE f.id IN (SELECT value FROM json_each(:facts)) GROUP BY f.id, a.row ORDER BY f.id, MIN(x.start), a.id"
)
_MEMBERS = (
    "SELECT f.id, o.entity FROM fact f JOIN fact_party p ON p.fact = f.row AND NOT p.as_read "
    "JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "WHERE f.id IN (SELECT value FROM json_each(:facts)) AND o.entity IS NOT NULL "
    "GROUP BY f.id, o.entity ORDER BY f.id, MIN(p.seq)"
)
_MEETINGS = (
    'SELECT f.row, f.id, d.kind, d.date, d.place, f.start, f."end", u.id AS document, u.title, u.published, u.source, '
    'substr(t.content, f.start + 1, f."end" - f.start) AS quote, NULL AS parties FROM meeting d JOIN fact f ON f.row = d.row '
    "JOIN unit u ON u.row = f.unit JOIN text t ON t.row = u.text WHERE f.start IS NOT NULL AND f.published > :since "
    "AND f.row IN (SELECT p.fact FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "WHERE NOT p.as_read AND o.entity IN ({rows}) AND m.read_last > :since) AND :least <= (SELECT COUNT(DISTINCT o.entity) FROM mention m "
    "JOIN form o ON o.row = m.form WHERE m.unit = f.unit AND o.entity IN ({rows})) "
    "ORDER BY f.published DESC, f.id LIMIT :most"
)
_REPORTERS = (  # documents that report an agreement which this one reports
    "SELECT DISTINCT y.unit FROM report r JOIN fact x ON x.row = r.row JOIN report q ON q.agreement = r.agreement "
    "JOIN fact y ON y.row = q.row WHERE x.unit = :unit AND NOT r.earlier AND NOT q.earlier AND r.agreement IS NOT NULL"
)
_TOGETHER = (
    "SELECT u.id AS document, u.title, u.published, u.source, t.content FROM unit u JOIN text t ON t.row = u.text "
    "WHERE u.state = 'read' AND u.published > :since AND u.row IN (SELECT m.unit FROM mention m JOIN form o ON o.row = m.form "
    "WHERE o.entity IN ({rows}) AND m.read_last > :since GROUP BY m.unit HAVING COUNT(DISTINCT o.entity) >= :least) "
    "ORDER BY u.published DESC, u.id LIMIT :most"
)
_SET_UP = (
    'SELECT f.id, d.name, u.id AS document, f.start, f."end" FROM mechanism d JOIN fact f ON f.row = d.row '
    "JOIN unit u ON u.row = f.unit WHERE f.start IS NOT NULL AND d.name IS NOT NULL ORDER BY f.id"
)
_SET_UP_BY = (
    'SELECT f.id FROM fact b JOIN fact f ON f.unit = b.unit AND f.kind = \'commitment\' AND f.start < b."end" AND b.start < f."end" '
    "WHERE b.id = :id AND b.kind = 'mechanism' ORDER BY f.id"
)
_OWED = (
    "SELECT f.row, f.id, u.id AS document, d.due, d.modality, NULL AS actors, NULL AS parties, "
    'substr(t.content, f.start + 1, f."end" - f.start) AS quote FROM commitment d JOIN fact f ON f.row = d.row '
    "JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text "
    "WHERE u.id IN (SELECT value FROM json_each(:documents)) ORDER BY u.published NULLS FIRST, u.id, f.start NULLS FIRST, f.id"
)


class Body(msgspec.Struct, frozen=True):
    """A body that a document tells of: where, and by which name."""

    id: str
    name: str
    document: str
    span: tuple[int, int]


def bodies_set_up(asking: Asking) -> list[Body]:
    """Return the bodies that documents tell of."""
    return [Body(id_, name, document, (start, end)) for id_, name, document, start, end in asking.execute(_SET_UP)]


def set_up_by(asking: Asking, body: str) -> list[str]:
    """Return the commitments in whose words a document tells of a body."""
    return [str(id_) for (id_,) in asking.execute(_SET_UP_BY, {"id": body})]


def agreements_beside(asking: Asking, facts: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Return for each fact the agreements that its document tells as news, in text order; parties with their ids."""
    rows = asking.execute(_BESIDE, {"facts": json.dumps(sorted(facts))}).mappings()
    of = [row.pop("fact") for row in rows]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for fact, record in zip(of, fill(asking, "agreement", rows), strict=True):
        found[fact].append(record)
    return found


def mechanisms_beside(asking: Asking, unit: int) -> list[dict[str, Any]]:
    """Return, as the list has them, the mechanisms of a document and of the other reports of its agreements."""
    return _among(asking, sorted({unit, *asking.execute(_REPORTERS, {"unit": unit}).scalars()}))


def mechanisms_in(asking: Asking, documents: Iterable[str]) -> list[dict[str, Any]]:
    """Return, as the list has them, the mechanisms of documents."""
    asked = "SELECT row FROM unit WHERE id IN (SELECT value FROM json_each(:documents)) ORDER BY row"
    return _among(asking, asking.execute(asked, {"documents": json.dumps(sorted(documents))}).scalars())


def mechanisms_alive(asking: Asking, most: int) -> list[dict[str, Any]]:
    """Return, as the list has them, the mechanisms that say how often they meet or that people followed; the newest."""
    alive = "((d.cadence IS NOT NULL AND d.cadence <> 'regular') OR f.row IN (SELECT w.fact FROM followed w))"
    return _told(asking, f"{alive} ORDER BY f.published DESC, f.id LIMIT {int(most)}")


def _among(asking: Asking, units: Sequence[int]) -> list[dict[str, Any]]:
    return _told(asking, f"f.unit IN ({listed(units)}) ORDER BY f.id")


def _told(asking: Asking, where: str) -> list[dict[str, Any]]:
    listing = LISTS["mechanisms"]
    columns = ", ".join(f'{expression} AS "{field}"' for field, expression in listing.columns.items())
    asked = f"SELECT {columns} FROM {listing.source} WHERE {where}"
    return fill(asking, listing.fill, asking.execute(asked).mappings())


def members_of(asking: Asking, facts: Iterable[str]) -> dict[str, list[int]]:
    """Return for each fact the rows of the bodies that take part."""
    found: dict[str, list[int]] = defaultdict(list)
    for fact, entity in asking.execute(_MEMBERS, {"facts": json.dumps(sorted(facts))}):
        found[fact].append(int(entity))
    return found


def meetings_of(asking: Asking, members: Sequence[int], since: str) -> list[dict[str, Any]]:
    """Return meetings told after a day, the newest first: a member takes part, and the document names two of them at least.

    A delegation is named after one side, and the other side's leaders receive it: rarely do the words of a meeting name both.
    """
    if len(set(members)) < _TWO:
        return []
    values = {"since": since, "least": _TWO, "most": _MOST}
    return fill(asking, "fact", asking.execute(_MEETINGS.format(rows=listed(members)), values).mappings())


def named_together(asking: Asking, members: Sequence[int], since: str, most: int) -> list[dict[str, Any]]:
    """Return the newest documents after a day that name two of the members at least, with their words."""
    if len(set(members)) < _TWO:
        return []
    values = {"since": since, "least": _TWO, "most": most}
    return asking.execute(_TOGETHER.format(rows=listed(members)), values).mappings()


def owed_in(asking: Asking, documents: Iterable[str]) -> list[dict[str, Any]]:
    """Return what documents tell that somebody is to do, in the order in which they tell it."""
    asked = asking.execute(_OWED, {"documents": json.dumps(sorted(documents))}).mappings()
    return fill(asking, "fact", asked)
