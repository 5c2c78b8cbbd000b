"""Count a list by what its records have in common: kinds, states, sectors, regions, bodies, periods, languages.

In:  filters, as for the list of agreements.
Out: for each facet its values, the most frequent first, each with how many agreements have it under these filters.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from accord.register.asking.asking import names_in
from accord.register.asking.lists import LISTS, conditions
from accord.register.file.plain import Asking

if TYPE_CHECKING:
    from accord.register.asking.tally import Tally

__all__ = ["FACETS", "Facet", "facets"]

_IN = "WHERE {table}.agreement {{among}} GROUP BY 1"
_PLAIN = "SELECT {what} AS value, COUNT(*) AS count FROM agreement a{{where}} GROUP BY 1"
_YEAR = "substr(CASE WHEN a.date IS NULL OR a.date LIKE '--%' THEN a.published ELSE a.date END, 1, 4)"
_NAMED = "SELECT {id} AS value, s.count, {names} FROM ({counted}) s JOIN {table} ON {row} = s.value"

FACETS: dict[str, str] = {
    "kind": _PLAIN.format(what="a.kind"),
    "status": _PLAIN.format(what="a.status"),
    "period": _PLAIN.format(what=_YEAR),
    "sector": f"SELECT s.sector AS value, COUNT(*) AS count FROM agreement_sector s {_IN.format(table='s')}",
    "region": _NAMED.format(
        id="r.code", names=f"r.level, r.parent, {names_in('r')}", table="region r", row="r.code",
        counted=f"SELECT g.region AS value, COUNT(*) AS count FROM agreement_region g {_IN.format(table='g')}",
    ),
    "party": _NAMED.format(
        id="e.id", names=f"e.kind, e.name, {names_in('e')}", table="entity e", row="e.row",
        counted="SELECT p.entity AS value, COUNT(*) AS count FROM agreement_party p "
        f"{_IN.format(table='p')} ORDER BY 2 DESC, 1 LIMIT :_most",
    ),
    "language": "SELECT u.language AS value, COUNT(DISTINCT r.agreement) AS count FROM report r JOIN fact f ON f.row = r.row "
    f"JOIN unit u ON u.row = f.unit {_IN.format(table='r').replace('WHERE', 'WHERE NOT r.earlier AND')}",
}  # fmt: skip
"""SQL by facet; `{where}` takes the conditions of the list, `{among}` the agreements under them."""


_CALLED = {
    "region": f"SELECT r.code AS key, r.code AS value, r.level, r.parent, {names_in('r')} FROM region r "
    "WHERE r.code IN ({among})",
    "party": f"SELECT e.row AS key, e.id AS value, e.kind, e.name, {names_in('e')} FROM entity e WHERE e.row IN ({{among}})",
}
_OWN = {"period": ("since", "until")}  # filters that a facet sets, where they are not called as it is


class Facet(msgspec.Struct, frozen=True):
    """One value of a facet.

    Attributes:
        value: What the filter of the facet's name takes; a period is a year, for `since` and `until`.
        count: Agreements that have it.
        more: Display names by `name_<language>`; of a region also level and parent, of a body its kind.
    """

    value: str
    count: int
    more: dict[str, Any]


def facets(
    connection: Asking,
    *,
    filters: Mapping[str, Sequence[str]] = {},
    only: Sequence[str] = tuple(FACETS),
    most: int = 50,
    tally: "Tally | None" = None,
) -> dict[str, list[Facet]]:
    """Return the facets of agreements, each under all filters but its own.

    Args:
        connection: The register.
        filters: As for `list_records`.
        only: Which facets.
        most: Values of one facet.
        tally: What counts at once, for a program that stays open; None asks the database.

    Raises:
        NotFoundError: There is no such filter; or no party of that name.
    """
    others = {name: _others(name, filters) for name in only}
    if tally is not None:
        counted = tally.counts(connection, others, most=most)
        return {name: _told(connection, name, counted[name]) for name in only}
    return {name: _asked(connection, name, others[name], most) for name in only}


def _others(name: str, filters: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    return {key: values for key, values in filters.items() if key not in _OWN.get(name, (name,))}


def _asked(connection: Asking, name: str, filters: Mapping[str, Sequence[str]], most: int) -> list[Facet]:
    where, values = conditions(connection, LISTS["agreements"], filters)
    among = f"IN (SELECT a.row FROM agreement a{where})" if where else "IS NOT NULL"
    asked = FACETS[name].replace("{where}", where).replace("{among}", among)
    rows = connection.execute(asked, {**values, "_most": most}).mappings()
    told = [Facet(str(row.pop("value")), int(row.pop("count")), dict(row)) for row in rows if row["value"]]
    return sorted(told, key=lambda one: (-one.count, one.value))[:most]


def _told(connection: Asking, name: str, counted: Sequence[tuple[str, int]]) -> list[Facet]:
    """Return counted values with the names of those that have some."""
    if name not in _CALLED:
        return [Facet(value, count, {}) for value, count in counted]
    named = {f"v{at}": int(value) if name == "party" else value for at, (value, _) in enumerate(counted)}
    rows = connection.execute(_CALLED[name].format(among=", ".join(f":{key}" for key in named) or "NULL"), named)
    called = {str(row.pop("key")): row for row in rows.mappings()}
    told = [Facet(str(called[value].pop("value")), count, called[value]) for value, count in counted if value in called]
    return sorted(told, key=lambda one: (-one.count, one.value))
