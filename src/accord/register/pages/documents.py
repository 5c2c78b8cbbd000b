"""One document with what it says: its words, its facts with the words behind each value, where it was found, who read it.

In:  the whole id of a document.
Out: plain records (dict). A fact holds its fields as `kinds.fields_to_set` names them; bodies also as the document words them.

A long document is asked for by a stretch of its words, so that a page costs the same whatever the length.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from accord.errors import Listed, NotFoundError
from accord.register.asking.asking import body_of, names_in
from accord.register.decisions.decided import decisions_about
from accord.register.file.plain import Asking, grouped, listed
from accord.register.pages.showing import find_id
from accord.register.tables.kinds import KINDS, fields_to_set

__all__ = ["bodies_here", "document", "document_id", "edits_of", "fact_here", "facts_here"]

_UNIT = (
    "SELECT u.row, u.id, u.title, u.language, u.published, u.publisher, u.source, u.state, u.relevant, u.facts, "
    "u.text, t.content, t.pages, t.normaliser FROM unit u JOIN text t ON t.row = u.text WHERE u.id = :id"
)
_APPEARANCES = (
    "SELECT a.source, a.published, a.publisher, a.title, a.media, a.retrieved, a.raw, r.started AS brought "
    "FROM appearance a LEFT JOIN run r ON r.row = a.run WHERE a.text = :text ORDER BY a.published NULLS FIRST, a.source, a.raw"
)
_READINGS = (
    "SELECT g.reader, g.published, r.started AS at FROM reading g LEFT JOIN run r ON r.row = g.run "
    "WHERE g.text = :text ORDER BY g.row DESC"
)
_FACT = "SELECT f.row, f.id, f.kind, f.start, f.rule, f.confidence, f.edited FROM fact f WHERE "
_WITHIN = "f.unit = :unit AND (f.start IS NULL AND :first = 0 OR f.start >= :first AND f.start < :last) ORDER BY f.start NULLS FIRST, f.id"
_TABLES = {name: "report" if name in ("agreement", "earlier") else name for name in KINDS}
_AGREEMENT = (
    "SELECT d.row, a.id, a.edited, a.reports, d.rejected FROM report d LEFT JOIN agreement a ON a.row = d.agreement"
)
_MADE_IN = (
    "SELECT d.row, f.id, a.id FROM commitment d JOIN report r ON r.row = d.report JOIN fact f ON f.row = r.row "
    "LEFT JOIN agreement a ON a.row = r.agreement"
)
_PARTIES = (
    f"SELECT p.fact, m.name, e.id, e.name, {names_in('e')} FROM fact_party p JOIN mention m ON m.row = p.mention "
    "JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity WHERE NOT p.as_read AND p.fact IN ({rows}) "
    "ORDER BY p.fact, p.seq"
)
_SECTORS = "SELECT fact, sector FROM fact_sector WHERE fact IN ({rows}) ORDER BY fact, sector"
_EVIDENCE = 'SELECT fact, role, field, start, "end", note FROM evidence WHERE fact IN ({rows}) ORDER BY fact, seq'
_BODIES = (
    f"SELECT m.id AS mention, m.name AS here, e.id, e.name, {names_in('e')} FROM mention m JOIN form o ON o.row = m.form "
    "JOIN entity e ON e.row = o.entity WHERE m.unit = :unit AND m.kind <> 'person' ORDER BY m.row"
)


def document_id(connection: Asking, asked: str) -> str:
    """Return the whole id of a document, from its beginning.

    Raises:
        NotFoundError: There is none, or the id names something else.
    """
    what, whole = find_id(connection, asked)
    if what != "document":
        raise NotFoundError(
            "%(id)s is a %(what)s, no document",
            hint="they are listed by: accord documents",
            id=asked,
            what=Listed("Thing", what),
        )
    return whole


def document(connection: Asking, asked: str) -> dict[str, Any]:
    """Return a document: what is known of it, its words, its appearances, its readings, and the decisions about it.

    Raises:
        NotFoundError: There is no such document.
    """
    whole = document_id(connection, asked)
    record: dict[str, Any] = connection.execute(_UNIT, {"id": whole}).mappings()[0]
    record["pages"], record["relevant"] = _plain(record["pages"]) or [], bool(record["relevant"])
    at = {"text": record["text"]}
    return record | {
        "appearances": connection.execute(_APPEARANCES, at).mappings(),
        "readings": connection.execute(_READINGS, at).mappings(),
        "decisions": decisions_about(connection, whole),
    }


def facts_here(connection: Asking, unit: int, first: int = 0, last: int | None = None) -> list[dict[str, Any]]:
    """Return the facts of a document whose words begin in `[first, last)`, in the order of the words.

    Facts without words of their own stand with those of the beginning.
    """
    asked = {"unit": unit, "first": first, "last": 2**31 - 1 if last is None else last}
    return _filled(connection, connection.execute(_FACT + _WITHIN, asked).mappings())


def fact_here(connection: Asking, whole: str) -> dict[str, Any] | None:
    """Return one fact by its id; None where there is none any more."""
    return next(iter(_filled(connection, connection.execute(f"{_FACT} f.id = :id", {"id": whole}).mappings())), None)


def bodies_here(connection: Asking, unit: int) -> list[dict[str, Any]]:
    """Return the bodies that a document names: as it words them (`here`), and as the register calls them."""
    return connection.execute(_BODIES, {"unit": unit}).mappings()


def edits_of(connection: Asking, fact: str) -> tuple[str, ...] | None:
    """Return the ids of the decisions that made a fact what it is, of an agreement those of all its reports.

    It is what a form was filled in against; None where the fact is rejected, or there no more.
    """
    found = fact_here(connection, fact)
    return None if found is None or found["rejected"] else tuple(found["edits"])


def _filled(connection: Asking, facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = [fact["row"] for fact in facts]
    evidence, parties = grouped(connection, _EVIDENCE, rows), grouped(connection, _PARTIES, rows)
    sectors, values = grouped(connection, _SECTORS, rows), _values(connection, facts)
    for fact in facts:
        fact["edited"] = _plain(fact["edited"])
        told = parties[fact["row"]]
        fact["fields"] = _fields(fact, values[fact["row"]], told, [one for (one,) in sectors[fact["row"]]])
        fact["bodies"] = [body_of(*each[1:]) | {"here": each[0]} for each in told]
        fact.update(_proof(evidence[fact["row"]]), agreement=None, report=None, reports=0, rejected=False)
    _tie(connection, facts)
    for fact in facts:
        fact["edits"] = sorted({*fact["edited"], *fact.pop("elsewhere", ())}, key=lambda one: int(one[1:]))
        fact.pop("row")
    return facts


def _values(connection: Asking, facts: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for table in sorted(set(_TABLES.values())):
        rows = [fact["row"] for fact in facts if _TABLES[fact["kind"]] == table]
        asked = f"SELECT * FROM {table} WHERE row IN ({listed(rows)})"
        found.update((each["row"], each) for each in (connection.execute(asked).mappings() if rows else ()))
    return found


def _fields(
    fact: dict[str, Any], values: dict[str, Any], told: Sequence[tuple[Any, ...]], sectors: list[str]
) -> dict[str, Any]:
    """Return the values of a fact by field, as a person may set them."""
    kind = KINDS[fact["kind"]]
    names = [each[0] for each in told]
    whole: dict[str, Any] = {}
    for field in fields_to_set(kind):
        if field == kind.party_field:
            whole[field] = (names[0] if names else None) if field == "party" else names
        elif field == "signatories":
            whole[field] = _plain(values[field]) or []
        elif field == "amount":
            whole[field] = {"value": values["amount"], "currency": values["currency"]} if values["amount"] else None
        else:
            whole[field] = sectors if field == "sectors" else values[field]
    return whole


def _proof(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[dict[str, Any]]]:
    """Return the words behind a fact, those behind its single values, and what is doubted."""
    told: dict[str, list[dict[str, Any]]] = {"words": [], "because": [], "doubts": []}
    for role, field, start, end, note in rows:
        if role != "entry" and start is not None:
            at = {"words": "words", "because": "because", "doubt": "doubts"}[role]
            told[at].append({"field": field, "start": start, "end": end, "note": note})
    return told


def _tie(connection: Asking, facts: Sequence[dict[str, Any]]) -> None:
    """Note of agreements and what they hold which agreement of the register is meant."""
    of = {fact["row"]: fact for fact in facts}
    reports = [row for row, fact in of.items() if _TABLES[fact["kind"]] == "report"]
    made = [row for row, fact in of.items() if fact["kind"] == "commitment"]
    if reports:
        for row, id_, edited, count, rejected in connection.execute(f"{_AGREEMENT} WHERE d.row IN ({listed(reports)})"):
            of[row].update(agreement=id_, reports=count or 0, rejected=bool(rejected) or id_ is None)
            if of[row]["kind"] == "agreement":
                of[row]["elsewhere"] = _plain(edited) or ()
            else:
                of[row]["rejected"] = bool(rejected)
    if made:
        for row, report, id_ in connection.execute(f"{_MADE_IN} WHERE d.row IN ({listed(made)})"):
            of[row].update(report=report, agreement=id_)


def _plain(value: Any) -> Any:
    """Return a value of a JSON column, which SQLite gives as text."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        return json.loads(value)
    return value
