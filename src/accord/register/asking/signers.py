"""Who signed an agreement, in which post, by the documents that report it.

In:  an open register, the id of an agreement.
Out: plain records, each with its words and document; the earliest document first.
"""

import json
from typing import Any

from accord.register.asking.asking import names_in
from accord.register.file.plain import Asking

__all__ = ["signers"]

_SIGNED = "SELECT signatories FROM agreement WHERE id = :id"
_POSTS = (
    f'SELECT f.id AS fact, d.person, d.post, e.row AS body, e.id AS party, e.name, {names_in("e")}, f.start, f."end", '
    'substr(t.content, f.start + 1, f."end" - f.start) AS quote, u.id AS document, u.title, u.published, u.source '
    "FROM agreement a JOIN report r ON r.agreement = a.row AND NOT r.earlier JOIN fact x ON x.row = r.row "
    "JOIN fact f ON f.unit = x.unit JOIN post d ON d.row = f.row JOIN unit u ON u.row = f.unit "
    "LEFT JOIN text t ON t.row = u.text JOIN fact_party p ON p.fact = f.row AND NOT p.as_read "
    "JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity "
    "WHERE a.id = :id AND d.post IS NOT NULL AND d.person IN (SELECT value FROM json_each(:persons)) "
    "GROUP BY f.row, d.row, e.row, u.row, t.row ORDER BY u.published IS NULL, u.published, f.start, f.id"
)


def signers(asking: Asking, agreement: str) -> list[dict[str, Any]]:
    """Return the posts of those who signed: person, post, `party` (id of the body) with its names, quote, document."""
    told = asking.execute(_SIGNED, {"id": agreement}).scalar()
    persons = json.loads(told) if isinstance(told, str) else told or []
    values = {"id": agreement, "persons": json.dumps(persons)}
    return asking.execute(_POSTS, values).mappings() if persons else []
