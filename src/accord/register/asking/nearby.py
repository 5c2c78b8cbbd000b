"""What doors need to know of ids: how short each may be printed, and which facts a decision made or changed.

In:  whole ids; the id of a decision.
Out: the shortest beginnings that `show.find_id` still understands; ids of facts.
"""

import re
from collections.abc import Iterable

from accord.register.file.plain import Asking

__all__ = ["LEAST_DIGITS", "facts_decided", "short_ids"]

LEAST_DIGITS = 6  # hexadecimal digits that are always shown, so that an id looks like one

_SHA = "sha256:"
_TABLES = {"p-": "mention", "h-": "person_mention"}
_NEIGHBOURS = "SELECT (SELECT MAX(id) FROM {table} WHERE id < :id), (SELECT MIN(id) FROM {table} WHERE id > :id)"
_CODED = (
    "SELECT (SELECT 'p-' || MAX(code) FROM form WHERE code < substr(:id, 3)), "
    "(SELECT 'p-' || MIN(code) FROM form WHERE code > substr(:id, 3))"
)
_HASHED = re.compile(r"p-[0-9a-f]{12}")
_DECIDED = (
    "SELECT f.id FROM unit u JOIN fact f ON f.unit = u.row WHERE (u.id = :id OR u.id IN "
    "(SELECT text FROM decision_text WHERE decision = :seq)) AND f.edited LIKE '%\"' || :id || '\"%' ORDER BY f.id"
)


def short_ids(connection: Asking, ids: Iterable[str]) -> dict[str, str]:
    """Return for each id its beginning that no other id in the register shares; all of a kind equally long.

    A document's comes without `sha256:`. Ids of decisions are short already, and codes of well-known bodies stay whole.
    """
    listed = set(ids)
    coded = {one for one in listed if one.startswith("p-") and not _HASHED.fullmatch(one)}
    whole = sorted(listed - coded)
    least: dict[str, int] = {}
    for one in whole:
        least[one[:1]] = max(least.get(one[:1], 0), _needed(connection, one))
    return {one: one for one in coded} | {one: one[: least[one[:1]]].removeprefix(_SHA) for one in whole}


def facts_decided(connection: Asking, decision: str) -> list[str]:
    """Return the ids of the facts that a decision made or changed, as the register stands."""
    return list(connection.execute(_DECIDED, {"id": decision, "seq": int(decision[1:])}).scalars())


def _needed(connection: Asking, one: str) -> int:
    """Return how many characters tell an id from its neighbours in the order of ids."""
    if one[1:].isdigit():
        return len(one)
    table = "unit" if one.startswith(_SHA) else _TABLES.get(one[:2], "fact")
    asked = [_NEIGHBOURS.format(table=table), *([_CODED] if table == "mention" else [])]
    near = [other for statement in asked for other in connection.execute(statement, {"id": one}).one()]
    shared = max((_shared(one, other) for other in near if other), default=0)
    start = len(_SHA) if table == "unit" else 2
    needed = max(start + LEAST_DIGITS, shared + 1)
    while table == "unit" and one[start] == "d" and one[start + 1 : needed].isdigit():  # reads as a decision's id
        needed += 1
    return needed


def _shared(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    return at
