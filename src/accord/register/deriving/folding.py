"""Derive the register from the log: the only writer of the derived tables.

In:  ids of units that came or changed, and what identity says.
Out: mentions, entities, facts with their evidence, agreements over all their reports, orphaned decisions.

Folding a unit again changes nothing; the order in which units are folded does not matter. One unit or ten thousand
go the same way, so that what comes in by and by and what is rebuilt at once are the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from accord.register.deriving.rows import insert_units, remove_units
from accord.register.deriving.uncollected import uncollected
from accord.register.log import log
from accord.register.persons.marks import Marks, marks
from accord.register.persons.rows import forget_persons, insert_persons
from accord.register.persons.settling import settle_persons
from accord.register.promises.settling import settle_promises
from accord.register.promises.touched import before
from accord.register.reports.events import settle_agreements
from accord.register.tables import tables
from accord.register.tables.batches import chunks, insert_all
from accord.register.tables.changes import changed_since, count_fold, newest_change
from accord.register.units.compose import Composed, compose
from accord.register.units.units import Unit, all_ids, load
from accord.register.ventures.settling import Changed, settle_ventures
from accord.register.ventures.touched import before as ventures_before
from accord.register.who.comparing import compare
from accord.register.who.entities import settle_entities
from accord.register.who.needs import Identity
from accord.register.who.regions import replace_agreements

__all__ = ["BATCH", "fold", "orphan_absent", "rebuild"]

BATCH = 2_000  # units folded in one transaction of a rebuild: some 20,000 facts, 100 MB


@uncollected()
def fold(connection: Connection, ids: Sequence[str], identity: Identity) -> None:
    """Derive anew what the units say, and whatever in the register rests on it."""
    units = load(connection, ids)
    composed = [compose(unit.id, unit.content, unit.facts, unit.decisions, older=unit.older) for unit in units]
    held = {unit.id: marks(unit, said) for unit, said in zip(units, composed, strict=True)}
    resting, seen = before(connection, ids), newest_change(connection)
    named_before = ventures_before(connection, ids)
    named = forget_persons(connection, ids)
    lost = remove_units(connection, ids)
    made = insert_units(connection, list(zip(units, composed, strict=True)), identity)
    touched = lost.forms | made.forms
    stirred = compare(connection, touched, identity)
    stirred.forms |= lost.decided | made.decided
    moved = settle_entities(connection, stirred, touched, identity)
    settle_agreements(connection, made.reports, lost.agreements, identity, moved=moved.forms, loosened=lost.reports)
    changed = changed_since(connection, seen)
    replace_agreements(connection, moved.entities)
    told = settle_promises(connection, ids, resting, agreements=changed, moved=moved.forms, shifted=moved.shifted)
    settle_ventures(connection, ids, named_before, Changed(changed, moved.forms, moved.entities, told))
    named |= insert_persons(connection, ids, {unit: mark.sides for unit, mark in held.items()}, identity)
    settle_persons(connection, named, moved.forms | moved.called, identity)
    _settle_orphans(connection, units, composed, held)


def rebuild(connection: Connection, identity: Identity, *, progress: Callable[[int, int], None]) -> int:
    """Return how many units the whole log was folded from, after dropping what was derived before.

    `progress` hears how many are done, and of how many, after each batch.
    """
    tables.empty_derived(connection)
    count_fold(connection)
    ids = list(all_ids(connection))
    for done, batch in enumerate(chunks(ids, BATCH)):
        fold(connection, batch, identity)
        progress(min((done + 1) * BATCH, len(ids)), len(ids))
    orphan_absent(connection)
    return len(ids)


def orphan_absent(connection: Connection) -> None:
    """List the standing decisions whose text is not in the register."""
    gone = log.undone(connection)
    table = tables.decision_text
    absent = connection.execute(
        select(table.c.decision, table.c.text).where(
            table.c.text.like("sha256:%") & table.c.text.not_in(select(tables.text.c.id))
        )
    )
    rows = [
        {"decision": seq, "unit": text, "reason": "its document is not in the register"}
        for seq, text in absent
        if seq not in gone
    ]
    _list_orphans(connection, {row["unit"] for row in rows}, rows)


def _settle_orphans(
    connection: Connection, units: Sequence[Unit], composed: Sequence[Composed], held: Mapping[str, Marks]
) -> None:
    rows = [
        {"decision": int(seq[1:]), "unit": unit.id, "reason": reason}
        for unit, each in zip(units, composed, strict=True)
        for seq, reason in dict(reversed((*each.orphans, *held[unit.id].orphans))).items()
    ]
    _list_orphans(connection, {unit.id for unit in units}, rows)


def _list_orphans(connection: Connection, units: Iterable[str], rows: list[dict[str, Any]]) -> None:
    for chunk in chunks(sorted(units)):
        connection.execute(delete(tables.orphan).where(tables.orphan.c.unit.in_(chunk)))
    insert_all(connection, tables.orphan, rows)
