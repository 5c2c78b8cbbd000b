"""Which reader's reading of a document counts.

In:  ids of documents.
Out: the name of the newest reader of each: the program and its language pack, with their versions.
"""

import re
from collections.abc import Sequence

from accord.register.file.plain import Asking

__all__ = ["readers_of"]

_READERS = "SELECT u.id, g.reader FROM unit u JOIN reading g ON g.text = u.text WHERE u.id IN ({ids})"


def readers_of(connection: Asking, documents: Sequence[str]) -> dict[str, str]:
    """Return the newest reader of each document that was read."""
    if not documents:
        return {}
    named = {f"id{at}": id_ for at, id_ in enumerate(documents)}
    listed = ", ".join(f":{name}" for name in named)
    newest: dict[str, str] = {}
    for id_, reader in connection.execute(_READERS.format(ids=listed), named):
        newest[id_] = max(newest.get(id_, ""), reader, key=_version)
    return newest


def _version(reader: str) -> tuple[tuple[int, ...], str]:
    return tuple(int(number) for number in re.findall(r"\d+", reader)), reader
