"""Write the rows of units into the derived tables, and take them out again.

In:  units with what they say (`Composed`).
Out: rows; and which forms of names and which agreements they touch, to be settled next.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.dates import interval
from accord.model.reading import Agreement, Commitment, Earlier
from accord.register.reports.events import tied_with
from accord.register.tables import tables, tokens
from accord.register.tables.batches import chunks, index_words, insert_all, next_row
from accord.register.tables.kinds import spans
from accord.register.units.compose import Composed, Fact
from accord.register.units.units import Unit
from accord.register.who.forms import NameUse, count_names, form_key, form_rows, mention_values, name_uses
from accord.register.who.needs import Identity
from accord.register.who.said import SaidUse, count_said, said_use

__all__ = ["Made", "insert_units", "remove_units"]

_QUOTED = ("title", "person", "post", "organization", "name", "object", "place")  # fields that search finds a fact by


class Made(msgspec.Struct):
    """What a batch of units touched.

    Attributes:
        forms: Rows of forms that won or lost a mention.
        decided: Rows of forms on which a decision on who is who began or ceased to stand.
        agreements: Rows of agreements that lost a report.
        reports: Rows of reports that came; of what was removed, those that would have been one with them, if another
            agreement had not fitted as well.
    """

    forms: set[int]
    decided: set[int]
    agreements: set[int]
    reports: list[int]


class _Batch(msgspec.Struct):
    """Rows of one batch by table, and the next free row of each numbered table."""

    rows: dict[str, list[dict[str, Any]]]
    free: dict[str, int]

    def number(self, table: str) -> int:
        row = self.free[table]
        self.free[table] += 1
        return row

    def add(self, table: str, **values: Any) -> None:
        self.rows.setdefault(table, []).append(values)


def insert_units(connection: Connection, said: Sequence[tuple[Unit, Composed]], identity: Identity) -> Made:
    """Return what these units touch, after writing all their rows."""
    free = {name: next_row(connection, tables.derived.tables[name]) for name in ("unit", "mention", "fact")}
    batch = _Batch({}, free)
    keys = [list(map(form_key, map(identity.form, made.mentions), made.mentions, made.sides)) for _, made in said]
    forms = form_rows(connection, {key for each in keys for key in each})
    names: Counter[NameUse] = Counter()
    told: Counter[SaidUse] = Counter()
    for (unit, composed), form_keys in zip(said, keys, strict=True):
        here = [forms[key.key] for key in form_keys]
        _unit_rows(batch, unit, composed, here)
        for mention, form in zip(composed.mentions, here, strict=True):
            names.update(name_uses(form, mention.name, mention.names))
            told[said_use(form, mention.kind, mention.region)] += 1
    _write(connection, batch)
    count_names(connection, names)
    count_said(connection, told)
    return Made(
        forms={forms[key.key] for each in keys for key in each},
        decided={row["form"] for row in batch.rows.get("body_side", [])},
        agreements=set(),
        reports=[row["row"] for row in batch.rows.get("report", [])],
    )


def remove_units(connection: Connection, ids: Sequence[str]) -> Made:
    """Return what loses something, after removing all rows of the units."""
    lost = Made(set(), set(), set(), [])
    for chunk in chunks(ids):
        units = connection.execute(select(tables.unit.c.row).where(tables.unit.c.id.in_(chunk))).scalars().all()
        if units:
            _remove_mentions(connection, units, lost)
            _remove_facts(connection, units, lost)
            connection.execute(delete(tables.followed_words).where(tables.followed_words.c.unit.in_(units)))
            connection.execute(delete(tables.unit).where(tables.unit.c.row.in_(units)))
    return lost


def _write(connection: Connection, batch: _Batch) -> None:
    search = batch.rows.pop("fact_fts", [])
    for table in tables.derived.sorted_tables:
        insert_all(connection, table, batch.rows.get(table.name, []))
    index_words(connection, "fact_fts", search)


def _unit_rows(batch: _Batch, unit: Unit, composed: Composed, forms: Sequence[int]) -> None:
    row = batch.number("unit")
    batch.add(
        "unit",
        row=row,
        id=unit.id,
        text=unit.text,
        state="withdrawn" if composed.withdrawn else unit.state,
        relevant=composed.relevant,
        language=unit.language,
        title=unit.title,
        published=unit.published,
        publisher=unit.publisher,
        source=unit.source,
        appearances=unit.appearances,
        facts=len(composed.facts),
    )
    for told in composed.told:
        batch.add("followed_words", unit=row, **msgspec.structs.asdict(told))
    mentions = _mention_rows(batch, row, unit, composed, forms)
    reports: dict[str, int] = {}
    for fact in composed.facts:
        at = batch.number("fact")
        if isinstance(fact.value, Agreement):
            reports[fact.value.id] = at
        if isinstance(fact.value, Agreement | Earlier):
            for side in fact.sides:
                batch.add("report_side", decision=side.decision, side=side.side, report=at, same=side.same)
        batch.add("fact", row=at, unit=row, published=unit.published, **_common(fact))
        _fact_rows(batch, at, fact, mentions)
        batch.add(tables.DETAILS[fact.kind].name, row=at, **_detail(fact, reports))
        for said in fact.followed:
            batch.add("followed", fact=at, **msgspec.structs.asdict(said))
        for post in fact.owed:
            batch.add("owed_by", fact=at, **msgspec.structs.asdict(post))
        batch.add("fact_fts", row=at, tokens=_search_words(unit, fact))


def _mention_rows(batch: _Batch, at: int, unit: Unit, composed: Composed, forms: Sequence[int]) -> list[int]:
    rows, days = [], _read_on(unit, composed)
    for mention, form, sides in zip(composed.mentions, forms, composed.sides, strict=True):
        rows.append(batch.number("mention"))
        batch.add("mention", row=rows[-1], unit=at, form=form, **mention_values(mention), **days)
        for side in sides:
            batch.add("body_side", decision=side.decision, side=side.side, unit=at, same=side.same, form=form)
    return rows


def _read_on(unit: Unit, composed: Composed) -> dict[str, str | None]:
    """Return between which days what was read was published; nothing of an entry, nor where that is not known."""
    read = unit.text is not None and unit.state == "read" and not composed.withdrawn
    known = interval(unit.published) if read and unit.published else None
    return (
        {f"read_{end}": day.isoformat() for end, day in zip(("first", "last"), known, strict=True)}
        if known
        else {"read_first": None, "read_last": None}
    )


def _common(fact: Fact) -> dict[str, Any]:
    start, end = fact.span or (None, None)
    return {
        "id": fact.id,
        "kind": fact.kind,
        "start": start,
        "end": end,
        "rule": getattr(fact.value, "rule", ""),
        "confidence": getattr(fact.value, "confidence", None),
        "edited": list(fact.edited),
    }


def _fact_rows(batch: _Batch, at: int, fact: Fact, mentions: Sequence[int]) -> None:
    for seq, evidence in enumerate(_evidence(fact)):
        batch.add("evidence", fact=at, seq=seq, **evidence)
    takes_part = [(p, False) for p in dict.fromkeys(fact.parties)] + [(p, True) for p in dict.fromkeys(fact.as_read)]
    for seq, (position, as_read) in enumerate(takes_part):
        batch.add("fact_party", fact=at, seq=seq, mention=mentions[position], as_read=as_read)
    for sector in dict.fromkeys(getattr(fact.value, "sectors", ())):
        batch.add("fact_sector", fact=at, sector=sector)


def _search_words(unit: Unit, fact: Fact) -> str:
    start, end = fact.span or (0, 0)
    named = (str(getattr(fact.value, field, None) or "") for field in _QUOTED)
    return " ".join(tokens.tokens(" ".join([unit.content[start:end], *named])))


def _evidence(fact: Fact) -> Iterator[dict[str, Any]]:
    value = fact.value
    plain = {"field": None, "start": None, "end": None, "note": None}
    for start, end in spans(value):
        yield {**plain, "role": "words", "start": start, "end": end, "note": getattr(value, "rule", None)}
    for why in getattr(value, "because", ()):
        yield {"role": "because", "field": why.field, "start": why.start, "end": why.end, "note": why.rule}
    for doubt in getattr(value, "doubts", ()):
        yield {"role": "doubt", "field": doubt.field, "start": doubt.start, "end": doubt.end, "note": doubt.reason}
    for decision in fact.edited:
        yield {**plain, "role": "entry", "note": decision}


def _detail(fact: Fact, reports: dict[str, int]) -> dict[str, Any]:
    value, table = fact.value, tables.DETAILS[fact.kind]
    plain = msgspec.to_builtins(value)
    amount = plain.pop("amount", None) or {}
    out = {name: plain.get(name) for name in table.c.keys() if name != "row"}  # noqa: SIM118 - a column collection
    if "amount" in out:
        out |= {"amount": amount.get("value"), "currency": amount.get("currency")}
    if isinstance(value, Commitment):
        out["report"] = reports.get(value.agreement or "")
    if isinstance(value, Agreement):
        out |= {"agreement": None, "rejected": fact.rejected, "overrides": fact.overrides}
        out |= {"earlier": False, "relation": None, "home": None}
    if isinstance(value, Earlier):
        out |= {"agreement": None, "rejected": False, "overrides": {}, "status": "signed", "signatories": []}
        out |= {"earlier": True, "home": reports.get(value.agreement or "")}
    return out


def _remove_mentions(connection: Connection, units: Sequence[int], lost: Made) -> None:
    table, sides = tables.mention, tables.body_side
    names: Counter[NameUse] = Counter()
    told: Counter[SaidUse] = Counter()
    columns = (table.c.form, table.c.name, table.c.names, table.c.kind, table.c.region)
    for row in connection.execute(select(*columns).where(table.c.unit.in_(units))):
        lost.forms.add(row.form)
        names.subtract(name_uses(row.form, row.name, row.names))
        told[said_use(row.form, row.kind, row.region)] -= 1
    lost.decided.update(connection.execute(select(sides.c.form).where(sides.c.unit.in_(units))).scalars())
    for each in (table, sides):
        connection.execute(delete(each).where(each.c.unit.in_(units)))
    if names:
        count_names(connection, names)
        count_said(connection, told)


def _without_agreement(connection: Connection, reports: Sequence[int]) -> list[int]:
    """Return the reports beside these, or that people joined with them, that have no agreement: one of these may have rejected it."""
    report, found = tables.report, list[int]()
    for table, tie in ((tables.report_key, "key"), (tables.report_side, "decision")):
        here, there = table.alias("here"), table.alias("there")
        beside = (
            select(report.c.row)
            .join(there, there.c.report == report.c.row)
            .join(here, here.c[tie] == there.c[tie])
            .where(here.c.report.in_(reports) & report.c.agreement.is_(None))
            .distinct()
        )
        found.extend(connection.execute(beside).scalars())
    return found


def _remove_facts(connection: Connection, units: Sequence[int], lost: Made) -> None:
    facts = connection.execute(select(tables.fact.c.row).where(tables.fact.c.unit.in_(units))).scalars().all()
    for chunk in chunks(facts):
        touched = select(tables.report.c.agreement).where(tables.report.c.row.in_(chunk))
        lost.agreements.update(row for row in connection.execute(touched).scalars() if row is not None)
        lost.reports.extend(_without_agreement(connection, chunk))
        for detail in tables.DETAILS.values():
            connection.execute(delete(detail).where(detail.c.row.in_(chunk)))
        for side in (tables.evidence, tables.fact_party, tables.fact_sector, tables.followed, tables.owed_by):
            connection.execute(delete(side).where(side.c.fact.in_(chunk)))
        for side in (tables.report_key, tables.report_side):
            connection.execute(delete(side).where(side.c.report.in_(chunk)))
        lost.reports.extend(sorted(tied_with(connection, chunk)))
        like = tables.report_likeness
        connection.execute(delete(like).where(like.c.left.in_(chunk) | like.c.right.in_(chunk)))
        connection.execute(sql("DELETE FROM fact_fts WHERE rowid = :row"), [{"row": row} for row in chunk])
        connection.execute(delete(tables.fact).where(tables.fact.c.row.in_(chunk)))
