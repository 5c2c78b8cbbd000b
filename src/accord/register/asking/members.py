"""What a body or an agreement is made of: names with their mentions, reports.

In:  the id of a body, of one of its mentions, of a report.
Out: the members beside it.
"""

from collections import defaultdict

import msgspec
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.register.asking.asking import entity_of
from accord.register.file.plain import over

__all__ = ["Member", "members", "reports_beside"]

_MOST = 2  # mentions of a form that are looked at: the smallest, and the one beside it

_MENTIONS = (
    "SELECT o.row, COALESCE(b.key, o.key) AS name, m.id FROM form o LEFT JOIN form b ON b.row = o.base "
    "JOIN mention m ON m.form = o.row WHERE o.entity = :entity AND (m.id = :asked OR m.id IN "
    "(SELECT x.id FROM mention x WHERE x.form = o.row ORDER BY x.id LIMIT :most)) ORDER BY m.id"
)
_BESIDE = (
    "SELECT f.id FROM report r JOIN fact f ON f.row = r.row WHERE f.id <> :asked AND r.agreement = "
    "(SELECT h.agreement FROM report h JOIN fact g ON g.row = h.row WHERE g.id = :asked) ORDER BY f.id"
)


class Member(msgspec.Struct, frozen=True):
    """A form of a body: the key of its name, and its smallest mentions (and the one that was asked for), in order."""

    name: str
    mentions: tuple[str, ...]


def members(connection: Connection, whole: str) -> list[Member]:
    """Return the forms of the body that an id means, which may be one of its mentions'."""
    entity = entity_of(over(connection), whole)
    held: dict[int, tuple[str, list[str]]] = defaultdict(lambda: ("", []))
    for row, name, mention in connection.execute(sql(_MENTIONS), {"entity": entity, "asked": whole, "most": _MOST}):
        held[row] = (name, [*held[row][1], mention])
    return [Member(name, tuple(mentions)) for name, mentions in held.values()]


def reports_beside(connection: Connection, report: str) -> list[str]:
    """Return the ids of the other reports that tell of the same agreement."""
    return list(connection.execute(sql(_BESIDE), {"asked": report}).scalars())
