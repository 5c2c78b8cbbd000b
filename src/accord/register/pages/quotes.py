"""The words that say facts, for pages that list facts of several kinds.

In:  ids of facts; an agreement goes by the id of one of its reports.
Out: the words by id; one without words in a document is left out.
"""

import json
from collections.abc import Iterable

from accord.register.file.plain import Asking

__all__ = ["quotes_of"]

_QUOTES = (
    'SELECT f.id, substr(t.content, f.start + 1, f."end" - f.start) FROM fact f JOIN unit u ON u.row = f.unit '
    "JOIN text t ON t.row = u.text WHERE f.id IN (SELECT value FROM json_each(:ids))"
)


def quotes_of(connection: Asking, ids: Iterable[str]) -> dict[str, str]:
    """Return the words of facts, by their ids."""
    return {
        str(id_): str(words)
        for id_, words in connection.execute(_QUOTES, {"ids": json.dumps(sorted(set(ids)))})
        if words
    }
