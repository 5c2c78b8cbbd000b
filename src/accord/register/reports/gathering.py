"""Reports as the register holds them, and all that hangs together with some of them, by verdicts and by decisions.

In:  rows of reports.
Out: a `Component`: the reports, what joins them, what parts them, what is unsure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import msgspec
from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from accord.model.document import LEDGER
from accord.model.mention import Report
from accord.model.reading import Money
from accord.model.verdict import Verdict
from accord.register.tables import tables
from accord.register.tables.batches import chunks
from accord.register.who.needs import Identity

__all__ = ["DECIDED", "PROPOSED", "Component", "Known", "decided_reports", "gather", "load_reports"]

PROPOSED = 0.4  # the least sure verdict that is worth a person's look
DECIDED = 3.0  # beside verdicts, which weigh at most 1

Side = tuple[int, bool, tuple[str, ...]]  # of a report: a party's entity, whether it was only read so, its names there


class Known(msgspec.Struct, frozen=True):
    """A report with what the database knows beside what it says; its parties are rows of entities, as text.

    Attributes:
        alone: Whether it is compared by itself: its document tells of several agreements, or a decision stands on it.
    """

    report: Report
    row: int
    alone: bool
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
    """Walk from the seeds along what is decided, or else judged, to be the same, until nothing new is reached.

    Reports that say the same in all that counts are judged as one, so that a signing of which a thousand papers tell
    costs no more than one of which a few do. One by one are judged: those of documents that tell of several agreements,
    and those on which a decision stands.
    """
    walk = _Walk(Component(dict(seeds), [], [], [], {}), {k.row: k for k in seeds.values()}, {}, {}, set())
    frontier = list(walk.known)
    while frontier:
        decided = dict(decided_reports(connection, frontier))
        shared = _sharing(connection, frontier)
        _know(connection, walk, {*decided_rows(decided), *(row for rows in shared.values() for row in rows)})
        reached = {row for pair, said in decided.items() if _decide(walk, pair, said) for row in pair}
        for one, other in _unjudged(walk, frontier, shared):
            if _judge(walk, one, other, decided, identity):
                reached |= {*walk.alike[one], *walk.alike[other]}
        fresh = sorted(row for row in reached if walk.known[row].report.id not in walk.component.members)
        walk.component.members |= {walk.known[row].report.id: walk.known[row] for row in fresh}
        frontier = fresh
    here = {known.row for known in walk.component.members.values()}
    walk.component.unsure = {pair: said for pair, said in walk.component.unsure.items() if not here.isdisjoint(pair)}
    return walk.component


class _Walk(msgspec.Struct):
    """What a walk has seen.

    Attributes:
        known: Reports by row.
        alike: Rows of reports that are judged as one, the smallest id first, by what they say.
        like: What each row says, as a key of `alike`.
        judged: Pairs of such keys that have been compared.
    """

    component: Component
    known: dict[int, Known]
    alike: dict[int, list[int]]
    like: dict[int, int]
    judged: set[tuple[int, int]]


def decided_rows(decided: Iterable[tuple[int, int]]) -> set[int]:
    """Return the rows of pairs."""
    return {row for pair in decided for row in pair}


def _know(connection: Connection, walk: _Walk, rows: set[int]) -> None:
    """Load the reports of these rows, and put those together that say the same."""
    walk.known |= {known.row: known for known in load_reports(connection, sorted(rows - walk.known.keys()))}
    said = {_what(walk.known[of[0]]): key for key, of in walk.alike.items()}
    for row in sorted(walk.known.keys() - walk.like.keys(), key=lambda row: walk.known[row].report.id):
        key = said.setdefault(_what(walk.known[row]), row)
        walk.like[row] = key
        walk.alike.setdefault(key, []).append(row)
    for of in walk.alike.values():
        of.sort(key=lambda row: walk.known[row].report.id)


def _what(known: Known) -> tuple[int, Report]:
    """Return what a report says, without where; of one that is judged alone, with its row."""
    plain = msgspec.structs.replace(known.report, id="", unit="")
    return (known.row if known.alone else 0, plain)


def _unjudged(walk: _Walk, frontier: Iterable[int], shared: dict[str, list[int]]) -> list[tuple[int, int]]:
    """Return the pairs of what reports say, at least one of the frontier, that share a key and were not yet compared."""
    near = {walk.like[row] for row in frontier}
    pairs: set[tuple[int, int]] = set()
    for rows in shared.values():
        here = {walk.like[row] for row in rows}
        pairs |= {(min(a, b), max(a, b)) for a in here & near for b in here}
    fresh = sorted(pairs - walk.judged)
    walk.judged |= pairs
    return fresh


def _decide(walk: _Walk, pair: tuple[int, int], said: bool) -> bool:
    left, right = sorted(walk.known[row].report.id for row in pair)
    if said:
        walk.component.same.append((left, right, DECIDED))
    else:
        walk.component.parted.append((left, right))
    return said


def _judge(walk: _Walk, one: int, other: int, decided: dict[tuple[int, int], bool], identity: Identity) -> bool:
    """Return whether what is said in two ways is of one agreement, after noting it of the reports that say so."""
    if one == other:
        return _judge_alike(walk, one, identity)
    pairs = [(a, b) for a in _speakers(walk, one, identity) for b in _speakers(walk, other, identity)]
    verdict = _verdict(walk, pairs[0], identity)
    for pair in pairs:
        if (min(pair), max(pair)) not in decided:
            _note(walk, pair, verdict, identity)
    return verdict.verdict == "same"


def _judge_alike(walk: _Walk, one: int, identity: Identity) -> bool:
    rows = walk.alike[one]
    if len(rows) < 2:
        return False
    verdict = _verdict(walk, (rows[0], rows[1]), identity)
    together = verdict.verdict == "same"
    for pair in [(rows[0], row) for row in rows[1:]] if together else combinations(rows, 2):
        _note(walk, pair, verdict, identity)
    return together


def _speakers(walk: _Walk, one: int, identity: Identity) -> list[int]:
    """Return the rows that stand for all that say the same: the first, where they are one agreement; else each."""
    rows = walk.alike[one]
    together = len(rows) < 2 or _verdict(walk, (rows[0], rows[1]), identity).verdict == "same"
    return rows[:1] if together else rows


def _verdict(walk: _Walk, pair: tuple[int, int], identity: Identity) -> Verdict:
    left, right = sorted((walk.known[row].report for row in pair), key=lambda report: report.id)
    return identity.same_event(left, right)


def _note(walk: _Walk, pair: tuple[int, int], verdict: Verdict, identity: Identity) -> None:
    """Note what is said of two reports; the reasons of what is unsure are kept, so they must be of these two."""
    one, other = sorted((walk.known[row] for row in pair), key=lambda known: known.report.id)
    left, right = one.report.id, other.report.id
    if verdict.verdict == "same":
        walk.component.same.append((left, right, verdict.score))
    elif verdict.verdict == "different":
        walk.component.different.append((left, right))
    elif verdict.score >= PROPOSED:
        walk.component.unsure[one.row, other.row] = _verdict(walk, pair, identity)


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


def _sharing(connection: Connection, rows: Sequence[int]) -> dict[str, list[int]]:
    """Return the rows of all reports that share a key with these, by key."""
    table = tables.report_key
    keys: set[str] = set()
    for chunk in chunks(rows):
        keys.update(connection.execute(select(table.c.key).distinct().where(table.c.report.in_(chunk))).scalars())
    found: dict[str, list[int]] = defaultdict(list)
    for part in chunks(sorted(keys)):
        for key, row in connection.execute(select(table.c.key, table.c.report).where(table.c.key.in_(part))):
            found[key].append(row)
    return found


def load_reports(connection: Connection, rows: Sequence[int]) -> list[Known]:
    """Return the reports of these rows, with what the database knows of them."""
    report, fact, unit = tables.report, tables.fact, tables.unit
    out: list[Known] = []
    for chunk in chunks(rows):
        parties, sectors, alone = _parties(connection, chunk), _sectors(connection, chunk), _alone(connection, chunk)
        found = connection.execute(
            select(report, fact.c.id, fact.c.edited, unit.c.id.label("unit_id"), unit.c.source, unit.c.published)
            .join(fact, fact.c.row == report.c.row)
            .join(unit, unit.c.row == fact.c.unit)
            .where(report.c.row.in_(chunk))
        )
        out.extend(_known(row, parties[row.row], sectors[row.row], row.row in alone) for row in found)
    return out


def _known(row: Any, parties: Sequence[Side], sectors: Iterable[str], alone: bool) -> Known:
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
    return Known(said, row.row, alone, row.agreement, row.rejected, row.overrides, row.published, tuple(row.edited))


def _teller(unit: str, source: str) -> str:
    """Return the document that tells: of a row of a ledger the ledger, so that two of its rows are two agreements."""
    ledger, parted, _ = source.partition("#")
    return ledger if parted and ledger.startswith(LEDGER) else unit


def _alone(connection: Connection, rows: Sequence[int]) -> set[int]:
    """Return the reports beside which their document tells of others, and those on which a decision stands."""
    side, here, there = tables.report_side, tables.fact.alias("here"), tables.fact.alias("there")
    kind = func.coalesce(there.c.kind, "")  # no bare column, or the facts of a kind are all walked through
    several = (
        select(here.c.row)
        .join(there, (there.c.unit == here.c.unit) & (there.c.row != here.c.row))
        .where(here.c.row.in_(rows) & kind.in_(("agreement", "earlier")))
    )
    decided = select(side.c.report).where(side.c.report.in_(rows))
    return {*connection.execute(several).scalars(), *connection.execute(decided).scalars()}


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
