"""What happened to things since a person began to watch them: documents that came, and what people decided.

In:  an open register; things, each with the newest text and decision of the time when its watch began.
Out: plain records, one a document and one a decision, however many of the things it is about; the newest first.

A document is about a body that it names, about an agreement that it reports or mentions, about a project or a mechanism of
which it tells under the same name with one of its bodies; and about a promise of which the
program thinks that it speaks, which is not asked here: `flows/watches.py` says so. A decision is about what it joined, parted or changed, and about
the promise whose state it confirmed; one that was undone is not told, but that it was (`undone`).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from accord.register.asking.watchable import Thing
from accord.register.decisions.chronicle import decisions_with
from accord.register.file.plain import Asking, grouped, listed
from accord.register.pages.taken_back import TakenBack, taken_back

__all__ = ["MOST", "Since", "came_since", "happened", "more_promises"]

MOST = 200  # documents, and decisions, that are told of one thing: the newest
_FACTS = 3  # of a document, that are told with their words
_KINDS = (
    "agreement",
    "progress",
    "commitment",
    "mechanism",
    "project",
    "meeting",
    "earlier",
)  # what matters most first

_NAMING = (
    "SELECT DISTINCT u.text FROM form o JOIN mention m ON m.form = o.row JOIN unit u ON u.row = m.unit "
    "WHERE o.entity = :row AND u.state = 'read' AND u.text > :since ORDER BY u.text DESC LIMIT :most"
)
_REPORTING = (
    "SELECT DISTINCT u.text FROM report r JOIN fact f ON f.row = r.row JOIN unit u ON u.row = f.unit "
    "WHERE r.agreement = :row AND u.state = 'read' AND u.text > :since ORDER BY u.text DESC LIMIT :most"
)
_NAMED_AGAIN = (
    "SELECT DISTINCT u.text FROM {kind} s JOIN {kind} p ON p.name = s.name JOIN fact f ON f.row = p.row "
    "JOIN unit u ON u.row = f.unit WHERE s.row = :row AND u.state = 'read' AND u.text > :since AND EXISTS (SELECT 1 "
    "FROM fact_party a JOIN mention b ON b.row = a.mention JOIN form c ON c.row = b.form JOIN form d ON d.entity = c.entity "
    "JOIN mention e ON e.form = d.row JOIN fact_party g ON g.mention = e.row WHERE a.fact = s.row AND g.fact = p.row) "
    "ORDER BY u.text DESC LIMIT :most"
)
_BY_NAME = ("project", "mechanism")
_DOCUMENTS = {"party": _NAMING, "agreement": _REPORTING} | {kind: _NAMED_AGAIN.format(kind=kind) for kind in _BY_NAME}
_OF_BODY = (
    "SELECT b.decision FROM body_side b JOIN form o ON o.row = b.form WHERE o.entity = :row AND b.decision > :since "
    "UNION SELECT w.decision FROM followed w WHERE w.related AND w.decision > :since AND (EXISTS (SELECT 1 FROM fact_party p "
    "JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form WHERE p.fact = w.fact AND NOT p.as_read "
    "AND o.entity = :row) OR EXISTS (SELECT 1 FROM commitment c JOIN report r ON r.row = c.report "
    "JOIN agreement_party p ON p.agreement = r.agreement WHERE c.row = w.fact AND p.entity = :row))"
)
_OF_AGREEMENT = (
    "SELECT s.decision FROM report_side s JOIN report r ON r.row = s.report WHERE r.agreement = :row AND s.decision > :since "
    "UNION SELECT w.decision FROM followed w JOIN commitment c ON c.row = w.fact JOIN report r ON r.row = c.report "
    "WHERE r.agreement = :row AND w.related AND w.decision > :since "
    "UNION SELECT CAST(substr(j.value, 2) AS INTEGER) FROM agreement a, json_each(a.edited) j "
    "WHERE a.row = :row AND CAST(substr(j.value, 2) AS INTEGER) > :since"
)
_OF_FACT = (
    "SELECT w.decision FROM followed w WHERE w.fact = :row AND w.related AND w.decision > :since "
    "UNION SELECT CAST(substr(j.value, 2) AS INTEGER) FROM fact f, json_each(f.edited) j "
    "WHERE f.row = :row AND CAST(substr(j.value, 2) AS INTEGER) > :since"
)
_DECISIONS = {"party": _OF_BODY, "agreement": _OF_AGREEMENT}
_TEXTS = "SELECT id, text FROM unit WHERE state = 'read' AND id IN (SELECT value FROM json_each(:ids))"
_CAME = (
    "SELECT u.text, u.id, u.title, u.published, u.publisher, u.source, u.language, (SELECT COALESCE(r.started, a.retrieved, "
    "a.published) FROM appearance a LEFT JOIN run r ON r.row = a.run WHERE a.text = u.text ORDER BY a.row LIMIT 1) AS at "
    "FROM unit u WHERE u.text IN ({rows})"
)
_TOLD = (
    'SELECT u.text, f.row, f.id, f.kind, substr(t.content, f.start + 1, f."end" - f.start) AS quote, a.id AS agreement, '
    "(SELECT MIN(v.text) FROM report x JOIN fact y ON y.row = x.row JOIN unit v ON v.row = y.unit WHERE x.agreement = a.row "
    "AND NOT x.earlier) AS first FROM unit u JOIN fact f ON f.unit = u.row JOIN text t ON t.row = u.text "
    "LEFT JOIN report r ON r.row = f.row AND NOT r.earlier LEFT JOIN agreement a ON a.row = r.agreement "
    "WHERE u.text IN ({rows}) AND f.start IS NOT NULL AND ({about}) ORDER BY u.text, f.start, f.id"
)
_ABOUT = (
    "EXISTS (SELECT 1 FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form WHERE p.fact = f.row "
    "AND NOT p.as_read AND o.entity IN ({bodies})) OR EXISTS (SELECT 1 FROM report e WHERE e.row = f.row AND e.agreement "
    "IN ({agreements}))"
)
_SO_CALLED = (
    " OR EXISTS (SELECT 1 FROM {kind} p JOIN {kind} s ON s.name = p.name WHERE p.row = f.row AND s.row IN ({{{kind}}}))"
)
_ABOUT += "".join(_SO_CALLED.format(kind=kind) for kind in _BY_NAME)


class Since(msgspec.Struct, frozen=True):
    """A thing that is watched, with the newest text and the newest decision of the time when the watch began."""

    thing: Thing
    texts: int
    decisions: int


def happened(
    asking: Asking, watched: Sequence[Since], linked: Mapping[str, set[str]] | None = None
) -> list[dict[str, Any]]:
    """Return what came and what was decided of the things; `about` are their ids, `at` is when it came or was decided.

    Args:
        asking: The register.
        watched: The things; none of them twice.
        linked: Documents that speak of things, whether they name them or not: id of the document -> ids of the things.
    """
    about: dict[int, set[str]] = defaultdict(set)
    decided: dict[str, set[str]] = defaultdict(set)
    texts = _rows(asking, linked or {})
    for one in watched:
        for text in [*_documents(asking, one), *(row for row in texts[one.thing.id] if row > one.texts)]:
            about[text].add(one.thing.id)
        for seq in _decisions(asking, one):
            decided[f"d{seq}"].add(one.thing.id)
    undone = list(taken_back(asking, min((one.decisions for one in watched), default=0), MOST))
    for each in undone:
        decided[f"d{each.seq}"] |= {
            one.thing.id for one in watched if one.decisions < each.seq and _is_of(one.thing, each)
        }
    return [
        *_came(asking, about, watched),
        *_taken(asking, decided, {f"d{one.seq}": f"d{one.undone}" for one in undone}),
    ]


def came_since(asking: Asking, text: int, most: int) -> list[int]:
    """Return the rows of the documents that came after a text, no more than the newest of them, the newest first."""
    asked = "SELECT row FROM unit WHERE state = 'read' AND text > :since ORDER BY text DESC LIMIT :most"
    return asking.execute(asked, {"since": text, "most": most}).scalars()


def more_promises(asking: Asking, most: int) -> bool:
    """Return whether there are more promises than so many."""
    asked = "SELECT COUNT(*) FROM (SELECT 1 FROM commitment LIMIT :most) s"
    return bool(asking.execute(asked, {"most": most + 1}).scalar() > most)


def _rows(asking: Asking, linked: Mapping[str, set[str]]) -> dict[str, list[int]]:
    """Return the rows of the texts that speak of things, by the things' ids."""
    found: dict[str, list[int]] = defaultdict(list)
    for document, text in asking.execute(_TEXTS, {"ids": json.dumps(sorted(linked))}):
        for thing in linked[document]:
            found[thing].append(text)
    return found


def _documents(asking: Asking, one: Since) -> list[int]:
    asked = _DOCUMENTS.get(one.thing.kind)
    values = {"row": one.thing.row, "since": one.texts, "most": MOST}
    return asking.execute(asked, values).scalars() if asked else []


def _decisions(asking: Asking, one: Since) -> list[int]:
    asked = _DECISIONS.get(one.thing.kind, _OF_FACT)
    return sorted(asking.execute(asked, {"row": one.thing.row, "since": one.decisions}).scalars())[-MOST:]


def _is_of(thing: Thing, undone: TakenBack) -> bool:
    return thing.row in {"party": undone.bodies, "agreement": undone.agreements}.get(thing.kind, undone.facts)


def _came(asking: Asking, about: Mapping[int, set[str]], watched: Sequence[Since]) -> list[dict[str, Any]]:
    """Return documents by the rows of their texts, each with up to three facts of what it is about, in its words."""
    facts = _told(asking, list(about), watched)
    begun = min((one.texts for one in watched), default=0)
    return [
        {
            **record,
            "what": "document",
            "at": _moment(record["at"]),
            "about": sorted(about[record["text"]]),
            "facts": [_fresh(fact, begun) for fact in _other_words(facts[record.pop("text")])][:_FACTS],
        }
        for record in asking.execute(_CAME.format(rows=listed(about))).mappings()
    ]


def _told(asking: Asking, texts: Sequence[int], watched: Iterable[Since]) -> dict[int, list[dict[str, Any]]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for one in watched:
        rows[one.thing.kind].append(one.thing.row)
    held = {"bodies": listed(rows["party"]), "agreements": listed(rows["agreement"])}
    about = _ABOUT.format(**held, **{kind: listed(rows[kind]) for kind in _BY_NAME})
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    asked = _TOLD.replace("{about}", about)
    names = ("row", "id", "kind", "quote", "agreement", "first")
    for text, told in grouped(asking, asked, texts).items():
        facts = (dict(zip(names, one, strict=True)) for one in told)
        found[text] = sorted((one for one in facts if one["kind"] in _KINDS), key=lambda one: _KINDS.index(one["kind"]))
    return found


def _other_words(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return facts without those that stand on the words of one before."""
    first: dict[str, dict[str, Any]] = {}
    for fact in facts:
        first.setdefault(fact["quote"], fact)
    return list(first.values())


def _fresh(fact: dict[str, Any], begun: int) -> dict[str, Any]:
    """Return a fact without what is not shown; `new` says of an agreement that nobody had told of it before."""
    kept = {name: fact[name] for name in ("id", "kind", "quote", "agreement")}
    return {**kept, "new": fact["first"] is not None and fact["first"] > begun}


def _taken(asking: Asking, decided: Mapping[str, set[str]], undone: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return decisions that stand, each with what it is about; of an undo, `undone` is the decision that it is of."""
    about = {id_: things for id_, things in decided.items() if things}
    records = decisions_with(asking, [*about, *(undone[id_] for id_ in about if id_ in undone)])
    return [
        {**records[id_], "what": "decision", "about": sorted(things), "undone": records.get(undone.get(id_, ""))}
        for id_, things in about.items()
        if records[id_]["state"] != "undone"
    ]


def _moment(at: str | None) -> str:
    """Return a moment (RFC 3339) from one, or from a day.

    >>> _moment("2026-10-01"), _moment(None)
    ('2026-10-01T00:00:00+00:00', '1970-01-01T00:00:00+00:00')
    """
    told = at or "1970-01-01"
    return told if "T" in told else f"{told}T00:00:00+00:00"
