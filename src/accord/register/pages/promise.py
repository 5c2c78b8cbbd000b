"""One promise with all that proves it: its words, the agreement, who is to act, the steps that people confirmed, and what
was read since that could have told of it.

In:  an open register and the id of a commitment.
Out: plain records; nothing is written here.
"""

from typing import Any

from accord.errors import NotFoundError
from accord.register.asking.states import steps_of
from accord.register.file.plain import Asking
from accord.register.pages.showing import show

__all__ = ["promise", "read_since"]

_MOST = 2_000  # documents that are looked at for words of a promise, the newest first
_AROUND = 160  # characters around the words
_FACT = (
    'SELECT f.row, f.id, f.published, u.id AS document, u.title, u.source, u.publisher, f.start, f."end", r.agreement AS held, '
    "substr(t.content, max(1, f.start + 1 - :around), min(:around, f.start)) AS before, "
    'substr(t.content, f."end" + 1, :around) AS after '
    "FROM fact f JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text JOIN commitment c ON c.row = f.row "
    "LEFT JOIN report r ON r.row = c.report WHERE f.id = :id"
)
_SIDES = (
    "SELECT entity FROM agreement_party WHERE agreement = :agreement UNION SELECT o.entity FROM fact_party p "
    "JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form WHERE p.fact = :fact AND NOT p.as_read"
)
_SINCE = (
    "SELECT DISTINCT u.id, coalesce(u.publisher, u.source), u.published FROM entity e JOIN form o ON o.entity = e.row "
    "JOIN mention m ON m.form = o.row JOIN unit u ON u.row = m.unit WHERE e.row IN ({rows}) AND u.state = 'read' "
    "AND u.published > :since AND u.id <> :document ORDER BY u.published DESC, u.id LIMIT :most"
)


def promise(asking: Asking, id_: str) -> dict[str, Any]:
    """Return a promise as the list has it, with the words around it (`before`, `after`), its `steps` and its agreement.

    Raises:
        NotFoundError: There is no commitment of this id.
    """
    found = asking.execute(_FACT, {"id": id_, "around": _AROUND}).mappings()
    if not found:
        raise NotFoundError("there is no promise '%(id)s'", hint="they are listed by: accord commitments", id=id_)
    whole, listed = found[0], show(asking, id_)["record"]
    agreement = show(asking, listed["agreement"])["record"] if listed["agreement"] else None
    return {**whole, **listed, "fact": id_, "agreement": agreement, "steps": steps_of(asking, [id_])[id_]}


def read_since(asking: Asking, record: dict[str, Any], since: str | None) -> list[tuple[str, str, str | None]]:
    """Return the documents that name a side of the promise and are younger than a day: id, source, day; the newest first.

    At most two thousand are looked at; a person reads "2,000 documents and more" as a great many.
    """
    if not since:
        return []
    sides = asking.execute(_SIDES, {"agreement": record["held"], "fact": record["row"]}).scalars()
    rows = ", ".join(str(int(row)) for row in sides if row is not None)
    if not rows:
        return []
    asked = {"since": since, "document": record["document"], "most": _MOST}
    return [(one, source, day) for one, source, day in asking.execute(_SINCE.format(rows=rows), asked)]
