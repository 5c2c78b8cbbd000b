"""Documents by what is known of them, also where words sought in titles or sources stand in few of very many.

In:  filters, a sort and a page, as `lists.list_records` takes them.
Out: a page of records; and whether more fit than were counted.

Few matches are found in one pass over the documents and put in order then: in the order of an index every document would
be looked at by itself, which takes ten times as long. Of many matches the first are found at once, so they are not counted.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from accord.register.asking.asking import fill
from accord.register.asking.lists import LISTS, Page, conditions, list_records
from accord.register.file.plain import Asking

__all__ = ["Browsed", "browse"]

_FEW = 2_000  # matches that are put in order at once: takes 10 ms
_WORDS = {"title", "source"}  # filters that look at every document


class Browsed(msgspec.Struct, frozen=True):
    """A page of documents; with `more`, there are more than `page.total` says."""

    page: Page
    more: bool = False


def browse(
    connection: Asking,
    *,
    filters: Mapping[str, Sequence[str]],
    sort: str | None,
    limit: int,
    offset: int,
) -> Browsed:
    """Return one page of the documents under the filters."""
    if not filters:
        return Browsed(list_records(connection, "documents", sort=sort, limit=limit, offset=offset))
    where, values = conditions(connection, LISTS["documents"], filters)
    rows = connection.execute(f"SELECT u.row FROM unit u{where} LIMIT {_FEW + 1}", values).scalars()
    if len(rows) <= _FEW:
        few = f" WHERE u.row IN ({', '.join(map(str, rows)) or 'NULL'})"
        return Browsed(
            Page(_records(connection, few, {}, _order(sort, few=True), limit, offset), len(rows), offset, limit)
        )
    more = bool(_WORDS & set(filters))
    total = _FEW if more else int(connection.execute(f"SELECT COUNT(*) FROM unit u{where}", values).scalar())
    records = _records(connection, where, values, _order(sort, few=False), limit, offset)
    return Browsed(Page(records, total, offset, limit), more)


def _order(sort: str | None, *, few: bool) -> str:
    """Return the order of a sort; of few, as an expression for which no index is taken."""
    listing = LISTS["documents"]
    chosen = sort or next(iter(listing.sorts))
    by = {name.lstrip("-"): expression for name, expression in listing.sorts.items()}[chosen.lstrip("-")]
    held = f"COALESCE({by}, NULL)" if few else by
    return f"{held} {'DESC' if chosen.startswith('-') else 'ASC'} NULLS LAST, u.id"


def _records(
    connection: Asking, where: str, values: Mapping[str, Any], order: str, limit: int, offset: int
) -> list[dict[str, Any]]:
    listing = LISTS["documents"]
    columns = ", ".join(f'{expression} AS "{field}"' for field, expression in listing.columns.items())
    asked = f"SELECT {columns} FROM {listing.source}{where} ORDER BY {order} LIMIT :_limit OFFSET :_offset"
    found = connection.execute(asked, {**values, "_limit": limit, "_offset": offset}).mappings()
    return fill(connection, listing.fill, found)
