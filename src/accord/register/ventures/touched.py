"""Which namings of projects are otherwise when units are folded, and of which ventures they are or were.

In:  units, before and after their rows are written anew; agreements that were written or dropped, forms and bodies that moved.
Out: units whose namings are to be read anew, ventures to be made anew, names of which there are more or fewer namings.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import delete
from sqlalchemy.engine import Connection

from accord.register.tables.batches import chunks, found_among, rows_among
from accord.register.tables.venture_tables import venture_naming, venture_told

__all__ = ["Before", "before", "forget_namings", "stale_units", "stirred"]

_UNITS = "SELECT row FROM unit WHERE id IN :among"
_NAMED = "SELECT venture, plain FROM venture_naming WHERE unit IN :among"
_RESTING = (  # ventures of which a person confirmed a state by words of these units
    "SELECT n.venture FROM unit u JOIN followed_words k ON k.unit = u.row JOIN followed w ON w.decision = k.decision "
    "JOIN venture_naming n ON n.row = w.fact WHERE u.id IN :among"
)
_STALE = {
    "ids": "SELECT f.unit FROM unit u JOIN fact f ON f.unit = u.row JOIN project p ON p.row = f.row WHERE u.id IN :among",
    "agreements": "SELECT f.unit FROM report r JOIN fact x ON x.row = r.row JOIN fact f ON f.unit = x.unit "
    "JOIN project p ON p.row = f.row WHERE r.agreement IN :among UNION SELECT unit FROM venture_told WHERE agreement IN :among",
    "forms": "SELECT f.unit FROM mention m JOIN fact_party s ON s.mention = m.row JOIN project p ON p.row = s.fact "
    "JOIN fact f ON f.row = p.row WHERE m.form IN :among",
}
_STIRRED = {
    "agreements": "SELECT venture FROM venture_agreement WHERE agreement IN :among",
    "promises": "SELECT v.venture FROM promise p JOIN venture_agreement v ON v.agreement = p.agreement WHERE p.row IN :among",
    "bodies": "SELECT -item FROM rated WHERE dimension IN ('partner', 'party') AND key IN :among AND item < 0",
}


class Before(msgspec.Struct, frozen=True):
    """What rested on units before they were folded: ventures, and how many of their namings have which name."""

    ventures: set[int]
    names: Counter[str]


def before(connection: Connection, ids: Sequence[str]) -> Before:
    """Return what rests on these units now, and forget their namings: their rows are about to go."""
    units = list(found_among(connection, _UNITS, ids))
    was = forget_namings(connection, units)
    was.ventures.update(found_among(connection, _RESTING, ids))
    return was


def forget_namings(connection: Connection, units: Sequence[int]) -> Before:
    """Return of which ventures and names the namings of these units were, after taking them out."""
    was = Before(set(), Counter())
    for venture, plain in rows_among(connection, _NAMED, units):
        was.ventures.add(venture)
        was.names[plain] += 1
    for chunk in chunks(units):
        for table in (venture_naming, venture_told):
            connection.execute(delete(table).where(table.c.unit.in_(chunk)))
    return was


def stale_units(
    connection: Connection, ids: Sequence[str], agreements: Iterable[int], forms: Iterable[int]
) -> list[int]:
    """Return the units that name projects and say otherwise now of which they are: read anew, or their agreements or bodies moved."""
    stale = set(found_among(connection, _STALE["ids"], ids))
    stale.update(found_among(connection, _STALE["agreements"], agreements))
    stale.update(found_among(connection, _STALE["forms"], forms))
    return sorted(stale)


def stirred(
    connection: Connection,
    ids: Sequence[str],
    *,
    agreements: Iterable[int],
    promises: Iterable[int],
    bodies: Iterable[int],
) -> set[int]:
    """Return the ventures of these agreements as they were, of these promises, of bodies at another place, and of these words."""
    ventures = set(found_among(connection, _RESTING, ids))
    ventures.update(found_among(connection, _STIRRED["agreements"], agreements))
    ventures.update(found_among(connection, _STIRRED["promises"], promises))
    ventures.update(found_among(connection, _STIRRED["bodies"], map(str, bodies)))
    return ventures
