"""Facts that the program doubts: words of their document speak against them, or the reading was not sure.

In:  a register; how sure the reading must at least have been, a body that takes part, a page.
Out: the facts for a person to confirm or to reject, those with a reason first; one of them with its words.

What a person confirmed, corrected, entered or rejected is doubted no more.
"""

from collections.abc import Sequence
from typing import Any

from accord.errors import NotFoundError
from accord.register.asking.asking import parties_meant
from accord.register.asking.lists import Page
from accord.register.file.plain import Asking
from accord.register.pages.documents import fact_here

__all__ = ["MOST_COUNTED", "UNSURE", "doubt", "doubted", "doubted_total"]

UNSURE = 0.7  # below it a fact is asked about also where no reason is noted: every third such reading is wrong
MOST_COUNTED = 2_000  # no more are counted; see `proposing.MOST_COUNTED`
_AROUND = 90  # code points shown on each side of the words

_STANDS = (
    "CAST(f.edited AS TEXT) = '[]' AND NOT EXISTS (SELECT 1 FROM report r WHERE r.row = f.row AND r.rejected) "
    "AND COALESCE(f.confidence, 1) >= :least{party}"
)
_NOTED = "SELECT fact FROM evidence WHERE role = 'doubt'"  # an index holds these
_DOUBTED = (
    f"SELECT f.id, f.kind, f.confidence, f.row, 1 AS noted FROM fact f WHERE f.row IN ({_NOTED}) AND {_STANDS} UNION ALL "
    f"SELECT f.id, f.kind, f.confidence, f.row, 0 AS noted FROM fact f WHERE f.confidence < {UNSURE} "
    f"AND f.row NOT IN ({_NOTED}) AND {_STANDS}"
)
_PARTY = (
    " AND f.row IN (SELECT p.fact FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "WHERE NOT p.as_read AND o.entity IN ({bodies}))"
)
_WHERE_FROM = (
    "SELECT u.id AS document, u.title, u.published, u.source, u.language, t.content FROM fact f JOIN unit u ON u.row = f.unit "
    "LEFT JOIN text t ON t.row = u.text WHERE f.id = :id"
)
_LINE = (
    'SELECT f.id, substr(t.content, f.start + 1, f."end" - f.start) AS quote, u.id AS document, u.title, u.published, '
    "u.source, (SELECT MIN(v.note) FROM evidence v WHERE v.fact = f.row AND v.role = 'doubt') AS reason FROM fact f "
    "JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text WHERE f.row IN ({rows})"
)


def doubted(
    connection: Asking,
    *,
    least: float = 0.0,
    party: str | None = None,
    limit: int = 20,
    offset: int = 0,
    total: int | None = None,
) -> Page:
    """Return one page of doubted facts: those with a reason first, the surest first.

    Args:
        connection: The register.
        least: Leave out what the reading was less sure of.
        party: Only where this body takes part: an id or a name.
        limit: Facts a page.
        offset: Facts to leave out before it.
        total: How many there are, where that is known.

    Raises:
        NotFoundError: No body goes by the name.
    """
    asked = f"{_sql(connection, party)} ORDER BY noted DESC, confidence DESC NULLS LAST, id LIMIT :limit OFFSET :offset"
    rows = connection.execute(asked, {"least": least, "limit": limit, "offset": offset}).mappings()
    listed = ", ".join(str(row["row"]) for row in rows) or "NULL"
    lines = {line["id"]: line for line in connection.execute(_LINE.format(rows=listed)).mappings()}
    shown = [
        {"id": row["id"], "kind": "doubt", "score": row["confidence"], "of": row["kind"], **lines[row["id"]]}
        for row in rows
    ]
    total = doubted_total(connection, least=least, party=party) if total is None else total
    return Page(shown, total, offset, limit)


def doubted_total(connection: Asking, *, least: float = 0.0, party: str | None = None) -> int:
    """Return how many facts are doubted, counted no further than `MOST_COUNTED`.

    Raises:
        NotFoundError: No body goes by the name.
    """
    asked = f"SELECT COUNT(*) FROM (SELECT 1 FROM ({_sql(connection, party)}) d LIMIT :most) c"
    return int(connection.execute(asked, {"least": least, "most": MOST_COUNTED}).scalar())


def doubt(connection: Asking, fact: str) -> dict[str, Any]:
    """Return one doubted fact with its fields, its words and what speaks against it.

    Raises:
        NotFoundError: There is no such fact, or it is doubted no more.
    """
    found = fact_here(connection, fact)
    unsure = found is not None and (found["doubts"] or (found["confidence"] or 1) < UNSURE)
    if found is None or not unsure or found["edited"] or found["rejected"]:
        raise NotFoundError(
            "%(id)s is not doubted, or no more", hint="what is proposed is listed by: accord review list", id=fact
        )
    where = connection.execute(_WHERE_FROM, {"id": fact}).mappings()[0]
    content = where.pop("content") or ""
    around = {"kind": "doubt", "score": found["confidence"], "of": found["kind"], **where}
    return found | around | {name: _quoted(content, found[name]) for name in ("words", "doubts")}


def _sql(connection: Asking, party: str | None) -> str:
    if party is None:
        return _DOUBTED.format(party="")
    return _DOUBTED.format(party=_PARTY.format(bodies=", ".join(map(str, parties_meant(connection, party)))))


def _quoted(content: str, spans: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            **one,
            "before": content[max(0, one["start"] - _AROUND) : one["start"]],
            "quote": content[one["start"] : one["end"]],
            "after": content[one["end"] : one["end"] + _AROUND],
        }
        for one in spans
    ]
