"""What stands between bodies: the agreements that all of them make, the facts in which all take part, what was read of them.

In:  rows of bodies; of one body alone, all that it takes part in.
Out: plain records, the newest first; every one with its words and its document (title, publisher, day).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from accord.register.asking.asking import DAY, fill, names_in
from accord.register.file.plain import Asking, listed, mapped

__all__ = [
    "agreements_between",
    "bodies_told",
    "cited",
    "doubts_on",
    "facts_between",
    "mentions_between",
    "named_in",
    "read_of",
]

MOST = 2_000  # facts of a kind, and documents since a day, that are looked at: the newest
_TOGETHER = "{row} IN (SELECT agreement FROM agreement_party WHERE entity = {body})"
_AGREEMENTS = (
    f"SELECT a.row, a.id, {DAY} AS day, a.date, a.published, a.kind, a.status, a.title, a.place, a.amount, a.currency, "
    "a.ordinal, a.since, a.reports, a.differs, NULL AS parties FROM agreement a WHERE {together} ORDER BY day DESC NULLS LAST, a.id"
)
_DOCUMENT = "u.id AS document, u.title AS headline, u.publisher, u.published, u.source, u.language"
_REPORTS = (
    f'SELECT r.agreement, f.row, f.id, f.confidence, substr(t.content, f.start + 1, f."end" - f.start) AS quote, {_DOCUMENT} '
    "FROM report r JOIN fact f ON f.row = r.row JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text "
    "WHERE NOT r.earlier AND r.agreement IN ({rows}) ORDER BY r.agreement, u.published IS NULL, u.published, f.id"
)
_TAKES_PART = (
    "f.row IN (SELECT p.fact FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "WHERE NOT p.as_read AND o.entity = {body})"
)
_UNDERTAKEN = (
    "f.row IN (SELECT d.row FROM commitment d JOIN report r ON r.row = d.report WHERE NOT r.rejected AND {together})"
)
_FACTS = (
    f'SELECT f.row, f.id, f.confidence, f.unit, substr(t.content, f.start + 1, f."end" - f.start) AS quote, {_DOCUMENT}, '
    "NULL AS parties, d.* FROM fact f JOIN {kind} d ON d.row = f.row JOIN unit u ON u.row = f.unit "
    "LEFT JOIN text t ON t.row = u.text WHERE f.kind = '{kind}' AND {where} "
    "ORDER BY f.published DESC NULLS LAST, f.id LIMIT {most}"
)
_AGREEMENT_OF = "SELECT r.row, a.id FROM report r JOIN agreement a ON a.row = r.agreement WHERE r.row IN ({rows})"
_DOUBTS = "SELECT v.fact, MIN(v.note) FROM evidence v WHERE v.role = 'doubt' AND v.fact IN ({rows}) GROUP BY v.fact ORDER BY v.fact"
_NAMED = "SELECT DISTINCT unit, name FROM person_mention WHERE unit IN ({rows}) ORDER BY unit, name"
_MENTIONS = (
    f'SELECT f.row, f.id, substr(t.content, f.start + 1, f."end" - f.start) AS quote, {_DOCUMENT}, e.date, e.kind, a.id AS later '
    "FROM report e JOIN fact f ON f.row = e.row JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text "
    "JOIN report h ON h.row = e.home JOIN agreement a ON a.row = h.agreement WHERE e.earlier AND e.agreement IS NULL AND {together} "
    "ORDER BY e.date, f.id"
)
_NAMING = (
    "SELECT DISTINCT u.id, COALESCE(u.publisher, u.source), u.published FROM form o JOIN mention m ON m.form = o.row "
    "JOIN unit u ON u.row = m.unit WHERE o.entity IN ({rows}) AND u.state = 'read' AND u.text IS NOT NULL "
)
_READ, _READ_SINCE = (
    f"{_NAMING}ORDER BY u.id",
    f"{_NAMING}AND m.read_last > :since AND u.published > :since ORDER BY u.published DESC, u.id LIMIT :most",
)
_BODIES = f"SELECT row, id, name, {names_in('e')} FROM entity e WHERE row IN ({{rows}})"
_CITED = "SELECT u.id AS document, u.title AS headline, u.publisher, u.published, u.source FROM unit u WHERE u.id IN (SELECT value FROM json_each(:ids))"
_CHUNK = 5_000


def agreements_between(connection: Asking, bodies: Sequence[int]) -> list[dict[str, Any]]:
    """Return the agreements that all the bodies make; `report` is the earliest document that tells of each."""
    asked = _AGREEMENTS.format(together=_together("a.row", bodies))
    found = connection.execute(asked).mappings()
    first: dict[int, dict[str, Any]] = {}
    for one in mapped(connection, _REPORTS, [one["row"] for one in found]):
        first.setdefault(one.pop("agreement"), one)
    told = [{**one, "report": first.get(one["row"]), "differs": json.loads(one["differs"] or "[]")} for one in found]
    return [{**one, "fact": one["report"] and one["report"]["row"]} for one in fill(connection, "agreement", told)]


def facts_between(connection: Asking, kind: str, bodies: Sequence[int]) -> list[dict[str, Any]]:
    """Return facts of a kind in which all the bodies take part, no more than `MOST`.

    What was undertaken in an agreement of them all is between them, whoever is to do it; `agreement` is its id.
    """
    where = " AND ".join(_TAKES_PART.format(body=int(body)) for body in bodies)
    if kind == "commitment":
        where = f"(({where}) OR {_UNDERTAKEN.format(together=_together('r.agreement', bodies))})"
    found = connection.execute(_FACTS.format(kind=kind, where=where, most=MOST)).mappings()
    of = dict(_pairs(connection, _AGREEMENT_OF, {one["report"] for one in found if one.get("report")}))
    told = [{**one, "agreement": of.get(one.get("report"))} for one in found]
    rows = [one["row"] for one in told]
    return [{**one, "fact": row} for one, row in zip(fill(connection, "fact", told), rows, strict=True)]


def mentions_between(connection: Asking, bodies: Sequence[int]) -> list[dict[str, Any]]:
    """Return earlier agreements that are known only because a document of a later one names them."""
    return connection.execute(_MENTIONS.format(together=_together("h.agreement", bodies))).mappings()


def doubts_on(connection: Asking, facts: Iterable[int]) -> dict[int, str]:
    """Return why facts are doubted, by their rows; those that are not doubted are not there."""
    return {int(fact): str(why) for fact, why in _pairs(connection, _DOUBTS, facts)}


def named_in(connection: Asking, units: Iterable[int]) -> dict[int, list[str]]:
    """Return the persons whom documents name, by the documents' rows."""
    found: dict[int, list[str]] = defaultdict(list)
    for unit, name in _pairs(connection, _NAMED, units):
        found[unit].append(name)
    return found


def read_of(
    connection: Asking, bodies: Sequence[int], *, since: str | None = None
) -> list[tuple[str, str, str | None]]:
    """Return the documents that name any of the bodies: id, who published it or where it is from, day.

    With `since`, the newest `MOST` that are younger than that day.
    """
    asked = _READ_SINCE if since else _READ
    found = connection.execute(asked.format(rows=listed(bodies)), {"since": since, "most": MOST} if since else {})
    return [(str(one[0]), str(one[1]), one[2]) for one in found]


def bodies_told(connection: Asking, rows: Sequence[int]) -> list[dict[str, Any]]:
    """Return bodies by their rows, in that order: id, names."""
    found = {one["row"]: one for one in mapped(connection, _BODIES, rows)}
    return [found[row] for row in rows]


def cited(connection: Asking, documents: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return documents by their ids, as they are cited: `headline`, `publisher`, `published`, `source`."""
    found = connection.execute(_CITED, {"ids": json.dumps(sorted(documents))}).mappings()
    return {one["document"]: one for one in found}


def _together(row: str, bodies: Sequence[int]) -> str:
    return " AND ".join(_TOGETHER.format(row=row, body=int(body)) for body in bodies)


def _pairs(connection: Asking, asked: str, rows: Iterable[int]) -> list[tuple[Any, ...]]:
    every = sorted(set(rows))
    return [
        pair
        for at in range(0, len(every), _CHUNK)
        for pair in connection.execute(asked.format(rows=listed(every[at : at + _CHUNK])))
    ]
