"""Find words in documents and in facts, English and Chinese alike.

In:  what a person typed: words that must all occur, "quoted phrases" that must occur as they stand.
Out: hits, best first: documents with a snippet, facts with their quote, parties and persons by name.

Of names a word may be begun only, and may be written as it sounds (`zhongguodianke`, `zgdk`).

Source: the order is FTS5's bm25, over the newest matches where a word has more than `RANKED`; of names, those that are
just what was asked come first, then those that most documents use.
"""

from typing import Any, Literal

import msgspec

from accord.register.file.plain import Asking
from accord.register.tables.tokens import folded, name_query, query, terms

__all__ = ["Hit", "search"]

Scope = Literal["documents", "facts", "parties", "persons"]
_AROUND = 70  # code points of a snippet on each side of the first word found

RANKED = 5_000  # matches that are weighed, the newest rows first: a word of every document tells none apart
_BEST = (
    "SELECT rowid, rank FROM {table} WHERE tokens MATCH :asked AND rowid >= COALESCE((SELECT rowid FROM {table} "
    "WHERE tokens MATCH :asked ORDER BY rowid DESC LIMIT 1 OFFSET :ranked), 0) ORDER BY rank LIMIT :limit"
)
_NAMES = 2_000  # names that are weighed
_SOME = f"SELECT rowid FROM {{table}} WHERE tokens MATCH :asked LIMIT {_NAMES}"
_NAMED = "COALESCE(h.name, e.name) AS title, e.name AS words, NULL AS document, NULL AS published, NULL AS source"
_EXACTLY = "(e.name = :plain COLLATE NOCASE OR h.name = :plain COLLATE NOCASE)"
_ASKED: dict[str, str] = {
    "parties": f"SELECT e.id, e.kind, {_NAMED} FROM (SELECT COALESCE(o.entity, -s.rowid) AS entity, MIN(n.name) AS name, "
    f"MAX(COALESCE(n.uses, 1)) AS uses FROM ({_SOME.format(table='name_fts')}) s LEFT JOIN form_name n ON n.row = s.rowid "
    "LEFT JOIN form o ON o.row = n.form GROUP BY 1) h JOIN entity e ON e.row = h.entity "
    f"ORDER BY {_EXACTLY} DESC, h.uses DESC, e.id LIMIT :limit",
    "persons": f"SELECT e.id, 'person' AS kind, {_NAMED} FROM (SELECT s.rowid AS person, e.name, (SELECT COUNT(*) FROM "
    f"person_node n JOIN person_at a ON a.node = n.row WHERE n.person = s.rowid) AS uses FROM ({_SOME.format(table='person_fts')}) s "
    "JOIN person e ON e.row = s.rowid) h JOIN person e ON e.row = h.person "
    f"ORDER BY {_EXACTLY} DESC, h.uses DESC, e.id LIMIT :limit",
    "facts": 'SELECT f.id, f.kind, u.title, substr(t.content, f.start + 1, f."end" - f.start) AS words, '
    f"u.id AS document, u.published, u.source FROM ({_BEST.format(table='fact_fts')}) s "
    "JOIN fact f ON f.row = s.rowid JOIN unit u ON u.row = f.unit "
    "LEFT JOIN text t ON t.row = u.text ORDER BY s.rank, f.id",
    "documents": "SELECT u.id, u.state AS kind, u.title, t.content AS words, u.id AS document, u.published, u.source "
    f"FROM ({_BEST.format(table='text_fts')}) s "
    "JOIN unit u ON u.text = s.rowid JOIN text t ON t.row = u.text "
    "WHERE u.state NOT IN ('withdrawn', 'superseded', 'purged') ORDER BY s.rank, u.id",
}


class Hit(msgspec.Struct, frozen=True):
    """Something found.

    Attributes:
        scope: Where: `parties`, `persons`, `facts` or `documents`.
        id: For `show`.
        kind: Kind of the body or fact; state of the document.
        title: Name of the body or person, or title of the document.
        snippet: The words, cut around the first that was asked for.
        marks: Where in `snippet` the words stand that were asked for.
    """

    scope: Scope
    id: str
    kind: str
    title: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    document: str | None
    published: str | None
    source: str | None


def search(
    connection: Asking,
    asked: str,
    *,
    scopes: tuple[Scope, ...] = ("parties", "persons", "facts", "documents"),
    limit: int = 10,
) -> list[Hit]:
    """Return at most `limit` hits of each scope, best first; nothing where nothing was asked."""
    words, named = query(asked), name_query(asked)
    if words is None:
        return []
    hits: dict[tuple[str, str], Hit] = {}
    values = {"limit": limit, "ranked": RANKED, "plain": asked.strip()}
    for scope in scopes:
        meant = named if scope in ("parties", "persons") else words
        for row in connection.execute(_ASKED[scope], {**values, "asked": meant}).mappings():
            hits.setdefault((scope, row["id"]), _hit(scope, row, asked))
    return list(hits.values())


def _hit(scope: Scope, row: Any, asked: str) -> Hit:
    snippet, marks = _snippet(row["words"] or row["title"] or "", asked)
    same = {name: row[name] for name in ("id", "kind", "title", "document", "published", "source")}
    return Hit(scope=scope, snippet=snippet, marks=marks, **same)


def _snippet(words: str, asked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain = next(one for one in (folded(words), words.lower(), words) if len(one) == len(words))
    sought = [folded(term) for term in terms(asked)]
    first = min((at for term in sought if (at := plain.find(term)) >= 0), default=0)
    start, end = max(0, first - _AROUND), min(len(words), first + 2 * _AROUND)
    marks = []
    for term in sought:
        at = plain.find(term, start, end)
        while at >= 0 and term:
            marks.append((at - start, at - start + len(term)))
            at = plain.find(term, at + len(term), end)
    return words[start:end].replace("\n", " "), tuple(sorted(set(marks)))
