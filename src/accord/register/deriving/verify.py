"""Check that a register holds what it must.

In:  a register.
Out: `Problem`s, none where all is well: evidence that points past its words or at nothing, facts without evidence,
     names that do not stand in their text, decisions that hold on to nothing.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

__all__ = ["Problem", "problems"]

_WITHOUT = (
    "SELECT f.id, u.source FROM fact f JOIN unit u ON u.row = f.unit WHERE f.row NOT IN (SELECT fact FROM evidence) "
    "ORDER BY f.id"
)
_SPANS = (
    'SELECT f.id, f.kind, v.role, v.start, v."end", u.source, t.content FROM evidence v '
    "JOIN fact f ON f.row = v.fact JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text WHERE v.start IS NOT NULL ORDER BY t.row, f.id, v.seq"
)
_HOLDERS = (
    'SELECT f.id, u.source, p.person, t.content, v.start, v."end" FROM post p JOIN fact f ON f.row = p.row '
    "JOIN unit u ON u.row = f.unit JOIN text t ON t.row = u.text JOIN evidence v ON v.fact = f.row AND v.role = 'words' "
    "WHERE f.edited = '[]' ORDER BY f.id, v.seq"
)
_NAMES = (
    "SELECT m.id, m.name, u.source FROM mention m JOIN unit u ON u.row = m.unit JOIN text t ON t.row = u.text "
    "WHERE instr(t.content, m.name) = 0 AND u.id NOT IN (SELECT text FROM decision_text) ORDER BY m.id"
)
_ORPHANS = "SELECT 'd' || decision, MIN(reason) FROM orphan GROUP BY decision ORDER BY decision"


class Problem(msgspec.Struct, frozen=True):
    """Something that does not hold: a stable slug, the id of the thing, where it is, and what is wrong."""

    code: str
    id: str
    where: str
    message: str


def problems(connection: Connection) -> Iterator[Problem]:
    """Yield what does not hold, in the order of the checks; a decision without hold is a matter for review."""
    for fact, source in connection.execute(sql(_WITHOUT)):
        yield Problem("no_evidence", fact, source, "the fact has no evidence")
    for row in connection.execute(sql(_SPANS).execution_options(yield_per=2_000)):
        if wrong := _wrong_span(row):
            yield Problem("evidence", row.id, row.source, wrong)
    for (fact, source, person), rows in groupby(connection.execute(sql(_HOLDERS)), key=lambda row: row[:3]):
        words = " ".join(row.content[row.start : row.end] for row in rows)
        if not _holds(words, person):
            yield Problem("evidence", fact, source, f"the words {words[:60]!r} do not hold the person {person!r}")
    for mention, name, source in connection.execute(sql(_NAMES)):
        yield Problem("name", mention, source, f"the name {name!r} does not stand in the text")
    for decision, reason in connection.execute(sql(_ORPHANS)):
        yield Problem("orphan", decision, "decisions", reason)


def _wrong_span(row: Any) -> str | None:
    content, start, end = row.content, row.start, row.end
    if content is None:
        return "there are words for it, but no text"
    if not 0 <= start < end <= len(content):
        return f"{row.role} {start}-{end} lies outside the text of {len(content)} characters"
    if not content[start:end].strip():
        return f"{row.role} {start}-{end} is blank"
    return None


def _holds(words: str, name: str) -> bool:
    return " ".join(name.split()) in " ".join(words.split())
