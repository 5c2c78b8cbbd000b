"""What was promised, and the documents that may say what became of it, as plain rows for who links them.

In:  an open register.
Out: promises: commitments, and projects and mechanisms of documents that tell of an agreement, or that people followed once,
     with the words around them;
     documents with their words, the bodies that they name and the agreements that they tell of.

A promise told in several reports of one agreement is given once for each; who links them brings them together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from accord.register.file.plain import Asking, grouped, listed

__all__ = ["BEFORE", "LEAD", "later_documents", "later_ids", "promises_told"]

_CHUNK = 500
LEAD = 1500  # characters at the beginning of a document that say what all of it is about
BEFORE = 250  # characters before a promise, which say what "it" and "the line" are
_TOLD = (
    'SELECT f.id, f.row, f.kind, u.id AS document, u.row AS unit, u.source, u.title, u.published, f.start, f."end", '
    'substr(t.content, f.start + 1, f."end" - f.start) AS quote, substr(t.content, 1, :lead) AS lead, '
    "substr(t.content, CASE WHEN f.start > :before THEN f.start + 1 - :before ELSE 1 END, CASE WHEN f.start > :before THEN :before ELSE f.start END) AS before, c.report, c.amount, c.currency, c.modality, c.instrument, c.due, "
    "coalesce(p.name, m.name) AS name FROM fact f JOIN unit u ON u.row = f.unit JOIN text t ON t.row = u.text "
    "LEFT JOIN commitment c ON c.row = f.row LEFT JOIN project p ON p.row = f.row LEFT JOIN mechanism m ON m.row = f.row "
    "WHERE f.kind IN ('commitment', 'project', 'mechanism') AND f.start IS NOT NULL AND u.state = 'read' "
    "AND (EXISTS (SELECT 1 FROM report r JOIN fact x ON x.row = r.row WHERE x.unit = u.row AND NOT r.earlier) "
    "OR f.row IN (SELECT w.fact FROM followed w)) "
    "ORDER BY f.id"
)
_REPORTS = (
    'SELECT x.unit, x.row, substr(t.content, x.start + 1, x."end" - x.start), a.id, a.title, a.date, a.row FROM report r '
    "JOIN fact x ON x.row = r.row JOIN unit u ON u.row = x.unit LEFT JOIN text t ON t.row = u.text "
    "JOIN agreement a ON a.row = r.agreement WHERE NOT r.earlier ORDER BY x.unit, x.start, x.row"
)
_NONE = (None, None, "", None, None, None)  # of a plan that a person entered: its document reports no agreement
_SIDES = "SELECT p.agreement, e.id FROM agreement_party p JOIN entity e ON e.row = p.entity"
_NAMES = (
    "SELECT m.unit, m.name, e.id FROM mention m JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity "
    "WHERE m.kind <> 'person' AND m.unit IN ({rows}) ORDER BY m.unit, m.row"
)
_ACTORS = (
    "SELECT p.fact, e.id FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "JOIN entity e ON e.row = o.entity WHERE NOT p.as_read AND p.fact IN ({rows})"
)
_IDS = "SELECT row FROM unit WHERE state = 'read' AND text IS NOT NULL ORDER BY published NULLS FIRST, id"
_DOCUMENTS = (
    "SELECT u.row, u.id, u.source, u.title, u.published, t.content FROM unit u JOIN text t ON t.row = u.text "
    "WHERE u.row IN ({rows}) ORDER BY u.published NULLS FIRST, u.id"
)


def promises_told(asking: Asking) -> list[dict[str, Any]]:
    """Return every promise: its words and place, `agreement`, `parties` (ids), `names` around it, `said` (the day)."""
    reports: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for unit, *told in asking.execute(_REPORTS):
        reports[unit].append(tuple(told))
    sides: dict[int, set[str]] = defaultdict(set)
    for agreement, entity in asking.execute(_SIDES):
        sides[agreement].add(entity)
    rows = asking.execute(_TOLD, {"lead": LEAD, "before": BEFORE}).mappings()
    names = grouped(asking, _NAMES, sorted({row["unit"] for row in rows}))
    actors = grouped(asking, _ACTORS, [row["row"] for row in rows])
    return [
        _promise(row, reports[row["unit"]], sides, names[row["unit"]], {id_ for (id_,) in actors[row["row"]]})
        for row in rows
    ]


def later_ids(asking: Asking) -> list[int]:
    """Return the rows of all documents that were read, the oldest first."""
    return asking.execute(_IDS).scalars()


def later_documents(asking: Asking, rows: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield documents by their rows, the oldest first, with what they name and tell.

    `bodies` are their ids by the document's words for them, `agreements` where each that it tells of stands, by id.
    """
    for at in range(0, len(rows), _CHUNK):
        some = rows[at : at + _CHUNK]
        bodies = grouped(asking, _NAMES, some)
        told = _told_here(asking, some)
        for record in asking.execute(_DOCUMENTS.format(rows=listed(some))).mappings():
            yield record | {"bodies": dict(bodies[record["row"]]), "agreements": told[record["row"]]}


def _promise(
    row: dict[str, Any],
    reports: list[tuple[Any, ...]],
    sides: dict[int, set[str]],
    names: list[tuple[Any, ...]],
    actors: set[str],
) -> dict[str, Any]:
    own = next((one for one in reports if one[0] == row["report"]), None) or next(iter(reports), _NONE)
    _, quote, agreement, title, date, at = own
    here = (name for name, id_ in names if id_ in sides[at])
    words = " ".join(filter(None, (row["name"], row["title"], title, quote, row.pop("lead"), row.pop("before"), *here)))
    return row | {
        "bodies": {id_ for _, id_ in names},
        "agreement": agreement,
        "around": words,
        "names": " ".join(dict.fromkeys(name for name, _ in names)),
        "parties": sides[at] | actors,
        "said": row["published"] or date,
    }


def _told_here(asking: Asking, rows: Iterable[int]) -> dict[int, dict[str, tuple[int, int]]]:
    """Return the agreements that each document tells of itself: id, and where."""
    asked = (
        'SELECT x.unit, a.id, x.start, x."end" FROM report r JOIN fact x ON x.row = r.row JOIN agreement a ON a.row = r.agreement '
        f"WHERE NOT r.earlier AND x.start IS NOT NULL AND x.unit IN ({listed(rows)})"
    )
    found: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for unit, agreement, start, end in asking.execute(asked):
        found[unit][agreement] = (start, end)
    return found
