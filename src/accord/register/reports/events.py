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
from accord.register.reports.gathering import Component, Known, gather, load_reports
from accord.register.reports.grouping import Groups, group
from accord.register.tables import tables
from accord.register.tables.batches import chunks, insert_all, next_row
from accord.register.who.needs import Identity
from accord.register.who.regions import forget_agreements, place_agreements

__all__ = ["settle_agreements", "tied_with"]


def settle_agreements(
    connection: Connection,
    reports: Sequence[int],
    agreements: Iterable[int],
    identity: Identity,
    *,
    moved: Iterable[int] = (),
    loosened: Iterable[int] = (),
) -> None:
    """Cluster anew the reports that came, those that lost a companion, and all that hang together with them.

    Args:
        connection: The register, in a writing transaction.
        reports: Rows of reports that came.
        agreements: Rows of agreements that lost a report.
        identity: Who says what is one.
        moved: Rows of forms that belong to another body now: their reports are as new.
        loosened: Rows of reports that would have been one with some that left.
    """
    anew = _told_by(connection, moved) - set(reports)
    anew |= tied_with(connection, anew) - set(reports)
    for chunk in chunks(sorted(anew)):
        connection.execute(delete(tables.report_key).where(tables.report_key.c.report.in_(chunk)))
    fresh = load_reports(connection, [*reports, *sorted(anew)])
    rows = [{"key": key, "report": k.row} for k in fresh for key in sorted(set(identity.event_keys(k.report)))]
    insert_all(connection, tables.report_key, rows)
    seeds = [*fresh, *load_reports(connection, sorted(loosened))]
    dropped = {*agreements, *(known.agreement for known in seeds if known.agreement is not None)}
    seeds += _loose_ends(connection, dropped)
    component = gather(connection, {known.report.id: known for known in seeds}, identity)
    _drop(connection, {*dropped, *(known.agreement for known in component.members.values())} - {None})
    groups = group(component, identity)
    _propose(connection, component, groups, identity)
    _set_loose(connection, [component.members[mention].row for mention in groups.loose])
    _write(connection, [[component.members[member] for member in cluster] for cluster in groups.clusters], identity)


def tied_with(connection: Connection, reports: Iterable[int]) -> set[int]:
    """Return the reports that would be one with these, if another agreement did not fit as well."""
    table = tables.report_likeness
    found: set[int] = set()
    for chunk in chunks(sorted(reports)):
        for here, there in ((table.c.left, table.c.right), (table.c.right, table.c.left)):
            found.update(connection.execute(select(there).where(table.c.tied & here.in_(chunk))).scalars())
    return found


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


def _propose(connection: Connection, component: Component, groups: Groups, identity: Identity) -> None:
    """Write the pairs of which it is unsure whether they tell of one agreement, and those that fit several."""
    table, members = tables.report_likeness, component.members
    names = {known.row: name for name, known in members.items()}
    for chunk in chunks(list(names)):
        connection.execute(delete(table).where(table.c.left.in_(chunk)))
        connection.execute(delete(table).where(table.c.right.in_(chunk)))
    doubts = [
        (pair, said, False)
        for pair, said in component.unsure.items()
        if not groups.settles(*(names.get(row, "") for row in pair))
    ]
    for pair in groups.tied:
        one, other = (members[name] for name in sorted(pair))
        doubts.append(((one.row, other.row), identity.same_event(one.report, other.report), True))
    rows = [
        {"left": a, "right": b, "score": said.score, "reasons": list(map(_reason, said.reasons)), "tied": tied}
        for (a, b), said, tied in sorted(doubts, key=lambda doubt: doubt[0])
    ]
    insert_all(connection, table, rows)


def _set_loose(connection: Connection, mentions: Sequence[int]) -> None:
    for chunk in chunks(mentions):
        table = tables.report
        connection.execute(table.update().where(table.c.row.in_(chunk)).values(agreement=None))


def _reason(reason: Reason) -> dict[str, str]:
    """Return a reason as it is kept; parties are rows here, which mean nothing later, so who they are is told when asked."""
    return msgspec.to_builtins(Reason(reason.code, "", "") if reason.code == "parties" else reason)  # type: ignore[no-any-return]


def _drop(connection: Connection, agreements: Iterable[int | None]) -> None:
    rows = sorted(row for row in agreements if row is not None)
    forget_agreements(connection, rows)
    for chunk in chunks(rows):
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
        event = _overridden(identity.combine([k.report for k in members if not k.report.earlier]), members)
        row = free + len(agreements)
        agreements.append({"row": row, **_values(event, members)})
        parties.extend({"agreement": row, "entity": int(party)} for party in sorted(event.parties))
        sectors.extend({"agreement": row, "sector": sector} for sector in event.sectors)
        told.extend({"at": known.row, "agreement": row} for known in members)
    insert_all(connection, tables.agreement, agreements)
    insert_all(connection, tables.agreement_party, parties)
    place_agreements(connection, [int(made["row"]) for made in agreements])
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
    values["differs"] = [field for field in event.differs if field not in newest]  # a person has said which is right
    plain = msgspec.convert({**msgspec.to_builtins(event), **values}, Event)
    if "parties" not in newest:
        return plain
    return msgspec.structs.replace(plain, parties=newest["parties"][2].report.parties)


def _values(event: Event, members: Sequence[Known]) -> dict[str, Any]:
    plain = msgspec.to_builtins(event)
    amount = plain.pop("amount") or {}
    keep = ("id", "kind", "status", "title", "ordinal", "since", "date", "place", "signatories", "differs")
    return {
        **{name: plain[name] for name in keep},
        "amount": amount.get("value"),
        "currency": amount.get("currency"),
        "reports": sum(not known.report.earlier for known in members),
        "mentions": sum(known.report.earlier for known in members),
        "published": min((k.published for k in members if k.published and not k.report.earlier), default=None),
        "edited": sorted({decision for known in members for decision in known.edited}),
    }
