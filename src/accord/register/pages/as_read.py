"""What a document says as it was read, before any decision: beside a correction stands what it corrects.

In:  a document and some of its facts.
Out: their fields as the newest reading has them.
"""

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from accord.register.tables.kinds import KINDS, fields_to_set, party_ids
from accord.register.units.compose import compose
from accord.register.units.units import load

__all__ = ["as_read"]


def as_read(connection: Connection, document: str, facts: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the fields of facts of a document as it was read, bodies by the names that it has for them."""
    found: dict[str, dict[str, Any]] = {}
    for unit in load(connection, [document]):
        names = {party.id: party.name for party in unit.facts.parties}
        for fact in compose(unit.id, unit.content, unit.facts, ()).facts:
            if fact.id in facts:
                kind, plain = KINDS[fact.kind], msgspec.to_builtins(fact.value)
                held = [names[one] for one in party_ids(kind, fact.value) if one in names]
                plain[kind.party_field] = next(iter(held), None) if kind.party_field == "party" else held
                found[fact.id] = {field: plain[field] for field in fields_to_set(kind)}
    return found
