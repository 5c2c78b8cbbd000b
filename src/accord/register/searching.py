"""Find words in documents and in facts, English and Chinese alike.

In:  what a person typed: words that must all occur, "quoted phrases" that must occur as they stand.
Out: hits, best first: documents with a snippet, facts with their quote, parties by name.

Source: the order is FTS5's bm25, over the newest matches where a word has more than `RANKED`.
"""

from typing import Any, Literal

import msgspec

from accord.register.plain import Asking
from accord.register.tokens import folded, query, terms

__all__ = ["Hit", "search"]

Scope = Literal["documents", "facts", "parties"]
_AROUND = 70  # code points of a snippet on each side of the first word found

RANKED = 5_000  # matches that are weighed, the newest rows first: a word of every document tells none apart
_BEST = (
    "SELECT rowid, rank FROM {table} WHERE tokens MATCH :asked AND rowid >= COALESCE((SELECT rowid FROM {table} "
    "WHERE tokens MATCH :asked ORDER BY rowid DESC LIMIT 1 OFFSET :ranked), 0) ORDER BY rank LIMIT :limit"
)
_ASKED: dict[str, str] = {
    "parties": "SELECT e.id, e.kind, n.name AS title, e.name AS words, NULL AS document, NULL AS published, NULL AS source "
    "FROM name_fts s JOIN form_name n ON n.row = s.rowid JOIN form o ON o.row = n.form "
    "JOIN entity e ON e.row = o.entity WHERE s.tokens MATCH :asked ORDER BY s.rank, e.id LIMIT :limit",
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
        scope: Where: `parties`, `facts` or `documents`.
        id: For `show`.
        kind: Kind of the body or fact; state of the document.
        title: Name of the body, or title of the document.
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
    scopes: tuple[Scope, ...] = ("parties", "facts", "documents"),
    limit: int = 10,
) -> list[Hit]:
    """Return at most `limit` hits of each scope, best first; nothing where nothing was asked."""
    words = query(asked)
    if words is None:
        return []
    hits: dict[tuple[str, str], Hit] = {}
    for scope in scopes:
        for row in connection.execute(_ASKED[scope], {"asked": words, "limit": limit, "ranked": RANKED}).mappings():
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
