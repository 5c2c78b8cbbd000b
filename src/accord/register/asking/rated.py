"""What rates are made of, counted by the groups of a dimension; and the promises and ventures behind a number.

In:  an open register; a part of all: of these groups, of these quarters, as known by a day.
Out: how many have reached what, by group; ids of a page.
"""

import msgspec

from accord.register.file.plain import Asking

__all__ = ["Behind", "Part", "behind", "ids_of_bodies", "tallied", "without_quarter"]

_KNOWN = "(d.told IS NULL OR d.told <= :today)"
_SILENT = "SUM(CASE WHEN d.silent_from <= :today THEN 1 ELSE 0 END)"
_ALL = (
    f"SELECT d.key, d.marks, COUNT(*), {_SILENT} FROM rated d WHERE d.dimension = :by AND d.marks > 0 AND {_KNOWN} "
    "GROUP BY d.key, d.marks"
)
_PART = (
    f"SELECT g.key, d.marks, COUNT(*), {_SILENT} FROM ({{first}}) d JOIN rated g ON g.item = d.item AND g.dimension = :by "
    "WHERE d.marks > 0 GROUP BY g.key, d.marks"
)
_QUARTERS = (
    f"SELECT COALESCE(d.quarter, ''), d.marks, COUNT(*), {_SILENT} FROM ({{first}}) d WHERE d.marks > 0 "
    "GROUP BY COALESCE(d.quarter, ''), d.marks"
)
_FIRST = f"SELECT {{once}}d.item, d.marks, d.quarter, d.silent_from FROM rated d WHERE {{where}} AND {_KNOWN}"
_ALSO = "EXISTS (SELECT 1 FROM rated d WHERE d.item = {row} AND {where})"
_AMONG = "{row} IN (SELECT d.item FROM rated d WHERE {where})"
_QUARTERS_OF = "d.dimension = 'quarter' AND d.key >= :since AND d.key <= :until"
_ANY = "d.dimension = 'quarter'"
_NO_QUARTER = "SELECT COUNT(*) FROM ({first}) d WHERE d.quarter IS NULL AND (d.item > 0 OR d.marks > 0)"
_ITEMS = {True: ("venture x", "-x.row", ""), False: ("fact x", "x.row", "x.id >= 'c-' AND x.id < 'c.' AND ")}
_FEW = 60_000  # items that are put in order by their ids; of more, ids are walked in their order
_FIRST_QUARTER, _EVER = "0", "9999"  # before and behind every quarter

Few = tuple[str, int, int, int]  # key, marks, how many, how many of them silent


class Part(msgspec.Struct, frozen=True):
    """What is looked at.

    Attributes:
        today: What is known by then; silence is of that day.
        groups: Of all these: dimension, any of the keys as `rated` has them.
        since, until: Quarters; "" for no bound.
    """

    today: str
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    since: str = ""
    until: str = ""


class Behind(msgspec.Struct, frozen=True):
    """What is behind a number: marks that all have, marks that none has; whether only silent ones; of which kind and group."""

    project: bool
    marks: int
    lacks: int = 0
    silent: bool = False
    group: tuple[str, tuple[str, ...]] | None = None


def tallied(connection: Asking, part: Part, by: str) -> list[Few]:
    """Return how many promises and ventures of a part have which marks, by the keys of a dimension; quarters also under "".

    Each is in every group that it is of.
    """
    if any(not keys for _, keys in part.groups):
        return []
    if part.groups or part.since or part.until:
        first, values = _first(part)
        asked = (_QUARTERS if by == "quarter" else _PART).format(first=first)
    else:
        asked, values = _ALL, {"today": part.today}
    told = connection.execute(asked, {**values, "by": by})
    return [(str(key), int(marks), int(count), int(silent)) for key, marks, count, silent in told]


def without_quarter(connection: Asking, part: Part) -> int:
    """Return how many a part leaves out only because nobody knows their quarter; none where it asks for no quarters."""
    if not (part.since or part.until) or any(not keys for _, keys in part.groups):
        return 0
    groups = part.groups or (("quarter", ("",)),)
    first, values = _first(Part(part.today, groups))
    return int(connection.execute(_NO_QUARTER.format(first=first), values).scalar())


def behind(
    connection: Asking, part: Part, what: Behind, *, total: int, limit: int, offset: int
) -> list[tuple[str, int]]:
    """Return ids and rows of one page of what is behind a number, in the order of their ids; `total` is the number."""
    groups = (*part.groups, *((what.group,) if what.group else ()))
    if any(not keys for _, keys in groups):
        return []
    ways, values = _ways(Part(part.today, groups, part.since, part.until))
    table, row, kind = _ITEMS[what.project]
    own = f"d.item {'<' if what.project else '>'} 0 AND (d.marks & {what.marks}) = {what.marks} AND {_KNOWN}"
    own += f" AND (d.marks & {what.lacks}) = 0" + (" AND d.silent_from <= :today" if what.silent else "")
    parts = [_ALSO.format(row=row, where=_by_item(one)) for one in ways[1:]]
    of, way = (_ALSO, _by_item(ways[0])) if total > _FEW else (_AMONG, ways[0])
    parts.insert(0, of.format(row=row, where=f"{way} AND {own}"))
    asked = (
        f"SELECT x.id, x.row FROM {table} WHERE {kind}{' AND '.join(parts)} ORDER BY x.id LIMIT :limit OFFSET :offset"
    )
    return [(str(id_), int(at)) for id_, at in connection.execute(asked, {**values, "limit": limit, "offset": offset})]


def ids_of_bodies(connection: Asking) -> dict[int, str]:
    """Return the ids of all bodies, by their rows."""
    return {int(row): str(id_) for row, id_ in connection.execute("SELECT row, id FROM entity")}


def _first(part: Part) -> tuple[str, dict[str, str]]:
    """Return what selects the items of a part, each once, and the values that it names."""
    ways, values = _ways(part)
    several = bool(part.groups) and len(part.groups[0][1]) > 1
    where = " AND ".join(
        [ways[0], *(f"EXISTS (SELECT 1 FROM rated o WHERE o.item = d.item AND {_other(one)})" for one in ways[1:])]
    )
    return _FIRST.format(once="DISTINCT " if several else "", where=where), values


def _other(way: str) -> str:
    return _by_item(way).replace("d.", "o.")


def _by_item(way: str) -> str:
    """Return a condition so worded that the few rows of an item are looked through, not the many of a dimension."""
    return way.replace("d.dimension =", "d.dimension || '' =")


def _ways(part: Part) -> tuple[list[str], dict[str, str]]:
    """Return the conditions of a part, on a row of `rated d` each; all of them hold of an item."""
    ways, values = [], {"today": part.today}
    for dimension, keys in part.groups:
        names = [f"k{len(values) + at}" for at in range(len(keys))]
        values |= dict(zip(names, keys, strict=True))
        ways.append(f"d.dimension = '{dimension}' AND d.key IN ({', '.join(f':{name}' for name in names)})")
    if part.since or part.until:
        values |= {"since": part.since or _FIRST_QUARTER, "until": part.until or _EVER}
        ways.append(_QUARTERS_OF)
    return ways or [_ANY], values
