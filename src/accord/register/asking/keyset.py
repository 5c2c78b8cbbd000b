"""Read a list page by page from where the last page ended, so that what comes in between shifts nothing.

In:  the name of a list, filters, a sort; the key and the id of the last record that was seen.
Out: records as `lists.list_records` gives them, and where the next page begins.

Records are ordered by the sort, then by id; those for which the sort has no value come last, by id. Each page is read
from an index where there is one, however deep it lies.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from accord.register.asking.asking import fill
from accord.register.asking.lists import LISTS, Listing, conditions, gone_through, many_fit
from accord.register.asking.persons import PersonLine, person_lines
from accord.register.file.plain import Asking
from accord.register.who.needs import Identity

__all__ = ["After", "Stretch", "persons_from", "stretch"]

_PERSONS = "SELECT p.row, p.name, p.id FROM person p{where} ORDER BY p.name, p.id LIMIT :limit"


class After(msgspec.Struct, frozen=True, array_like=True):
    """The last record that was seen: its value of the sort, None where it had none; and its id."""

    key: str | int | float | None
    id: str


class Stretch(msgspec.Struct, frozen=True):
    """Some records of a list; `after` is where the next ones begin, None where these are the last."""

    records: list[dict[str, Any]]
    after: After | None


def stretch(
    connection: Asking,
    name: str,
    *,
    filters: Mapping[str, Sequence[str]],
    sort: str,
    limit: int,
    after: After | None = None,
) -> Stretch:
    """Return at most `limit` records of a list, from the first one `after`.

    Args:
        connection: The register.
        name: A key of `LISTS`.
        filters: As for `list_records`.
        sort: Name of a sort of the list, `-` before it for descending.
        limit: Most records.
        after: Where to begin; None for the beginning.

    Raises:
        NotFoundError: A filter names a party that is not there.
    """
    listing = LISTS[name]
    where, values = conditions(connection, listing, filters)
    many = bool(listing.through) and many_fit(connection, listing, where, values)
    expression = _expression(listing, sort)
    rows: list[dict[str, Any]] = []
    if after is None or after.key is not None:
        down = sort.startswith("-")
        part = _with_key(expression, listing.columns["id"], after, down=down)
        order = f"{expression} {'DESC' if down else 'ASC'}, {listing.columns['id']}"
        rows = _rows(
            connection, listing, sort, (f"{_and(where)}{part}", order), _asked(values, after, limit), many=many
        )
        after = None
    if len(rows) <= limit:
        more = f" AND {listing.columns['id']} > :_id" if after else ""
        part = f"{_and(where)}{expression} IS NULL{more}"
        asked = _asked(values, after, limit - len(rows))
        rows += _rows(connection, listing, sort, (part, listing.columns["id"]), asked, many=many)
    keys = [After(row.pop("_key"), row["id"]) for row in rows]
    records = fill(connection, listing.fill, rows[:limit])
    return Stretch(records, keys[limit - 1] if len(rows) > limit else None)


def persons_from(
    connection: Asking, identity: Identity, *, limit: int, after: After | None
) -> tuple[list[PersonLine], After | None]:
    """Return at most `limit` persons by name, from the first one `after`; and where the next ones begin."""
    where = " WHERE p.name >= :key AND (p.name > :key OR p.id > :id)" if after else ""
    more = {"key": str(after.key), "id": after.id} if after else {}
    rows = connection.execute(_PERSONS.format(where=where), {**more, "limit": limit + 1}).all()
    lines = person_lines(connection, [row for row, _, _ in rows[:limit]], identity)
    last = After(*rows[limit - 1][1:]) if len(rows) > limit else None
    return [lines[row] for row, _, _ in rows[:limit]], last


def _with_key(expression: str, id_: str, after: After | None, *, down: bool) -> str:
    if after is None:
        return f"{expression} IS NOT NULL"
    beyond = "<" if down else ">"
    return f"{expression} {beyond}= :_key AND ({expression} {beyond} :_key OR {id_} > :_id)"


def _and(where: str) -> str:
    return f"{where} AND " if where else " WHERE "


def _asked(values: Mapping[str, Any], after: After | None, limit: int) -> dict[str, Any]:
    more = {"_key": after.key, "_id": after.id} if after else {}
    return {**values, **more, "_limit": limit + 1}


def _expression(listing: Listing, sort: str) -> str:
    return next(sql for known, sql in listing.sorts.items() if known.lstrip("-") == sort.lstrip("-"))


def _rows(
    connection: Asking, listing: Listing, sort: str, parts: tuple[str, str], values: Mapping[str, Any], *, many: bool
) -> list[dict[str, Any]]:
    where, order = parts
    if listing.through:
        row = listing.columns["row"]
        source, among = gone_through(listing, where, order, sort, many=many)
        where = f" WHERE {row} IN (SELECT {row} FROM {source}{among} ORDER BY {order} LIMIT :_limit)"
    columns = ", ".join(f'{one} AS "{field}"' for field, one in listing.columns.items())
    asked = f"SELECT {columns}, {_expression(listing, sort)} AS _key FROM {listing.source}{where}"
    return connection.execute(f"{asked} ORDER BY {order} LIMIT :_limit", values).mappings()
