"""Write the ledger anew where it is touched: promises over all their reports, their sides, since when nobody speaks of them.

In:  what changed (`touched`).
Out: rows of `promise`, `promise_wording`, `promise_side`; what became of it, for who counts what promises make up.

Commitments of one agreement are looked at together, so that all of an agreement that changed are gathered anew; of nothing
else is anything read.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.engine import Connection

from accord.follow.wordings import gathered
from accord.register.file.plain import grouped, mapped, over
from accord.register.promises.ledger import Step, promise_row
from accord.register.promises.silence import hear, of_bodies, stirred_by
from accord.register.promises.touched import Before, alike, told_by
from accord.register.reports.sides import parties_of
from accord.register.tables.batches import chunks, insert_all
from accord.register.tables.promise_tables import promise, promise_side, promise_wording

__all__ = ["settle_promises"]

_RECORDS = (
    'SELECT d.row, f.id, f.unit AS document, u.published, substr(t.content, f.start + 1, f."end" - f.start) AS quote, '
    "COALESCE(u.published, CASE WHEN a.status = 'signed' THEN a.date END) AS told, d.modality, d.due, d.amount, d.currency, "
    "a.row AS agreement FROM commitment d JOIN fact f ON f.row = d.row JOIN unit u ON u.row = f.unit LEFT JOIN text t "
    "ON t.row = u.text LEFT JOIN report r ON r.row = d.report LEFT JOIN agreement a ON a.row = r.agreement "
    "WHERE d.row IN ({rows})"
)
_STEPS = (
    "SELECT w.fact, w.decision, w.state, w.claim, w.day, MIN(k.unit) FROM followed w LEFT JOIN followed_words k "
    "ON k.decision = w.decision WHERE w.related AND (NOT w.worded OR k.unit IS NOT NULL) AND w.fact IN ({rows}) "
    "GROUP BY w.fact, w.decision, w.state, w.claim, w.day"
)
_ACTORS = (
    "SELECT DISTINCT p.fact, o.entity FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "WHERE NOT p.as_read AND o.entity IS NOT NULL AND p.fact IN ({rows})"
)


def settle_promises(
    connection: Connection,
    ids: Sequence[str],
    before: Before,
    *,
    agreements: Iterable[int],
    moved: Iterable[int],
    shifted: Iterable[int],
) -> set[int]:
    """Return the promises that are otherwise or no longer there, after writing them anew.

    Args:
        connection: The register, in a writing transaction, after everything else was settled.
        ids: Units that were folded.
        before: What rested on them before, see `touched.before`.
        agreements: Rows of agreements that were written or dropped.
        moved: Rows of forms that belong to another body now.
        shifted: Rows of bodies that won or lost such forms.
    """
    commitments, gone = told_by(connection, ids, before, agreements=agreements, moved=moved)
    commitments, gone = alike(connection, commitments, gone)
    _forget(connection, gone)
    made = _write(connection, sorted(commitments))
    heard = {*made, *before.heard, *stirred_by(connection, ids), *of_bodies(connection, shifted)}
    hear(connection, heard)
    return {*gone, *heard}


def _forget(connection: Connection, promises: Iterable[int]) -> None:
    for chunk in chunks(sorted(promises)):
        connection.execute(delete(promise).where(promise.c.row.in_(chunk)))
        connection.execute(delete(promise_wording).where(promise_wording.c.promise.in_(chunk)))
        connection.execute(delete(promise_side).where(promise_side.c.promise.in_(chunk)))


def _write(connection: Connection, commitments: Sequence[int]) -> list[int]:
    """Return the rows of the promises that these commitments are, after writing them."""
    asking = over(connection)
    groups = gathered(mapped(asking, _RECORDS, commitments))
    steps = {fact: list(map(_step, taken)) for fact, taken in grouped(asking, _STEPS, commitments).items()}
    rows = [promise_row(group, [step for one in group for step in steps.get(one["row"], ())]) for group in groups]
    insert_all(connection, promise, rows)
    words = [{"commitment": one["row"], "promise": group[0]["row"]} for group in groups for one in group]
    insert_all(connection, promise_wording, words)
    insert_all(connection, promise_side, _sides(connection, rows))
    return [row["row"] for row in rows]


def _sides(connection: Connection, promises: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return who is to keep promises, as their first words say, and who agreed."""
    asking, told = over(connection), [one["row"] for one in promises]
    parties = parties_of(asking, {one["agreement"] for one in promises} - {None})
    sides = {(one["row"], entity): False for one in promises for (entity,) in parties.get(one["agreement"], ())}
    sides |= {(row, entity): True for row, acting in grouped(asking, _ACTORS, told).items() for (entity,) in acting}
    return [{"promise": row, "entity": entity, "acts": acts} for (row, entity), acts in sides.items()]


def _step(told: tuple[Any, ...]) -> Step:
    decision, state, claim, day, unit = told
    return Step(decision, state, bool(claim), day, unit)
