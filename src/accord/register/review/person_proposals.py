"""What the program suggests of persons and does not decide: pairs of names at bodies that may be one person.

In:  a register; a row as `proposing` reads it, and which side of it.
Out: a side as it is printed, with the words of its documents; which pairs decisions part, and which settled one.
"""

from collections.abc import Iterator
from typing import Any

from accord.register.file.plain import Asking

__all__ = ["PERSONS_PARTED", "PERSONS_SETTLED", "person_evidence", "person_side"]

_AROUND = 60  # code points shown on each side of a name
_DOCUMENTS = 2  # documents shown a side

PERSONS_PARTED = (
    'SELECT fa.person AS "left", fb.person AS "right" FROM person_side a JOIN person_side b ON b.decision = a.decision AND b.side > 0 '
    "JOIN person_node fa ON fa.row = a.node JOIN person_node fb ON fb.row = b.node WHERE a.side = 0 AND NOT a.same"
)
PERSONS_SETTLED = (  # a mention that a decision parts stands beside the node of its name at its body
    "WITH side AS (SELECT s.decision, s.side, s.same, s.node FROM person_side s UNION "
    "SELECT s.decision, s.side, s.same, t.base FROM person_side s JOIN person_tie t ON t.node = s.node), "
    "asked AS (SELECT DISTINCT l.row AS one, l.key AS one_key, r.row AS other, r.key AS other_key, a.decision, a.same "
    "FROM side a JOIN side b ON b.decision = a.decision AND a.side = 0 AND b.side > 0 AND a.node <> b.node "
    "JOIN person_node l ON l.row = a.node JOIN person_node r ON r.row = b.node) "
    "SELECT one_key, other_key, decision, same FROM asked"
)
_SIDE = "SELECT id, name FROM person WHERE row = :row"
_SEEN = (
    "SELECT h.id AS mention, h.name, u.id AS document, u.title, u.published, u.source, t.content FROM person_at a "
    "JOIN person_mention h ON h.row = a.mention JOIN unit u ON u.row = h.unit LEFT JOIN text t ON t.row = u.text "
    "WHERE a.node = :node GROUP BY h.row, u.row, t.row ORDER BY h.id LIMIT :most"
)


def person_side(connection: Asking, row: dict[str, Any], side: str) -> dict[str, Any]:
    """Return one side as it is printed, with the id of a mention that a decision may hold on to."""
    record = connection.execute(_SIDE, {"row": row[side]}).mappings()[0]
    seen = connection.execute(_SEEN, {"node": row[f"{side}_row"], "most": 1}).mappings()[0]
    return {**record, "called": seen["name"], "mention": seen["mention"]}


def person_evidence(connection: Asking, row: dict[str, Any], side: str) -> Iterator[dict[str, Any]]:
    """Yield where documents name one side, with the words around the name."""
    for seen in connection.execute(_SEEN, {"node": row[f"{side}_row"], "most": _DOCUMENTS}).mappings():
        content = seen.pop("content") or ""
        start = content.find(seen["name"])
        if start >= 0:
            end = start + len(seen["name"])
            seen |= {"before": content[max(0, start - _AROUND) : start], "quote": content[start:end]}
            seen |= {"after": content[end : end + _AROUND]}
        yield seen
