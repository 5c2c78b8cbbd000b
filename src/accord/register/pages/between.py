"""What stands between bodies: the agreements that all of them make, the facts in which all take part, what was read of them.

In:  rows of bodies; of one body alone, all that it takes part in.
Out: plain records without their words; the words of those that are shown, with their document, are asked for apart.

A body may take part in thousands of facts, of which a page shows a dozen: so whatever is counted and ordered is asked for
without a look into the texts.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from accord.model.terms import FactKind
from accord.register.asking.asking import DAY, fill, names_in
from accord.register.file.plain import Asking, grouped, listed, mapped

__all__ = [
    "agreements_between",
    "bodies_told",
    "cited",
    "doubted_promises",
    "doubted_reports",
    "facts_between",
    "first_reports",
    "mentions_between",
    "named_in",
    "parties_of_agreements",
    "promises_between",
    "promises_spoken_of",
    "read_of",
    "sides_of",
    "worded",
    "wordings_of",
]

_NONE = (None, "", "[]")
MOST = 2_000  # facts of a kind, and documents since a day, that are looked at: the newest
_TOGETHER = "{row} IN (SELECT agreement FROM agreement_party WHERE entity = {body})"
_AGREEMENTS = (
    f"SELECT a.row, a.id, {DAY} AS day, a.date, a.published, a.kind, a.status, a.title, a.place, a.amount, a.currency, "
    "a.ordinal, a.since, a.reports, a.differs FROM agreement a WHERE {together} ORDER BY day DESC NULLS LAST, a.id"
)
_FIRST = (
    "SELECT r.agreement, r.row FROM report r JOIN fact f ON f.row = r.row JOIN unit u ON u.row = f.unit WHERE NOT r.earlier "
    "AND r.agreement IN ({rows}) ORDER BY r.agreement, u.published IS NULL, u.published, f.id"
)
_TAKES_PART = (
    "d.row IN (SELECT p.fact FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "WHERE NOT p.as_read AND o.entity = {body})"
)
_AGREED = (
    "d.row IN (SELECT c.row FROM agreement_party s JOIN report r ON r.agreement = s.agreement JOIN commitment c ON c.report = r.row "
    "WHERE NOT r.rejected AND s.entity = {body})"
)
_SIDE = f"({_TAKES_PART} OR {_AGREED})"
_FACTS = (
    "SELECT f.id, f.unit, f.published, d.* FROM {kind} d JOIN fact f ON f.row = d.row WHERE {where} "
    "ORDER BY f.published DESC NULLS LAST, f.id LIMIT {most}"
)
_WORDED = (
    'SELECT f.row, f.id, f.confidence, substr(t.content, f.start + 1, f."end" - f.start) AS quote, u.id AS document, '
    "u.title AS headline, u.publisher, u.published, u.source, u.language FROM fact f JOIN unit u ON u.row = f.unit "
    "LEFT JOIN text t ON t.row = u.text WHERE f.row IN ({rows}) ORDER BY f.row"
)
_NAMED = "SELECT DISTINCT unit, name FROM person_mention WHERE unit IN ({rows}) ORDER BY unit, name"
_MENTIONS = (
    "SELECT f.row, f.id, u.published, e.date, e.kind, a.id AS later FROM report e JOIN fact f ON f.row = e.row "
    "JOIN unit u ON u.row = f.unit JOIN report h ON h.row = e.home JOIN agreement a ON a.row = h.agreement "
    "WHERE e.earlier AND e.agreement IS NULL AND {together} ORDER BY e.date NULLS FIRST, f.id"
)
_ON_ALL = "SELECT s.promise FROM promise_side s WHERE s.entity = {body}"
_PROMISES = (
    "SELECT p.row, f.id, p.state, p.grade, p.published, u.language, COALESCE(p.late_from <= :day, FALSE), "
    "COALESCE(p.silent_from <= :day, FALSE), p.decision IS NOT NULL FROM promise p JOIN fact f ON f.row = p.row "
    "JOIN unit u ON u.row = f.unit WHERE {together} AND (p.told IS NULL OR p.told <= :day) "
    "ORDER BY p.published DESC, f.id"
)
_SIDES = "SELECT s.entity FROM promise_side s WHERE s.promise = :promise ORDER BY s.entity"
_WORDINGS = (
    "SELECT x.promise, f.id, u.id, u.published FROM promise_wording x JOIN fact f ON f.row = x.commitment "
    "JOIN unit u ON u.row = f.unit WHERE x.promise IN ({rows}) ORDER BY x.promise, u.published IS NULL, u.published, f.id"
)
_SPOKEN_OF = (
    "SELECT f.id, x.promise FROM fact f JOIN promise_wording x ON x.commitment = f.row "
    "WHERE f.id IN (SELECT value FROM json_each(:ids)) ORDER BY f.id"
)
_DOUBT = "(SELECT MIN(v.note) FROM evidence v WHERE v.fact = f.row AND v.role = 'doubt')"
_IS_DOUBTED = f"(f.confidence < :unsure OR {_DOUBT} IS NOT NULL)"
_DOUBTED_REPORTS = (
    f"SELECT r.agreement, f.row, {_DOUBT} IS NOT NULL FROM report r JOIN fact f ON f.row = r.row "
    f"WHERE NOT r.earlier AND {{together}} AND {_IS_DOUBTED} ORDER BY r.agreement, f.row"
)
_DOUBTED_PROMISES = (
    f"SELECT f.row, {_DOUBT} IS NOT NULL FROM fact f WHERE {{together}} AND {_IS_DOUBTED} ORDER BY f.row"
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


def agreements_between(connection: Asking, bodies: Sequence[int]) -> list[dict[str, Any]]:
    """Return the agreements that all the bodies make, the newest first; each has its `row`."""
    asked = _AGREEMENTS.format(together=_together("a.row", bodies))
    found = connection.execute(asked).mappings()
    return [{**one, "differs": json.loads(one["differs"]) if one["differs"] not in _NONE else []} for one in found]


def first_reports(connection: Asking, agreements: Iterable[int]) -> dict[int, int]:
    """Return the fact of the earliest document that tells of each agreement; both by their rows."""
    return {agreement: told[0][0] for agreement, told in grouped(connection, _FIRST, sorted(set(agreements))).items()}


def parties_of_agreements(connection: Asking, agreements: Iterable[int]) -> dict[int, list[dict[str, str]]]:
    """Return who makes each agreement, by its row: id and names."""
    rows = sorted(set(agreements))
    told = fill(connection, "agreement", [{"row": row, "parties": None} for row in rows])
    return {row: one["parties"] for row, one in zip(rows, told, strict=True)}


def facts_between(
    connection: Asking, kinds: Sequence[FactKind], bodies: Sequence[int]
) -> dict[FactKind, list[dict[str, Any]]]:
    """Return by kind the facts in which all the bodies take part, the newest first, without their words; no more than `MOST`.

    Of an undertaking those who agreed are sides, too, whoever is to do it.
    """
    return {kind: _facts_between(connection, kind, bodies) for kind in kinds}


def _facts_between(connection: Asking, kind: FactKind, bodies: Sequence[int]) -> list[dict[str, Any]]:
    part = _SIDE if kind == "commitment" else _TAKES_PART
    where = " AND ".join(part.format(body=int(body)) for body in bodies)
    return connection.execute(_FACTS.format(kind=kind, where=where, most=MOST)).mappings()


def worded(connection: Asking, facts: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the words of facts, by their rows: `quote`, `confidence`, and the document: id, `headline`, publisher, day."""
    return {one["row"]: one for one in mapped(connection, _WORDED, sorted(set(facts)))}


def mentions_between(connection: Asking, bodies: Sequence[int]) -> list[dict[str, Any]]:
    """Return earlier agreements that are known only because a document of a later one names them, without their words."""
    return connection.execute(_MENTIONS.format(together=_together("h.agreement", bodies))).mappings()


def promises_between(connection: Asking, bodies: Sequence[int], day: date) -> list[tuple[Any, ...]]:
    """Return the promises that the fold keeps of which all the bodies are sides, as they stand on a day that has not passed; the
    newest first.

    Of each: row, id, state, grade, day of its document, its language, whether it is late, silent, confirmed by a person.
    """
    asked = _PROMISES.format(together=_on_all("p.row", bodies))
    return list(connection.execute(asked, {"day": day.isoformat()}))


def sides_of(connection: Asking, promise: int) -> list[int]:
    """Return the bodies that are to keep a promise or agreed, by their rows."""
    return [int(row) for row in connection.execute(_SIDES, {"promise": promise}).scalars()]


def wordings_of(connection: Asking, promises: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Return the commitments that word each promise, by its row, the earliest first: id, and id of the document."""
    found = grouped(connection, _WORDINGS, sorted(set(promises)))
    return {promise: [(fact, document) for fact, document, _ in told] for promise, told in found.items()}


def promises_spoken_of(connection: Asking, ids: Iterable[str]) -> dict[str, int]:
    """Return the row of the promise that each commitment words, by the commitment's id."""
    return {str(id_): int(row) for id_, row in connection.execute(_SPOKEN_OF, {"ids": json.dumps(sorted(ids))})}


def doubted_reports(connection: Asking, bodies: Sequence[int], unsure: float) -> list[tuple[int, int, bool]]:
    """Return reports of the bodies' agreements that one should not rely on: agreement, fact, whether words speak against it.

    Else the reading was less sure than `unsure`, a share of 1.
    """
    asked = _DOUBTED_REPORTS.format(together=_together("r.agreement", bodies))
    return [
        (agreement, fact, bool(doubted)) for agreement, fact, doubted in connection.execute(asked, {"unsure": unsure})
    ]


def doubted_promises(connection: Asking, bodies: Sequence[int], unsure: float) -> list[tuple[int, bool]]:
    """Return promises of which the bodies are sides and on which one should not rely: row, whether words speak against it."""
    asked = _DOUBTED_PROMISES.format(together=_on_all("f.row", bodies))
    return [(fact, bool(doubted)) for fact, doubted in connection.execute(asked, {"unsure": unsure})]


def named_in(connection: Asking, units: Iterable[int]) -> dict[int, list[str]]:
    """Return the persons whom documents name, by the documents' rows."""
    found = grouped(connection, _NAMED, sorted(set(units)))
    return {unit: [name for (name,) in told] for unit, told in found.items()}


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


def _on_all(row: str, bodies: Sequence[int]) -> str:
    """Return the condition that all the bodies are sides of a promise."""
    return " AND ".join(f"{row} IN ({_ON_ALL.format(body=int(body))})" for body in bodies)
