"""Which decisions concern one document, and whether they stand; which of them hides something.

In:  the whole id of a document.
Out: plain records (dict) as `past.history` gives them, newest first. Only the decisions of this document are looked at.
"""

from collections.abc import Iterable
from typing import Any

from accord.model.decision import undone
from accord.register.decisions.past import decision_record
from accord.register.file.plain import Asking

__all__ = ["decisions_about"]

_ABOUT = (
    "SELECT d.seq, d.by, d.at, d.why, d.payload, d.undoes, (SELECT MIN(o.reason) FROM orphan o WHERE o.decision = d.seq) "
    "AS reason FROM decision_text t JOIN decision d ON d.seq = t.decision WHERE t.text = :text ORDER BY d.seq DESC"
)
_UNDOS = "SELECT seq, undoes FROM decision WHERE undoes IN ({seqs})"


def decisions_about(connection: Asking, document: str) -> list[dict[str, Any]]:
    """Return the decisions that hold on to a document's words, newest first; those undone are told to be."""
    rows = connection.execute(_ABOUT, {"text": document}).mappings()
    gone = undone(_undos(connection, [row["seq"] for row in rows]))
    return [decision_record(row, undone=row["seq"] in gone) for row in rows]


def _undos(connection: Asking, seqs: Iterable[int]) -> list[tuple[int, int]]:
    """Return what undid these decisions, and what undid that, to any depth."""
    found: list[tuple[int, int]] = []
    asked = list(seqs)
    while asked:
        listed = _UNDOS.format(seqs=", ".join(map(str, asked)))
        newer = [(int(seq), int(target)) for seq, target in connection.execute(listed)]
        found += newer
        asked = [seq for seq, _ in newer]
    return found
