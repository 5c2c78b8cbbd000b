"""Who says what of one agreement, and how it stands to others: for its page.

In:  the row of an agreement.
Out: plain records: its reports and mentions, each value with those that say so, links to other agreements with the
     words that prove them, the series that it stands in.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from accord.register.asking.asking import body_of, names_in
from accord.register.file.plain import Asking

__all__ = ["links", "reports", "said", "series"]

Records = Callable[[str, dict[str, Any]], list[dict[str, Any]]]

_FIELDS = ("kind", "status", "title", "ordinal", "since", "date", "place", "amount", "parties", "signatories")
_REPORTS = (
    "SELECT f.row, f.id, d.earlier, u.id AS document, u.title AS headline, u.published, u.publisher, u.source, u.language, "
    "d.kind, d.status, d.title, d.ordinal, d.since, d.date, d.place, d.amount, d.currency, d.signatories "
    "FROM report d JOIN fact f ON f.row = d.row JOIN unit u ON u.row = f.unit WHERE d.agreement = :row "
    "ORDER BY d.earlier, u.published IS NULL, u.published, f.id"
)
_PARTIES = (
    f"SELECT DISTINCT p.fact, e.id, e.name, {names_in('e')} FROM fact_party p JOIN mention m ON m.row = p.mention "
    "JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity WHERE NOT p.as_read AND p.fact IN ({rows}) "
    "ORDER BY p.fact, e.id"
)
_LINKS = (
    'SELECT f.id, e.relation, e.kind, e.date, e.agreement AS earlier, h.agreement AS later, v.start, v."end", '
    "u.id AS document, t.content FROM report e JOIN fact f ON f.row = e.row JOIN unit u ON u.row = f.unit "
    "LEFT JOIN text t ON t.row = u.text JOIN report h ON h.row = e.home "
    "LEFT JOIN evidence v ON v.fact = f.row AND v.seq = 0 WHERE e.earlier AND {which} "
    "AND (e.agreement IS NULL OR h.agreement IS NULL OR e.agreement != h.agreement) ORDER BY e.date NULLS FIRST, f.id"
)
_SAME_PARTIES = (
    "SELECT p.agreement FROM agreement_party p WHERE p.entity IN (SELECT entity FROM agreement_party WHERE agreement = :row) "
    "AND (SELECT COUNT(*) FROM agreement_party q WHERE q.agreement = p.agreement) = :size AND p.agreement != :row "
    "GROUP BY p.agreement HAVING COUNT(*) = :size"
)
_MOST = 200  # agreements of one series that a page looks at


def reports(connection: Asking, row: int) -> list[dict[str, Any]]:
    """Return the reports of an agreement and after them its mentions, the oldest document first, with all they say."""
    found = [dict(record) for record in connection.execute(_REPORTS, {"row": row}).mappings()]
    listed = ", ".join(str(record["row"]) for record in found) or "NULL"
    parties: dict[int, list[dict[str, str]]] = {}
    for fact, *told in connection.execute(_PARTIES.replace("{rows}", listed)):
        parties.setdefault(fact, []).append(body_of(*told))
    for record in found:
        record["earlier"] = bool(record["earlier"])
        record["parties"] = parties.get(record.pop("row"), [])
        record["signatories"] = json.loads(record["signatories"] or "[]")
        amount, currency = record.pop("amount"), record.pop("currency")
        record["amount"] = {"value": amount, "currency": currency} if amount else None
    return found


def said(connection: Asking, row: int, told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return each field of an agreement with its values, and for each value the reports that say so.

    `differs` is true where reports contradict each other; to say less, or to say it in another language, is none.
    """
    kept = connection.execute("SELECT differs FROM agreement WHERE row = :row", {"row": row}).scalar()
    differs = set(json.loads(kept or "[]"))
    fields = []
    for field in _FIELDS:
        values: dict[str, dict[str, Any]] = {}
        for record in told:
            if record[field] not in (None, "", []) and not (record["earlier"] and field == "status"):
                key = json.dumps(record[field], ensure_ascii=False, sort_keys=True)
                values.setdefault(key, {"value": record[field], "by": []})["by"].append(record["id"])
        if values:
            ordered = sorted(values.items(), key=lambda item: (-len(item[1]["by"]), item[0]))
            fields.append({"field": field, "differs": field in differs, "values": [value for _, value in ordered]})
    return fields


def links(connection: Asking, row: int, records: Records) -> list[dict[str, Any]]:
    """Return how an agreement stands to others: what it renews or carries out, what does so to it, each with its words.

    `agreement` is None where the other is known only from these words.
    """
    made = []
    for which, mine, other in (("h.agreement = :row", "later", "earlier"), ("e.agreement = :row", "earlier", "later")):
        for found in connection.execute(_LINKS.format(which=which), {"row": row}).mappings():
            known = records("a.row = :row", {"row": found[other]}) if found[other] is not None else []
            if not known and mine == "earlier":
                continue  # the page's own agreement was rejected
            content, start, end = found["content"], found["start"], found["end"]
            made.append({
                "relation": _TOLD[mine][found["relation"]], "id": found["id"], "date": found["date"],
                "kind": found["kind"], "document": found["document"], "agreement": known[0] if known else None,
                "quote": content[start:end] if content is not None and start is not None else None,
            })  # fmt: skip
    return made


def series(connection: Asking, row: int, record: dict[str, Any], records: Records) -> dict[str, Any] | None:
    """Return the other agreements of the same parties, the oldest first, and how many before this one nobody tells of.

    Papers of the same day are no series: they stand in `beside`. Of those before, papers of one day count as one. So many
    are known by count only: of a fifth of which two predecessors stand in the register, two.
    """
    asked = {"row": row, "size": len(record["parties"])}
    rows = connection.execute(_SAME_PARTIES, asked).scalars()[:_MOST]
    others = records(f"a.row IN ({', '.join(map(str, rows))})", {}) if rows else []
    others.sort(key=lambda other: (_day(other) or "9999", other["id"]))
    beside = [other for other in others if other["date"] and other["date"] == record["date"]]
    others = [other for other in others if other not in beside]
    if not others and not beside and not record["ordinal"]:
        return None
    before = {_day(other) for other in others if _is_before(other, record)}
    unknown = max(0, record["ordinal"] - 1 - len(before)) if record["ordinal"] else None
    known = {"ordinal": record["ordinal"], "since": record["since"], "known_by_count": unknown}
    return {**known, "agreements": others, "beside": beside}


def _day(record: dict[str, Any]) -> str | None:
    """Return when an agreement was signed, else when it was reported."""
    told: str | None = record["date"] or record["published"]
    return told


def _is_before(other: dict[str, Any], record: dict[str, Any]) -> bool:
    if other["ordinal"] and record["ordinal"]:
        return bool(other["ordinal"] < record["ordinal"])
    theirs, mine = _day(other), _day(record)
    since = record["since"] or ""
    return bool(theirs and mine and theirs < mine and theirs[:4] >= since[:4])


_TOLD = {
    "later": {"mentioned": "mentions", "renews": "renews", "carries_out": "carries out"},
    "earlier": {"mentioned": "mentioned beside", "renews": "renewed by", "carries_out": "carried out by"},
}
