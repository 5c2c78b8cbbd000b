"""Everything that a report of a period counts: signings as reports tell them, promises, who and where, what was read.

In:  the register.
Out: plain records by id; groups of agreements (`partner`, `sector`, `district`), each key with its names.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from accord.model.terms import Language, members
from accord.register.asking.asking import DAY, fill, names_in
from accord.register.file.plain import Asking, mapped

__all__ = ["acting", "carried_on", "groups_of", "reading_of", "signings_told", "undertaken", "worded"]

_SIGNINGS = (
    f"SELECT f.id, f.row AS fact, a.id AS agreement, a.row AS held, a.kind, a.title, {DAY} AS day, a.date IS NULL OR a.date LIKE '--%' AS as_reported, "
    'r.amount, r.currency, substr(t.content, f.start + 1, f."end" - f.start) AS quote, u.id AS document, u.published '
    "FROM report r JOIN agreement a ON a.row = r.agreement JOIN fact f ON f.row = r.row JOIN unit u ON u.row = f.unit "
    "LEFT JOIN text t ON t.row = u.text WHERE NOT r.earlier AND NOT r.rejected AND a.status = 'signed'{among} ORDER BY f.id"
)
_OF = " AND r.agreement IN ({rows})"
_CARRIED_ON = (
    "SELECT later.id, earlier.id FROM report e JOIN report h ON h.row = e.home JOIN agreement later ON later.row = h.agreement "
    "JOIN agreement earlier ON earlier.row = e.agreement WHERE e.earlier AND e.relation IN ('renews', 'carries_out') "
    "AND later.row <> earlier.row ORDER BY later.id, earlier.id"
)
_UNDERTAKEN = (
    'SELECT f.row, f.id, f.confidence, substr(t.content, f.start + 1, f."end" - f.start) AS quote, u.id AS document, '
    "u.published, COALESCE(u.published, CASE WHEN a.status = 'signed' THEN a.date END) AS day, u.language, d.modality, d.due, d.amount, d.currency, a.id AS agreement, NULL AS parties, NULL AS sectors "
    "FROM commitment d JOIN fact f ON f.row = d.row JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text "
    "LEFT JOIN report r ON r.row = d.report LEFT JOIN agreement a ON a.row = r.agreement{where} ORDER BY f.id"
)
_AMONG = " WHERE f.id IN (SELECT value FROM json_each(:ids))"
_ACTORS = (
    "SELECT p.fact, e.id FROM commitment d JOIN fact_party p ON p.fact = d.row JOIN mention m ON m.row = p.mention "
    "JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity WHERE NOT p.as_read ORDER BY p.fact, p.seq"
)
_SECTORS = "SELECT s.fact, s.sector FROM commitment d JOIN fact_sector s ON s.fact = d.row ORDER BY s.fact, s.sector"
_GROUPS = {
    "partner": "SELECT a.id, e.id FROM agreement_party p JOIN agreement a ON a.row = p.agreement "
    "JOIN entity e ON e.row = p.entity ORDER BY a.id, e.id",
    "sector": "SELECT a.id, s.sector FROM agreement_sector s JOIN agreement a ON a.row = s.agreement ORDER BY a.id, s.sector",
    "district": "SELECT DISTINCT a.id, e.region FROM agreement_party p JOIN agreement a ON a.row = p.agreement "
    "JOIN entity e ON e.row = p.entity WHERE e.region IS NOT NULL ORDER BY a.id, e.region",
}
_NAMES = {
    "partner": f"SELECT e.id, {names_in('e')}, e.region FROM entity e",
    "district": f"SELECT r.code, {names_in('r')}, r.code FROM region r",
}
_READ = (
    "SELECT DISTINCT e.id, u.id, COALESCE(u.publisher, u.source), u.published FROM mention m JOIN form o ON o.row = m.form "
    "JOIN entity e ON e.row = o.entity JOIN unit u ON u.row = m.unit WHERE u.state = 'read' AND u.text IS NOT NULL "
    "ORDER BY e.id, u.published NULLS FIRST, u.id"
)


def signings_told(connection: Asking, agreements: Sequence[int] | None = None) -> list[dict[str, Any]]:
    """Return every report of a signed agreement, or of agreements of these rows, by its id.

    Each has its row (`fact`), `agreement` and its row (`held`), `kind`, `day` (`as_reported`: that of the report), amount, words.
    """
    if agreements is None:
        return connection.execute(_SIGNINGS.format(among="")).mappings()
    return sorted(mapped(connection, _SIGNINGS.format(among=_OF), agreements), key=lambda one: str(one["id"]))


def carried_on(connection: Asking) -> list[tuple[str, str]]:
    """Return which agreement renews or carries out which: (later, earlier)."""
    return [(str(later), str(earlier)) for later, earlier in connection.execute(_CARRIED_ON)]


def undertaken(connection: Asking, ids: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Return every commitment, or those of these ids, with its words, `agreement`, `parties` who are to do it, `sectors`."""
    asked = _UNDERTAKEN.format(where="" if ids is None else _AMONG)
    values = {} if ids is None else {"ids": json.dumps(sorted(ids))}
    return fill(connection, "fact", connection.execute(asked, values).mappings())


def worded(connection: Asking) -> list[dict[str, Any]]:
    """Return every commitment with its `row` and words, and nothing of who and in which sectors."""
    return connection.execute(_UNDERTAKEN.format(where="")).mappings()


def acting(connection: Asking) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return the bodies that are to keep commitments, and their sectors; by the commitments' rows."""
    found: list[dict[int, list[str]]] = []
    for asked in (_ACTORS, _SECTORS):
        of: dict[int, list[str]] = defaultdict(list)
        for row, told in connection.execute(asked):
            of[row].append(told)
        found.append(of)
    return found[0], found[1]


def groups_of(connection: Asking) -> tuple[dict[str, dict[str, list[str]]], dict[str, dict[str, dict[str, str]]]]:
    """Return of which groups agreements are: dimension -> agreement -> keys; and dimension -> key -> name by language.

    A partner is any body that agrees; a district is the smallest place known of one. A partner's names have `region`, too.
    """
    found: dict[str, dict[str, list[str]]] = {dimension: defaultdict(list) for dimension in _GROUPS}
    for dimension, asked in _GROUPS.items():
        for agreement, key in connection.execute(asked):
            found[dimension][agreement].append(key)
    languages = (*members(Language), "region")
    names = {
        dimension: {key: dict(zip(languages, told, strict=True)) for key, *told in connection.execute(asked)}
        for dimension, asked in _NAMES.items()
    }
    return found, names


def reading_of(connection: Asking) -> dict[str, list[tuple[str, str, str | None]]]:
    """Return for each body the documents that name it: id, who published it or where it is from, day; the oldest first."""
    found: dict[str, list[tuple[str, str, str | None]]] = defaultdict(list)
    for body, document, source, day in connection.execute(_READ):
        found[body].append((document, source, day))
    return found
