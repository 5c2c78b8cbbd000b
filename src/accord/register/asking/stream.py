"""Stream all of a list, however long, in the order of its ids.

In:  the name of a list.
Out: the same plain records as `lists.list_records`, a bounded number in memory at a time.
"""

from collections.abc import Iterator
from typing import Any

from accord.errors import NotFoundError
from accord.register.asking.asking import fill
from accord.register.asking.lists import LISTS
from accord.register.file.plain import Asking

__all__ = ["CHUNK", "all_records"]

CHUNK = 2_000  # records in memory at a time


def all_records(connection: Asking, name: str, *, chunk: int = CHUNK) -> Iterator[dict[str, Any]]:
    """Yield every record of a list by id; each chunk begins after the last id, so that a long list costs no more.

    Raises:
        NotFoundError: There is no such list.
    """
    if name not in LISTS:
        raise NotFoundError("there is no list named '%(name)s'; there are: %(all)s", name=name, all=list(LISTS))
    listing = LISTS[name]
    key = listing.columns["id"]
    columns = ", ".join(f'{expression} AS "{field}"' for field, expression in listing.columns.items())
    always = f"{listing.where} AND " if listing.where else ""
    asked = f"SELECT {columns} FROM {listing.source} WHERE {always}{key} > :_last ORDER BY {key} LIMIT :_chunk"
    last = ""
    while True:
        rows = connection.execute(asked, {"_last": last, "_chunk": chunk}).mappings()
        if not rows:
            return
        last = rows[-1]["id"]
        yield from fill(connection, listing.fill, rows)
