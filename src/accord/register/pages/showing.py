"""Show one thing with everything that proves it.

In:  a public id, or an unambiguous beginning of one: a fact, an agreement, a party, a document, a decision.
Out: a plain record (dict) with its evidence: each with its words, what stands around them, and the document.
"""

from collections.abc import Sequence
from typing import Any

from accord.errors import NotFoundError
from accord.register.asking.asking import entity_of, fill
from accord.register.asking.lists import LISTS
from accord.register.asking.persons import person_names, person_of
from accord.register.asking.states import steps_of_promise
from accord.register.decisions.past import history
from accord.register.file.plain import Asking
from accord.register.pages.telling import links, reports, said, series

__all__ = ["find_id", "names_in_documents", "show"]

_AROUND = 90  # code points shown on each side of the words
_LIST_OF = {
    "agreement": "agreements", "meeting": "meetings", "post": "posts", "commitment": "commitments",
    "progress": "progress", "mechanism": "mechanisms", "project": "projects",
}  # fmt: skip
_IDS = {
    "p": "SELECT id FROM (SELECT id FROM entity WHERE id >= :asked AND id < :asked || '~' UNION SELECT 'p-' || code FROM form "
    "WHERE code >= substr(:asked, 3) AND code < substr(:asked, 3) || '~' AND entity IS NOT NULL UNION "
    "SELECT id FROM mention WHERE id >= :asked AND id < :asked || '~') s ORDER BY id = :asked DESC, id LIMIT 3",
    "h": "SELECT id FROM person WHERE id = :asked UNION SELECT id FROM person_mention WHERE id >= :asked AND id < :asked || '~' "
    "ORDER BY id LIMIT 3",
    "sha256:": "SELECT id FROM unit WHERE id >= :asked AND id < :asked || '~' LIMIT 3",
    "d": "SELECT 'd' || seq FROM decision WHERE 'd' || seq = :asked",
    "": "SELECT id FROM fact WHERE id >= :asked AND id < :asked || '~' LIMIT 3",
}
_EVIDENCE = (
    'SELECT f.id AS fact, v.role, v.field, v.start, v."end", v.note, u.id AS document, u.title, u.published, u.source, '
    "t.content FROM evidence v JOIN fact f ON f.row = v.fact JOIN unit u ON u.row = f.unit "
    "LEFT JOIN text t ON t.row = u.text WHERE f.row IN ({facts}) ORDER BY u.published NULLS FIRST, u.id, f.id, v.seq"
)


# By which names documents mean a body, each with one mention for a decision to hold on to.
_NAMED = (
    "SELECT MIN(m.id) AS id, m.name, COUNT(DISTINCT m.unit) AS documents FROM mention m JOIN form o ON o.row = m.form "
    "WHERE o.entity = :row GROUP BY m.name ORDER BY m.name"
)


def find_id(connection: Asking, asked: str) -> tuple[str, str]:
    """Return what kind of thing an id names (`fact`, `party`, `person`, `document`, `decision`) and the whole id.

    Raises:
        NotFoundError: Nothing has this id, or several things begin with it.
    """
    what, prefix = _kind_of(asked)
    sought = f"sha256:{asked}" if what == "document" and not asked.startswith("sha256:") else asked
    found = connection.execute(_IDS[prefix], {"asked": sought}).scalars()
    if not found:
        raise NotFoundError(
            "nothing has the id '%(id)s'", hint="ids are printed by the lists, such as: accord agreements", id=asked
        )
    if len(found) > 1 and asked not in found:
        raise NotFoundError(
            "'%(id)s' is the beginning of several ids: %(ids)s ...; give more of it", id=asked, ids=list(found)
        )
    return what, asked if asked in found else str(found[0])


_PROMISES = ("commitment", "project", "mechanism")  # whose states people confirm


def show(connection: Asking, asked: str) -> dict[str, Any]:
    """Return the thing that an id names, as a record: `{"what": ..., "record": ..., ...}`.

    An agreement comes with its reports, commitments and mechanisms' documents; a party with its names, agreements and
    posts; a document with its words and facts; each fact with its evidence.

    Raises:
        NotFoundError: Nothing has this id, or several things begin with it.
    """
    what, whole = find_id(connection, asked)
    return {"party": _party, "document": _document, "decision": _decision, "fact": _fact, "person": _person}[what](
        connection, whole
    )


def names_in_documents(connection: Asking, party: str) -> list[dict[str, Any]]:
    """Return by which names documents mean a body: each with one mention to hold on to, and how many documents say it."""
    return [dict(row) for row in connection.execute(_NAMED, {"row": entity_of(connection, party)}).mappings()]


def _kind_of(asked: str) -> tuple[str, str]:
    if asked.startswith("p-"):
        return "party", "p"
    if asked.startswith("h-"):
        return "person", "h"
    if asked.startswith("d") and asked[1:].isdigit():
        return "decision", "d"
    if asked.startswith("sha256:") or (len(asked) >= 6 and all(c in "0123456789abcdef" for c in asked)):
        return "document", "sha256:"
    return "fact", ""


def _fact(connection: Asking, whole: str) -> dict[str, Any]:
    fact = connection.execute("SELECT row, kind, rule, confidence, edited FROM fact WHERE id = :id", {"id": whole})
    row, kind, rule, confidence, _ = fact.one()
    if kind == "agreement":
        return _agreement(connection, row, whole)
    if kind == "earlier":
        return _earlier(connection, row, whole, rule, confidence)
    record = _record(connection, _LIST_OF[kind], "f.row = :row", {"row": row}) if kind in _LIST_OF else {"id": whole}
    return {
        "what": kind,
        "record": record,
        "rule": rule,
        "confidence": confidence,
        "evidence": _evidence(connection, [row]),
        **({"steps": steps_of_promise(connection, whole)} if kind in _PROMISES else {}),
    }


def _agreement(connection: Asking, row: int, whole: str) -> dict[str, Any]:
    found = connection.execute("SELECT agreement FROM report WHERE row = :row", {"row": row}).scalar()
    if found is None:
        return {"what": "agreement", "record": {"id": whole, "status": "rejected"}, "evidence": [], "commitments": []}
    facts = connection.execute("SELECT row FROM report WHERE agreement = :row", {"row": found}).scalars()
    of_these = f"d.report IN ({', '.join(map(str, facts))})"
    record = _record(connection, "agreements", "a.row = :row", {"row": found})
    told = reports(connection, found)

    def others(where: str, values: dict[str, Any]) -> list[dict[str, Any]]:
        return _records(connection, "agreements", where, values)

    return {
        "what": "agreement",
        "record": record,
        "reports": told,
        "said": said(connection, found, told),
        "links": links(connection, found, others),
        "series": series(connection, found, record, others),
        "evidence": _evidence(connection, facts),
        "commitments": _records(connection, "commitments", of_these, {}),
    }


def _earlier(connection: Asking, row: int, whole: str, rule: str, confidence: float | None) -> dict[str, Any]:
    """Return the page of a mention of an earlier agreement, with the agreement that it means."""
    asked = "SELECT relation, kind, date, title, agreement FROM report WHERE row = :row"
    relation, kind, date, title, means = connection.execute(asked, {"row": row}).one()
    return {
        "what": "earlier",
        "record": {"id": whole, "relation": relation, "kind": kind, "date": date, "title": title},
        "agreements": _records(connection, "agreements", "a.row = :row", {"row": means}),
        "rule": rule,
        "confidence": confidence,
        "evidence": _evidence(connection, [row]),
    }


def _party(connection: Asking, whole: str) -> dict[str, Any]:
    entity = entity_of(connection, whole)
    of_it = "IN (SELECT fact FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    posts = f"f.row {of_it} WHERE NOT p.as_read AND o.entity = :row)"
    agreements = "a.row IN (SELECT agreement FROM agreement_party WHERE entity = :row)"
    return {
        "what": "party",
        "record": _record(connection, "parties", "e.row = :row", {"row": entity}),
        "agreements": _records(connection, "agreements", agreements, {"row": entity}),
        "posts": _records(connection, "posts", posts, {"row": entity}),
        "mentions": names_in_documents(connection, whole),
    }


def _person(connection: Asking, whole: str) -> dict[str, Any]:
    row = person_of(connection, whole)
    id_, name = connection.execute("SELECT id, name FROM person WHERE row = :row", {"row": row}).one()
    mentions = person_names(connection, row)
    posts = "f.row IN (SELECT a.fact FROM person_at a JOIN person_node n ON n.row = a.node WHERE n.person = :row)"
    return {
        "what": "person",
        "record": {"id": id_, "name": name, "names": [one["name"] for one in mentions]},
        "posts": _records(connection, "posts", f"f.kind = 'post' AND {posts}", {"row": row}),
        "mentions": mentions,
    }


def _document(connection: Asking, whole: str) -> dict[str, Any]:
    row, text = connection.execute(
        "SELECT u.row, t.content FROM unit u JOIN text t ON t.row = u.text WHERE u.id = :id", {"id": whole}
    ).one()
    facts = connection.execute(
        "SELECT row FROM fact WHERE unit = :row ORDER BY start NULLS FIRST, id", {"row": row}
    ).scalars()
    places = connection.execute(
        "SELECT a.source, a.published, a.publisher, a.title, a.media, a.retrieved FROM appearance a "
        "JOIN text t ON t.row = a.text WHERE t.id = :id ORDER BY a.source, a.raw",
        {"id": whole},
    ).mappings()
    return {
        "what": "document",
        "record": _record(connection, "documents", "u.row = :row", {"row": row}),
        "appearances": places,
        "evidence": _evidence(connection, list(facts)),
        "text": text,
    }


def _decision(connection: Asking, whole: str) -> dict[str, Any]:
    return {"what": "decision", "record": next(item for item in history(connection) if item["id"] == whole)}


def _record(connection: Asking, name: str, where: str, values: dict[str, Any]) -> dict[str, Any]:
    return _records(connection, name, where, values)[0]


def _records(connection: Asking, name: str, where: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    listing = LISTS[name]
    columns = ", ".join(f'{expression} AS "{field}"' for field, expression in listing.columns.items())
    order = listing.columns["id"]
    rows = connection.execute(f"SELECT {columns} FROM {listing.source} WHERE {where} ORDER BY {order}", values)
    return fill(connection, listing.fill, rows.mappings())


def _evidence(connection: Asking, facts: Sequence[int]) -> list[dict[str, Any]]:
    if not facts:
        return []
    rows = connection.execute(_EVIDENCE.format(facts=", ".join(map(str, facts)))).mappings()
    return [_words(row) for row in rows]


def _words(row: dict[str, Any]) -> dict[str, Any]:
    content, start, end = row.pop("content"), row["start"], row["end"]
    if content is not None and start is not None:
        row["before"] = content[max(0, start - _AROUND) : start]
        row["quote"] = content[start:end]
        row["after"] = content[end : end + _AROUND]
    return row
