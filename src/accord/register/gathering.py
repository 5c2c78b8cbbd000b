"""Reports as the register holds them, and all that hangs together with some of them, by verdicts and by decisions.

In:  rows of reports.
Out: a `Component`: the reports, what joins them, what parts them, what is unsure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.engine import Connection

from accord.model.document import LEDGER
from accord.model.mention import Report
from accord.model.reading import Money
from accord.model.verdict import Verdict
from accord.register import tables
from accord.register.batches import chunks
from accord.register.needs import Identity

__all__ = ["DECIDED", "Component", "Known", "decided_reports", "gather", "load_reports"]

DECIDED = 3.0  # beside verdicts, which weigh at most 1

Side = tuple[int, bool, tuple[str, ...]]  # of a report: a party's entity, whether it was only read so, its names there


class Known(msgspec.Struct, frozen=True):
    """A report with what the database knows beside what it says; its parties are rows of entities, as text."""

    report: Report
    row: int
    agreement: int | None
    rejected: bool
    overrides: dict[str, list[Any]]
    published: str | None
    edited: tuple[str, ...]


class Component(msgspec.Struct):
    """Reports that hang together, by id, and what was said of their pairs.

    Attributes:
        members: The reports by id.
        same: Pairs of ids with how surely they tell of one agreement.
        different: Pairs of ids that verdicts keep apart.
        parted: Pairs of ids that decisions keep apart.
        unsure: Verdicts by pair of rows, at least one of them a member's.
    """

    members: dict[str, Known]
    same: list[tuple[str, str, float]]
    different: list[tuple[str, str]]
    parted: list[tuple[str, str]]
    unsure: dict[tuple[int, int], Verdict]


def gather(connection: Connection, seeds: dict[str, Known], identity: Identity) -> Component:
    """Walk from the seeds along what is decided, or else judged, to be the same, until nothing new is reached."""
    component = Component(dict(seeds), [], [], [], {})
    known = {k.row: k for k in seeds.values()}
    judged: set[tuple[int, int]] = set()
    frontier = list(known)
    while frontier:
        decided = dict(decided_reports(connection, frontier))
        pairs = sorted({*_neighbours(connection, frontier), *decided} - judged)
        judged |= set(pairs)
        known |= {
            k.row: k for k in load_reports(connection, sorted({row for pair in pairs for row in pair} - known.keys()))
        }
        reached: dict[int, None] = {}
        for pair in pairs:
            if _joined(component, (known[pair[0]], known[pair[1]]), decided.get(pair), identity):
                reached |= {row: None for row in pair if known[row].report.id not in component.members}
        component.members |= {known[row].report.id: known[row] for row in reached}
        frontier = list(reached)
    return component


def decided_reports(connection: Connection, rows: Iterable[int]) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield the pairs that decisions say tell of one agreement, or do not, with at least one of these reports."""
    here, there = tables.report_side.alias("here"), tables.report_side.alias("there")
    across = (here.c.decision == there.c.decision) & or_(
        (here.c.side == 0) & (there.c.side > 0), (here.c.side > 0) & (there.c.side == 0)
    )
    for chunk in chunks(rows):
        asked = (
            select(here.c.report, there.c.report, here.c.same)
            .select_from(here.join(there, across))
            .where(here.c.report.in_(chunk))
        )
        for left, right, same in connection.execute(asked.order_by(here.c.same.desc())):
            yield (min(left, right), max(left, right)), same


def _joined(component: Component, pair: tuple[Known, Known], decided: bool | None, identity: Identity) -> bool:
    """Return whether two reports are the same, after noting what is said of them."""
    one, other = sorted(pair, key=lambda known: known.report.id)
    left, right = one.report.id, other.report.id
    if decided is not None:
        said: list[Any] = component.same if decided else component.parted
        said.append((left, right, DECIDED) if decided else (left, right))
        return decided
    verdict = identity.same_event(one.report, other.report)
    if verdict.verdict == "same":
        component.same.append((left, right, verdict.score))
    elif verdict.verdict == "different":
        component.different.append((left, right))
    else:
        component.unsure[one.row, other.row] = verdict
    return verdict.verdict == "same"


def _neighbours(connection: Connection, rows: Sequence[int]) -> set[tuple[int, int]]:
    here, there = tables.report_key.alias("here"), tables.report_key.alias("there")
    found: set[tuple[int, int]] = set()
    for chunk in chunks(rows):
        shared = (
            select(here.c.report, there.c.report)
            .join(there, (here.c.key == there.c.key) & (here.c.report != there.c.report))
            .where(here.c.report.in_(chunk))
        )
        found.update((min(a, b), max(a, b)) for a, b in connection.execute(shared))
    return found


def load_reports(connection: Connection, rows: Sequence[int]) -> list[Known]:
    """Return the reports of these rows, with what the database knows of them."""
    report, fact, unit = tables.report, tables.fact, tables.unit
    out: list[Known] = []
    for chunk in chunks(rows):
        parties, sectors = _parties(connection, chunk), _sectors(connection, chunk)
        found = connection.execute(
            select(report, fact.c.id, fact.c.edited, unit.c.id.label("unit_id"), unit.c.source, unit.c.published)
            .join(fact, fact.c.row == report.c.row)
            .join(unit, unit.c.row == fact.c.unit)
            .where(report.c.row.in_(chunk))
        )
        out.extend(_known(row, parties[row.row], sectors[row.row]) for row in found)
    return out


def _known(row: Any, parties: Sequence[Side], sectors: Iterable[str]) -> Known:
    said = Report(
        id=row.id,
        unit=_teller(row.unit_id, row.source),
        parties=frozenset(str(party) for party, as_read, _ in parties if not as_read),
        as_read=frozenset(str(party) for party, as_read, _ in parties if as_read),
        kind=row.kind,
        status=row.status,
        title=row.title,
        ordinal=row.ordinal,
        since=row.since,
        date=row.date,
        place=row.place,
        amount=Money(row.amount, row.currency) if row.amount else None,
        signatories=tuple(row.signatories),
        sectors=tuple(sorted(sectors)),  # type: ignore[arg-type]
        names=tuple(sorted({name for _, as_read, names in parties if not as_read for name in names})),
        published=row.published,
        earlier=row.earlier,
    )
    return Known(said, row.row, row.agreement, row.rejected, row.overrides, row.published, tuple(row.edited))


def _teller(unit: str, source: str) -> str:
    """Return the document that tells: of a row of a ledger the ledger, so that two of its rows are two agreements."""
    ledger, parted, _ = source.partition("#")
    return ledger if parted and ledger.startswith(LEDGER) else unit


def _parties(connection: Connection, rows: Sequence[int]) -> dict[int, list[Side]]:
    found: dict[int, list[Side]] = defaultdict(list)
    side, mention, form = tables.fact_party, tables.mention, tables.form
    asked = (
        select(side.c.fact, form.c.entity, side.c.as_read, mention.c.names)
        .join(mention, mention.c.row == side.c.mention)
        .join(form, form.c.row == mention.c.form)
        .where(side.c.fact.in_(rows))
    )
    for fact, entity, as_read, names in connection.execute(asked):
        found[fact].append((entity, as_read, tuple(names)))
    return found


def _sectors(connection: Connection, rows: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    table = tables.fact_sector
    for fact, sector in connection.execute(select(table.c.fact, table.c.sector).where(table.c.fact.in_(rows))):
        found[fact].append(sector)
    return found
