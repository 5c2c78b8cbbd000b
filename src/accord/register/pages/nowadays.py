"""Where stands now what a decision held on to once: the body of a name, the facts on words.

In:  an anchor's parts.
Out: ids of mentions and facts; None where there is none.
"""

from accord.model.anchor import Anchor
from accord.register.file.plain import Asking

__all__ = ["facts_on", "mention_called", "text_now"]

_CALLED = (
    "SELECT m.id FROM form_name n JOIN mention m ON m.form = n.form AND m.name = n.name JOIN unit u ON u.row = m.unit "
    "WHERE n.name = :name ORDER BY u.id = :document DESC, m.id LIMIT 1"
)
_NOW = (  # the text itself, else the one that was made anew from the same bytes
    "SELECT u.id, t.content FROM text t JOIN unit u ON u.text = t.row WHERE u.state = 'read' AND (t.id = :document OR t.row IN "
    "(SELECT b.text FROM appearance a JOIN appearance b ON b.source = a.source AND b.raw = a.raw "
    "JOIN text o ON o.row = a.text WHERE o.id = :document)) ORDER BY t.row DESC LIMIT 1"
)
_ON = (
    "SELECT f.id FROM fact f JOIN unit u ON u.row = f.unit WHERE u.id = :document AND f.kind = :kind AND f.start < :end "
    'AND f."end" > :start ORDER BY f.id'
)


def mention_called(connection: Asking, name: str, document: str) -> str | None:
    """Return the smallest mention with a name, one in this document first."""
    found = connection.execute(_CALLED, {"name": name, "document": document}).scalar()
    return None if found is None else str(found)


def text_now(connection: Asking, held: Anchor) -> tuple[str, str] | None:
    """Return the id and the words of the text that an anchor's document is now."""
    found = connection.execute(_NOW, {"document": held.document}).first()
    return (str(found[0]), str(found[1])) if found else None


def facts_on(connection: Asking, document: str, kind: str, place: tuple[int, int]) -> list[str]:
    """Return the facts of a kind on words of a document."""
    values = {"document": document, "kind": kind, "start": place[0], "end": place[1]}
    return [str(one) for one in connection.execute(_ON, values).scalars()]
