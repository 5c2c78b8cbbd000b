"""Agreements that may be the one that a person is about to bring in.

In:  the parties' names as typed, and the day, as far as it is known.
Out: plain records, the likeliest first: with all that is asked, or with as many of the parties as can be told.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from accord.model.dates import compatible, is_partial_date
from accord.register.asking.asking import body_of, names_in
from accord.register.file.plain import Asking, listed

__all__ = ["agreements_like"]

_DAYS = 3  # as far as two reports of one signing may differ
_EACH = 5_000  # agreements of one body that are looked at, the newest
_BODIES = (
    "SELECT o.entity FROM form_name n JOIN form o ON o.row = n.form WHERE n.name = :name COLLATE NOCASE AND o.entity IS NOT NULL "
    "UNION SELECT row FROM entity WHERE name_en = :name COLLATE NOCASE UNION SELECT row FROM entity WHERE name_zh = :name COLLATE NOCASE LIMIT 5"
)
_OF = "SELECT DISTINCT agreement FROM agreement_party WHERE entity IN ({rows}) ORDER BY agreement DESC LIMIT :most"
_SHOWN = "SELECT row, id, kind, status, title, date, published, amount, currency FROM agreement WHERE row IN ({rows})"
_PARTIES = (
    f"SELECT p.agreement, e.id, e.name, {names_in('e')} FROM agreement_party p JOIN entity e ON e.row = p.entity "
    "WHERE p.agreement IN ({rows}) ORDER BY p.agreement, e.name, e.id"
)


def agreements_like(asking: Asking, names: Sequence[str], day: str | None, *, limit: int = 3) -> list[dict[str, Any]]:
    """Return agreements that at least two of the bodies have, on a day that fits.

    Each says whether its day is the same, give or take three days (`same_day`), and how many of the bodies it has.
    """
    shared: Counter[int] = Counter()
    for name in dict.fromkeys(name.strip() for name in names):
        bodies = asking.execute(_BODIES, {"name": name}).scalars()
        if bodies:
            shared.update(asking.execute(_OF.format(rows=listed(bodies)), {"most": _EACH}).scalars())
    wanted = [row for row, times in shared.most_common(200) if times >= 2]
    if not wanted:
        return []
    sought = day if day and is_partial_date(day) else None
    found = [
        record | {"shared": shared[record["row"]], "same_day": _same_day(sought, record["date"])}
        for record in asking.execute(_SHOWN.format(rows=listed(wanted))).mappings()
        if not (sought and record["date"]) or _same_day(sought, record["date"])
    ]
    found.sort(key=lambda one: (not one["same_day"], -one["shared"], one["id"]))
    return _with_parties(asking, found[:limit])


def _same_day(sought: str | None, day: str | None) -> bool:
    return bool(sought and day and compatible(sought, day, days=_DAYS))


def _with_parties(asking: Asking, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_row = {one.pop("row"): one | {"parties": []} for one in found}
    if by_row:
        for row, *told in asking.execute(_PARTIES.format(rows=listed(by_row))):
            by_row[row]["parties"].append(body_of(*told))
    return list(by_row.values())
