"""Bring the reports of one agreement together.

In:  rows of reports that came, rows of agreements that lost a report.
Out: agreements: one row for all reports that tell of one, with every value that they and people's decisions give it.

Only the components of reports that are touched are clustered again; they are found through the keys that reports
share (`report_key`), so what is not concerned is not looked at.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.mention import Event
from accord.model.verdict import Reason
from accord.register import tables
from accord.register.batches import chunks, insert_all, next_row
from accord.register.gathering import DECIDED, Component, Known, gather, load_reports
from accord.register.needs import Identity

__all__ = ["settle_agreements"]


def settle_agreements(
    connection: Connection,
    reports: Sequence[int],
    agreements: Iterable[int],
    identity: Identity,
    *,
    moved: Iterable[int] = (),
) -> None:
    """Cluster anew the reports that came, those that lost a companion, and all that hang together with them.

    Args:
        connection: The register, in a writing transaction.
        reports: Rows of reports that came.
        agreements: Rows of agreements that lost a report.
        identity: Who says what is one.
        moved: Rows of forms that belong to another body now: their reports are as new.
    """
    anew = _told_by(connection, moved) - set(reports)
    for chunk in chunks(sorted(anew)):
        connection.execute(delete(tables.report_key).where(tables.report_key.c.report.in_(chunk)))
    fresh = load_reports(connection, [*reports, *sorted(anew)])
    rows = [{"key": key, "report": k.row} for k in fresh for key in sorted(set(identity.event_keys(k.report)))]
    insert_all(connection, tables.report_key, rows)
    dropped = {*agreements, *(known.agreement for known in fresh if known.agreement is not None)}
    left = _loose_ends(connection, dropped)
    component = gather(connection, {known.report.id: known for known in [*fresh, *left]}, identity)
    _drop(connection, {*dropped, *(known.agreement for known in component.members.values())} - {None})
    _propose(connection, component)
    inside = component.members.keys()
    one = _decided_groups(component)
    different = [(a, b) for a, b in component.different if a in inside and b in inside and one[a] != one[b]]
    parted = [(a, b) for a, b in component.parted if a in inside and b in inside]
    clusters = identity.cluster(inside, component.same, [*different, *parted])
    _write(connection, [[component.members[member] for member in cluster] for cluster in clusters], identity)


def _told_by(connection: Connection, forms: Iterable[int]) -> set[int]:
    side, mention, report = tables.fact_party, tables.mention, tables.report
    found: set[int] = set()
    for chunk in chunks(sorted(forms)):
        told = (
            select(report.c.row).join(side, side.c.fact == report.c.row).join(mention, mention.c.row == side.c.mention)
        )
        found.update(connection.execute(told.where(mention.c.form.in_(chunk))).scalars())
    return found


def _loose_ends(connection: Connection, agreements: Iterable[int]) -> list[Known]:
    table = tables.report
    rows: list[int] = []
    for chunk in chunks(sorted(agreements)):
        rows.extend(connection.execute(select(table.c.row).where(table.c.agreement.in_(chunk))).scalars())
    return load_reports(connection, rows)


def _decided_groups(component: Component) -> dict[str, str]:
    """Return for each report one that stands for all that decisions join it with."""
    group = {member: {member} for member in component.members}
    for left, right, strength in component.same:
        if strength >= DECIDED and group[left] is not group[right]:
            group[left] |= group[right]
            group |= dict.fromkeys(group[right], group[left])
    return {member: min(together) for member, together in group.items()}


def _propose(connection: Connection, component: Component) -> None:
    """Write the pairs of which it is unsure whether they tell of one agreement."""
    table, rows = tables.report_likeness, [known.row for known in component.members.values()]
    for chunk in chunks(rows):
        connection.execute(delete(table).where(table.c.left.in_(chunk)))
        connection.execute(delete(table).where(table.c.right.in_(chunk)))
    insert_all(
        connection,
        table,
        [
            {"left": left, "right": right, "score": said.score, "reasons": list(map(_reason, said.reasons))}
            for (left, right), said in sorted(component.unsure.items())
        ],
    )


def _reason(reason: Reason) -> dict[str, str]:
    """Return a reason as it is kept; parties are rows here, which mean nothing later, so who they are is told when asked."""
    return msgspec.to_builtins(Reason(reason.code, "", "") if reason.code == "parties" else reason)  # type: ignore[no-any-return]


def _drop(connection: Connection, agreements: Iterable[int | None]) -> None:
    for chunk in chunks(sorted(row for row in agreements if row is not None)):
        for side in (tables.agreement_party, tables.agreement_sector):
            connection.execute(delete(side).where(side.c.agreement.in_(chunk)))
        connection.execute(delete(tables.agreement).where(tables.agreement.c.row.in_(chunk)))


def _write(connection: Connection, clusters: Sequence[Sequence[Known]], identity: Identity) -> None:
    free = next_row(connection, tables.agreement)
    agreements: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    sectors: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for members in clusters:
        if any(known.rejected for known in members):
            told.extend({"at": known.row, "agreement": None} for known in members)
            continue
        event = _overridden(identity.combine([known.report for known in members]), members)
        row = free + len(agreements)
        agreements.append({"row": row, **_values(event, members)})
        parties.extend({"agreement": row, "entity": int(party)} for party in sorted(event.parties))
        sectors.extend({"agreement": row, "sector": sector} for sector in event.sectors)
        told.extend({"at": known.row, "agreement": row} for known in members)
    insert_all(connection, tables.agreement, agreements)
    insert_all(connection, tables.agreement_party, parties)
    insert_all(connection, tables.agreement_sector, sectors)
    if told:
        connection.execute(sql("UPDATE report SET agreement = :agreement WHERE row = :at"), told)


def _overridden(event: Event, members: Sequence[Known]) -> Event:
    """Return the event with the newest decision on each field laid over it."""
    newest: dict[str, tuple[int, Any, Known]] = {}
    for known in members:
        for field, (seq, value) in known.overrides.items():
            if field not in newest or newest[field][0] < seq:
                newest[field] = (seq, value, known)
    values = {field: value for field, (_, value, _) in newest.items() if field != "parties"}
    plain = msgspec.convert({**msgspec.to_builtins(event), **values}, Event)
    if "parties" not in newest:
        return plain
    return msgspec.structs.replace(plain, parties=newest["parties"][2].report.parties)


def _values(event: Event, members: Sequence[Known]) -> dict[str, Any]:
    plain = msgspec.to_builtins(event)
    amount = plain.pop("amount") or {}
    keep = ("id", "kind", "status", "title", "ordinal", "since", "date", "place", "signatories")
    return {
        **{name: plain[name] for name in keep},
        "amount": amount.get("value"),
        "currency": amount.get("currency"),
        "reports": len(members),
        "published": min((known.published for known in members if known.published), default=None),
        "edited": sorted({decision for known in members for decision in known.edited}),
    }
