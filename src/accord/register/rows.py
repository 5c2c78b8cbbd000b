"""Write the rows of units into the derived tables, and take them out again.

In:  units with what they say (`Composed`).
Out: rows; and which forms of names and which agreements they touch, to be settled next.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.reading import Agreement, Commitment
from accord.register import tables, tokens
from accord.register.compose import Composed, Fact
from accord.register.kinds import spans
from accord.register.needs import Identity
from accord.register.units import CHUNK, Unit, chunks

__all__ = ["Made", "insert_all", "insert_units", "next_row", "remove_units"]

_QUOTED = ("title", "person", "post", "organization", "name", "object", "place")  # fields that search finds a fact by


class Made(msgspec.Struct, frozen=True):
    """What a batch of units touched: rows of forms, and rows of reports."""

    forms: set[int]
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


def next_row(connection: Connection, table: Table) -> int:
    """Return the first free row number of a table."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.row), 0))).scalar_one()) + 1


def insert_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows at once; nothing where there are none."""
    if rows:
        connection.execute(insert(table), rows)


def insert_units(connection: Connection, said: Sequence[tuple[Unit, Composed]], identity: Identity) -> Made:
    """Return the forms and reports that these units touch, after writing all their rows."""
    free = {name: next_row(connection, tables.derived.tables[name]) for name in ("unit", "mention", "fact")}
    batch = _Batch({}, free)
    keys = [[identity.form(mention) for mention in composed.mentions] for _, composed in said]
    forms = _forms(connection, {key for each in keys for key in each})
    names: Counter[tuple[int, str]] = Counter()
    for (unit, composed), form_keys in zip(said, keys, strict=True):
        _unit_rows(batch, unit, composed, [forms[key] for key in form_keys])
        for mention, key in zip(composed.mentions, form_keys, strict=True):
            names.update((forms[key], name) for name in dict.fromkeys((mention.name, *mention.names)))
    search = batch.rows.pop("fact_fts", [])
    for table in tables.derived.sorted_tables:
        insert_all(connection, table, batch.rows.get(table.name, []))
    if search:
        connection.execute(sql("INSERT INTO fact_fts (rowid, tokens) VALUES (:row, :tokens)"), search)
    _count_names(connection, names)
    reports = [row["row"] for row in batch.rows.get("report", [])]
    return Made({forms[key] for each in keys for key in each}, reports)


def remove_units(connection: Connection, ids: Sequence[str]) -> tuple[set[int], set[int]]:
    """Return the forms and the agreements that lose something, after removing all rows of the units."""
    forms: set[int] = set()
    agreements: set[int] = set()
    for chunk in chunks(ids, CHUNK):
        units = connection.execute(select(tables.unit.c.row).where(tables.unit.c.id.in_(chunk))).scalars().all()
        if units:
            _remove_mentions(connection, units, forms)
            _remove_facts(connection, units, agreements)
            connection.execute(delete(tables.unit).where(tables.unit.c.row.in_(units)))
    return forms, agreements


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
    mentions = []
    for mention, form in zip(composed.mentions, forms, strict=True):
        mentions.append(batch.number("mention"))
        values = {"id": mention.id, "name": mention.name, "names": list(mention.names), "kind": mention.kind}
        batch.add("mention", row=mentions[-1], unit=row, form=form, region=mention.region, **values)
    reports: dict[str, int] = {}
    for fact in composed.facts:
        at = batch.number("fact")
        if isinstance(fact.value, Agreement):
            reports[fact.value.id] = at
        batch.add("fact", row=at, unit=row, published=unit.published, **_common(fact))
        _fact_rows(batch, at, fact, mentions)
        batch.add(tables.DETAILS[fact.kind].name, row=at, **_detail(fact, reports))
        batch.add("fact_fts", row=at, tokens=_search_words(unit, fact))


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
    return out


def _forms(connection: Connection, keys: set[str]) -> dict[str, int]:
    """Return the row of every form; a new one gets an entity of its own, to be named when entities are settled."""
    table = tables.form
    known: dict[str, int] = {}
    for chunk in chunks(sorted(keys), CHUNK):
        found = connection.execute(select(table.c.key, table.c.row).where(table.c.key.in_(chunk)))
        known.update((key, row) for key, row in found)
    form, entity = next_row(connection, table), next_row(connection, tables.entity)
    new = [key for key in sorted(keys) if key not in known]
    fresh = [{"row": form + at, "key": key, "entity": entity + at} for at, key in enumerate(new)]
    blank = {"kind": "other", "region": None}
    insert_all(
        connection, tables.entity, [{"row": f["entity"], "id": f"new {f['row']}", "name": "", **blank} for f in fresh]
    )
    insert_all(connection, table, fresh)
    return known | {str(f["key"]): int(str(f["row"])) for f in fresh}


def _count_names(connection: Connection, change: Counter[tuple[int, str]]) -> None:
    """Bring the surface names of forms up to date: how many mentions use each, and the search over them."""
    table = tables.form_name
    known: dict[tuple[int, str], tuple[int, int]] = {}
    for chunk in chunks(sorted({form for form, _ in change}), CHUNK):
        for found in connection.execute(select(table).where(table.c.form.in_(chunk))):
            known[found.form, found.name] = (found.row, found.uses)
    free = next_row(connection, table)
    fresh: list[dict[str, Any]] = []
    changed: list[dict[str, int]] = []
    gone: list[dict[str, int]] = []
    for (form, name), by in change.items():
        at, uses = known.get((form, name), (0, 0))
        if not at:
            fresh.append({"row": free + len(fresh), "form": form, "name": name, "uses": by})
        elif uses + by > 0:
            changed.append({"at": at, "now": uses + by})
        else:
            gone.append({"row": at})
    insert_all(connection, table, fresh)
    if fresh:
        search = [{"row": f["row"], "tokens": " ".join(tokens.tokens(str(f["name"])))} for f in fresh]
        connection.execute(sql("INSERT INTO name_fts (rowid, tokens) VALUES (:row, :tokens)"), search)
    if changed:
        connection.execute(sql("UPDATE form_name SET uses = :now WHERE row = :at"), changed)
    if gone:
        connection.execute(sql("DELETE FROM form_name WHERE row = :row"), gone)
        connection.execute(sql("DELETE FROM name_fts WHERE rowid = :row"), gone)


def _remove_mentions(connection: Connection, units: Sequence[int], forms: set[int]) -> None:
    table = tables.mention
    names: Counter[tuple[int, str]] = Counter()
    for row in connection.execute(select(table.c.form, table.c.name, table.c.names).where(table.c.unit.in_(units))):
        forms.add(row.form)
        names.subtract((row.form, name) for name in dict.fromkeys((row.name, *row.names)))
    connection.execute(delete(table).where(table.c.unit.in_(units)))
    if names:
        _count_names(connection, names)


def _remove_facts(connection: Connection, units: Sequence[int], agreements: set[int]) -> None:
    facts = connection.execute(select(tables.fact.c.row).where(tables.fact.c.unit.in_(units))).scalars().all()
    for chunk in chunks(facts, CHUNK):
        touched = select(tables.report.c.agreement).where(tables.report.c.row.in_(chunk))
        agreements.update(row for row in connection.execute(touched).scalars() if row is not None)
        for detail in tables.DETAILS.values():
            connection.execute(delete(detail).where(detail.c.row.in_(chunk)))
        for side in (tables.evidence, tables.fact_party, tables.fact_sector):
            connection.execute(delete(side).where(side.c.fact.in_(chunk)))
        connection.execute(delete(tables.report_key).where(tables.report_key.c.report.in_(chunk)))
        connection.execute(sql("DELETE FROM fact_fts WHERE rowid = :row"), [{"row": row} for row in chunk])
        connection.execute(delete(tables.fact).where(tables.fact.c.row.in_(chunk)))
