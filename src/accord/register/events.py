"""Bring the reports of one agreement together.

In:  rows of reports that came, rows of agreements that lost a report.
Out: agreements: one row for all reports that tell of one, with every value that they and people's decisions give it.

Only the components of reports that are touched are clustered again; they are found through the keys that reports
share (`report_key`), so what is not concerned is not looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.mention import Event, Report
from accord.model.reading import Money
from accord.register import tables
from accord.register.needs import Identity
from accord.register.rows import insert_all, next_row
from accord.register.units import CHUNK, chunks

__all__ = ["settle_agreements"]


class _Known(msgspec.Struct, frozen=True):
    """A report with what the database knows beside what it says; its parties are rows of entities, as text."""

    report: Report
    row: int
    agreement: int | None
    rejected: bool
    overrides: dict[str, list[Any]]
    published: str | None
    edited: tuple[str, ...]


class _Component(msgspec.Struct):
    """Reports that hang together, by id, and what was said of their pairs."""

    members: dict[str, _Known]
    same: list[tuple[str, str, float]]
    different: list[tuple[str, str]]


def settle_agreements(
    connection: Connection, reports: Sequence[int], agreements: Iterable[int], identity: Identity
) -> None:
    """Cluster anew the reports that came, those that lost a companion, and all that hang together with them."""
    fresh = _load(connection, reports)
    rows = [{"key": key, "report": k.row} for k in fresh for key in sorted(set(identity.event_keys(k.report)))]
    insert_all(connection, tables.report_key, rows)
    left = _loose_ends(connection, agreements)
    component = _gather(connection, {known.report.id: known for known in [*fresh, *left]}, identity)
    _drop(connection, {*agreements, *(known.agreement for known in component.members.values())} - {None})
    inside = component.members.keys()
    different = [(a, b) for a, b in component.different if a in inside and b in inside]
    clusters = identity.cluster(inside, component.same, different)
    _write(connection, [[component.members[member] for member in cluster] for cluster in clusters], identity)


def _loose_ends(connection: Connection, agreements: Iterable[int]) -> list[_Known]:
    table = tables.report
    rows: list[int] = []
    for chunk in chunks(sorted(agreements), CHUNK):
        rows.extend(connection.execute(select(table.c.row).where(table.c.agreement.in_(chunk))).scalars())
    return _load(connection, rows)


def _gather(connection: Connection, seeds: dict[str, _Known], identity: Identity) -> _Component:
    """Walk from the seeds along verdicts of *same* until nothing new is reached."""
    component = _Component(dict(seeds), [], [])
    known = {k.row: k for k in seeds.values()}
    judged: set[tuple[int, int]] = set()
    frontier = list(known)
    while frontier:
        pairs = [pair for pair in _neighbours(connection, frontier) if (min(pair), max(pair)) not in judged]
        known |= {k.row: k for k in _load(connection, sorted({b for _, b in pairs} - known.keys()))}
        reached: dict[int, None] = {}
        for a, b in pairs:
            if (min(a, b), max(a, b)) in judged:
                continue
            judged.add((min(a, b), max(a, b)))
            left, right = known[a].report, known[b].report
            verdict = identity.same_event(left, right)
            if verdict.verdict == "same":
                component.same.append((left.id, right.id, verdict.score))
                if right.id not in component.members:
                    component.members[right.id] = known[b]
                    reached[b] = None
            elif verdict.verdict == "different":
                component.different.append((left.id, right.id))
        frontier = list(reached)
    return component


def _neighbours(connection: Connection, rows: Sequence[int]) -> list[tuple[int, int]]:
    here, there = tables.report_key.alias("here"), tables.report_key.alias("there")
    found: set[tuple[int, int]] = set()
    for chunk in chunks(rows, CHUNK):
        shared = (
            select(here.c.report, there.c.report)
            .join(there, (here.c.key == there.c.key) & (here.c.report != there.c.report))
            .where(here.c.report.in_(chunk))
        )
        found.update((a, b) for a, b in connection.execute(shared))
    return sorted(found)


def _load(connection: Connection, rows: Sequence[int]) -> list[_Known]:
    report, fact, unit = tables.report, tables.fact, tables.unit
    out: list[_Known] = []
    for chunk in chunks(rows, CHUNK):
        parties, sectors = _parties(connection, chunk), _sectors(connection, chunk)
        found = connection.execute(
            select(report, fact.c.id, fact.c.edited, unit.c.id.label("unit_id"), unit.c.published)
            .join(fact, fact.c.row == report.c.row)
            .join(unit, unit.c.row == fact.c.unit)
            .where(report.c.row.in_(chunk))
        )
        out.extend(_known(row, parties[row.row], sectors[row.row]) for row in found)
    return out


def _known(row: Any, parties: Iterable[tuple[int, bool]], sectors: Iterable[str]) -> _Known:
    said = Report(
        id=row.id,
        unit=row.unit_id,
        parties=frozenset(str(party) for party, as_read in parties if not as_read),
        as_read=frozenset(str(party) for party, as_read in parties if as_read),
        kind=row.kind,
        status=row.status,
        title=row.title,
        ordinal=row.ordinal,
        since=row.since,
        date=row.date,
        place=row.place,
        amount=Money(row.amount, row.currency) if row.amount else None,
        signatories=tuple(row.signatories),
        sectors=tuple(sectors),  # type: ignore[arg-type]
    )
    return _Known(said, row.row, row.agreement, row.rejected, row.overrides, row.published, tuple(row.edited))


def _parties(connection: Connection, rows: Sequence[int]) -> dict[int, list[tuple[int, bool]]]:
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    side, mention, form = tables.fact_party, tables.mention, tables.form
    asked = (
        select(side.c.fact, form.c.entity, side.c.as_read)
        .join(mention, mention.c.row == side.c.mention)
        .join(form, form.c.row == mention.c.form)
        .where(side.c.fact.in_(rows))
    )
    for fact, entity, as_read in connection.execute(asked):
        found[fact].append((entity, as_read))
    return found


def _sectors(connection: Connection, rows: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    table = tables.fact_sector
    for fact, sector in connection.execute(select(table.c.fact, table.c.sector).where(table.c.fact.in_(rows))):
        found[fact].append(sector)
    return found


def _drop(connection: Connection, agreements: Iterable[int | None]) -> None:
    for chunk in chunks(sorted(row for row in agreements if row is not None), CHUNK):
        for side in (tables.agreement_party, tables.agreement_sector):
            connection.execute(delete(side).where(side.c.agreement.in_(chunk)))
        connection.execute(delete(tables.agreement).where(tables.agreement.c.row.in_(chunk)))


def _write(connection: Connection, clusters: Sequence[Sequence[_Known]], identity: Identity) -> None:
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


def _overridden(event: Event, members: Sequence[_Known]) -> Event:
    """Return the event with the newest decision on each field laid over it."""
    newest: dict[str, tuple[int, Any, _Known]] = {}
    for known in members:
        for field, (seq, value) in known.overrides.items():
            if field not in newest or newest[field][0] < seq:
                newest[field] = (seq, value, known)
    values = {field: value for field, (_, value, _) in newest.items() if field != "parties"}
    plain = msgspec.convert({**msgspec.to_builtins(event), **values}, Event)
    if "parties" not in newest:
        return plain
    return msgspec.structs.replace(plain, parties=newest["parties"][2].report.parties)


def _values(event: Event, members: Sequence[_Known]) -> dict[str, Any]:
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
