"""Lists of ventures: narrowed, sorted, so many as a page shows; what a policy counts of all in a period.

In:  an open register, what is asked for.
Out: rows of ventures, their number; sums.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from accord.follow.counting.joined import plain_name
from accord.model.reading import Money
from accord.register.asking.asking import parties_meant
from accord.register.file.plain import Asking, listed

__all__ = [
    "SORTS",
    "Counts",
    "Wanted",
    "counts",
    "places_meant",
    "reports_total",
    "venture_of",
    "venture_total",
    "ventures_in",
]

SORTS = (
    "first",
    "-last",
    "last",
    "-stage",
    "stage",
    "-money",
    "money",
    "-first",
)  # of them `-first` where none is asked for
_KNOWN = "(v.told IS NULL OR v.told <= :today)"
_OF = "v.row IN (SELECT -d.item FROM rated d WHERE d.dimension {dimension} AND d.key IN ({keys}) AND d.item < 0)"
_COUNTED = "v.row {no}IN (SELECT c.venture FROM venture_act c WHERE c.policy = :policy AND c.projects > 0{period})"
_PERIOD = " AND c.day_first >= :since AND c.day_last <= :until"
_STAGE = {False: "(v.stage = :{key} OR v.stopped = :{key})", True: "v.rung = -1"}
_NAMINGS = "SELECT n.venture, p.name FROM venture_naming n JOIN project p ON p.row = n.row WHERE n.plain LIKE :plain"
_TITLED = "SELECT h.venture FROM agreement a JOIN venture_agreement h ON h.agreement = a.row WHERE a.title LIKE :words ESCAPE '!'"
_ORDERS = {
    "-first": "v.first DESC, v.id",
    "first": "CASE WHEN v.first = '' THEN 1 ELSE 0 END, v.first, v.id",
    "-last": "v.last DESC, v.id",
    "last": "CASE WHEN v.last = '' THEN 1 ELSE 0 END, v.last, v.id",
    "-stage": "v.rung DESC, v.id",
    "stage": "CASE WHEN v.rung < 0 THEN 1 ELSE 0 END, v.rung, v.id",
    "-money": "CASE WHEN m.currency IS NULL THEN 1 ELSE 0 END, m.currency DESC, m.amount DESC, v.id",
    "money": "CASE WHEN m.currency IS NULL THEN 1 ELSE 0 END, m.currency, m.amount, v.id",
    "newest": "v.first DESC, v.id DESC",
}
_MONEY = (  # of each venture the sum in the last of its currencies: sums of several are never compared
    " LEFT JOIN (SELECT c.venture, c.currency, SUM(CAST(c.amount AS DOUBLE PRECISION)) AS amount FROM venture_act c "
    "WHERE c.policy = :policy AND c.currency = (SELECT MAX(o.currency) FROM venture_act o WHERE o.venture = c.venture "
    "AND o.policy = :policy{other}){period} GROUP BY c.venture, c.currency) m ON m.venture = v.row"
)
_SUMS = (
    "SELECT c.currency, c.amount, SUM(c.projects), COUNT(*) FROM venture_act c WHERE c.policy = :policy{period} "
    "GROUP BY c.currency, c.amount ORDER BY c.currency"
)
_REPORTS = (
    "SELECT COUNT(*) FROM report r JOIN agreement a ON a.row = r.agreement "
    "WHERE NOT r.earlier AND NOT r.rejected AND a.status = 'signed'"
)
_OF_ID = (
    "SELECT row, id FROM venture WHERE id = :id",
    "SELECT v.row, v.id FROM agreement a JOIN venture_agreement h ON h.agreement = a.row JOIN venture v ON v.row = h.venture "
    "WHERE a.id = :id",
    "SELECT v.row, v.id FROM fact f JOIN venture_naming n ON n.row = f.row JOIN venture v ON v.row = n.venture WHERE f.id = :id",
)


class Wanted(msgspec.Struct, frozen=True):
    """Which ventures are asked for.

    Attributes:
        today: They are known by then.
        policy, period: How they are counted, which is asked of by `counted` and by sorts.
        filters: Of each name (`name`, `stage`, `sector`, `district`, `party`, `counted`) values, all of which hold.
    """

    today: date
    policy: str
    period: tuple[date, date] | None
    filters: Mapping[str, Sequence[str]]


class Counts(msgspec.Struct, frozen=True):
    """What a policy counts of all ventures: projects, money by currency; how many reports of signings it leaves out."""

    projects: int
    money: tuple[Money, ...]
    left_out: int


def ventures_in(
    connection: Asking, wanted: Wanted, sort: str = "-first", *, limit: int, offset: int = 0
) -> list[tuple[int, str]]:
    """Return rows and ids of the ventures of one page; `newest` sorts by the first signing and id, the last first.

    Raises:
        NotFoundError: No body goes by a name that is asked for.
    """
    where, values = _asked(connection, wanted)
    order = _ORDERS.get(sort, _ORDERS["-first"])
    period = _PERIOD if wanted.period else ""
    other = period.replace("c.", "o.")
    joined = _MONEY.format(period=period, other=other) if "m." in order else ""
    asked = f"SELECT v.row, v.id FROM venture v{joined} WHERE {where} ORDER BY {order} LIMIT :limit OFFSET :offset"
    found = connection.execute(asked, {**values, "limit": limit, "offset": offset})
    return [(int(row), str(id_)) for row, id_ in found]


def venture_total(connection: Asking, wanted: Wanted) -> int:
    """Return how many ventures are asked for.

    Raises:
        NotFoundError: No body goes by a name that is asked for.
    """
    where, values = _asked(connection, wanted)
    return int(connection.execute(f"SELECT COUNT(*) FROM venture v WHERE {where}", values).scalar())


def venture_of(connection: Asking, id_: str) -> tuple[int, str] | None:
    """Return row and id of the venture to which an id leads: its own, or that of an agreement or a naming of it."""
    for asked in _OF_ID:
        for row, own in connection.execute(asked, {"id": id_}):
            return int(row), str(own)
    return None


def reports_total(connection: Asking) -> int:
    """Return how many reports of signings there are, counted or not."""
    return int(connection.execute(_REPORTS).scalar())


def counts(connection: Asking, policy: str, period: tuple[date, date] | None, reports: int) -> Counts:
    """Return what a policy counts in a period, over all ventures; of so many reports."""
    asked = _SUMS.format(period=_PERIOD if period else "")
    projects, acts, money = 0, 0, dict[str, Decimal]()
    for currency, amount, counted, times in connection.execute(asked, {"policy": policy, **_days(period)}):
        projects, acts = projects + counted, acts + times
        if currency:
            money[currency] = money.get(currency, Decimal(0)) + times * Decimal(amount)
    left = reports - acts
    return Counts(projects, tuple(Money(format(value, "f"), key) for key, value in sorted(money.items())), left)


def places_meant(connection: Asking, name: str) -> list[str]:
    """Return the codes of the places that a code, or words of a name, mean."""
    wanted = name.casefold()
    rows = connection.execute("SELECT * FROM region").mappings()
    return sorted(
        one["code"]
        for one in rows
        if wanted == one["code"].casefold()
        or any(wanted in (told or "").casefold() for key, told in one.items() if key.startswith("name_"))
    )


def _asked(connection: Asking, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """Return the condition, and the values that it names."""
    parts, values = [_KNOWN], {"today": wanted.today.isoformat(), "policy": wanted.policy, **_days(wanted.period)}
    for name, several in wanted.filters.items():
        for value in several:
            key = f"v{len(values)}"
            values[key] = value
            parts.append(_CONDITIONS[name](connection, wanted, value, key))
    return " AND ".join(parts), values


def _of_party(connection: Asking, _: Wanted, name: str, __: str) -> str:
    rows = ", ".join(f"'{row}'" for row in parties_meant(connection, name))
    return _OF.format(dimension="IN ('partner', 'party')", keys=rows)


def _of_place(connection: Asking, _: Wanted, name: str, __: str) -> str:
    codes = ", ".join(f"'{code}'" for code in places_meant(connection, name) if code.isalnum())
    return _OF.format(dimension="= 'district'", keys=codes or "NULL")


def _of_name(connection: Asking, _: Wanted, words: str, __: str) -> str:
    """Return that a naming of it, or the title of an agreement, holds words; of titles without regard to the case of ASCII."""
    told = connection.execute(_NAMINGS, {"plain": f"%{plain_name(words)}%"})
    rows = {venture for venture, name in told if words.casefold() in (name or "").casefold()}
    plain = "".join(f"!{sign}" if sign in "%_!" else sign for sign in words)
    rows.update(connection.execute(_TITLED, {"words": f"%{plain}%"}).scalars())
    return f"v.row IN ({listed(sorted(rows))})" if rows else "1 = 0"


def _counted(_: Asking, wanted: Wanted, value: str, __: str) -> str:
    return _COUNTED.format(no="" if value == "yes" else "NOT ", period=_PERIOD if wanted.period else "")


_CONDITIONS: dict[str, Callable[[Asking, Wanted, str, str], str]] = {
    "name": _of_name,
    "stage": lambda _, __, value, key: _STAGE[value == "none"].format(key=key),
    "sector": lambda _, __, ___, key: _OF.format(dimension="= 'sector'", keys=f":{key}"),
    "district": _of_place,
    "party": _of_party,
    "counted": _counted,
}


def _days(period: tuple[date, date] | None) -> dict[str, str]:
    return {"since": period[0].isoformat(), "until": period[1].isoformat()} if period else {}
