"""Rows of an office's ledger in the log: what is known of one ledger, and many rows added at once.

In:  the name of a ledger; rows as texts with what they say.
Out: what the register holds of it, row by row; where other reports of the same agreements say otherwise.

A row is a text like any other. All versions of a row share `source` and `raw`, and each has a later `normaliser` than
the one before, so that the fold takes the newest and lets decisions move to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec
from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.document import Appearance, Text
from accord.model.reading import Facts
from accord.register.log import log
from accord.register.tables import tables, tokens
from accord.register.tables.batches import index_words, insert_all

__all__ = ["Held", "Told", "add_readings", "add_rows", "held_rows", "note", "noted", "other_reports"]

_CHUNK = 500  # values in one IN list
_HELD = (
    "SELECT a.source, t.id, t.content, t.normaliser, u.state FROM appearance a JOIN text t ON t.row = a.text "
    "JOIN unit u ON u.text = t.row WHERE a.source >= :low AND a.source < :high AND u.state <> 'purged' ORDER BY a.source, t.row"
)
_TELLS = (
    "SELECT u.id, f.id, d.row, d.agreement, d.date, d.amount, d.currency, d.kind, d.status, d.title, u.source "
    "FROM report d JOIN fact f ON f.row = d.row JOIN unit u ON u.row = f.unit WHERE {where}"
)
_SAME = "SELECT a.row, b.row FROM report a JOIN report b ON b.agreement = a.agreement AND b.row <> a.row WHERE a.row IN ({rows})"
_NEAR = (
    "SELECT DISTINCT a.report, b.report FROM report_key a JOIN report_key b ON b.key = a.key AND b.report <> a.report "
    "WHERE a.report IN ({rows})"
)


class Held(msgspec.Struct, frozen=True):
    """A row that the register holds: its source, the text that now counts, its words, and the state of its unit."""

    source: str
    text: str
    content: str
    normaliser: str
    state: str


class Told(msgspec.Struct, frozen=True):
    """An agreement as one unit tells it, with the values that two tellings may differ in."""

    unit: str
    fact: str
    row: int
    agreement: int | None
    date: str | None
    amount: str | None
    currency: str | None
    kind: str
    status: str
    title: str | None
    source: str


def held_rows(connection: Connection, prefix: str) -> list[Held]:
    """Return the rows of a ledger, all versions, the oldest version of a row first; `prefix` begins their sources."""
    found = connection.execute(sql(_HELD), {"low": prefix, "high": prefix[:-1] + chr(ord(prefix[-1]) + 1)})
    return [Held(*row) for row in found]


def facts_of(connection: Connection, texts: Sequence[str]) -> dict[str, Facts]:
    """Return what the newest reading of each text says."""
    newest: dict[str, bytes] = {}
    reading, text = tables.reading, tables.text
    for chunk in _chunks(texts):
        asked = (
            select(text.c.id, reading.c.facts)
            .join(reading, reading.c.text == text.c.row)
            .where(text.c.id.in_(chunk))
            .order_by(reading.c.row)
        )
        newest.update((id_, facts) for id_, facts in connection.execute(asked))
    return {id_: log.unpacked(facts) for id_, facts in newest.items()}


def add_rows(connection: Connection, rows: Sequence[tuple[Text, Appearance, Facts]], *, reader: str, run: int) -> None:
    """Add new texts with where they stood and what they say; none of them is in the register yet."""
    first = int(connection.execute(sql("SELECT coalesce(max(row), 0) FROM text")).scalar_one()) + 1
    texts, words, places, readings = [], [], [], []
    for at, (text, place, facts) in enumerate(rows, start=first):
        texts.append({**_values(text), "row": at, "pages": []})
        words.append({"row": at, "tokens": " ".join(tokens.tokens(text.content))})
        places.append({**_values(place), "text": at, "run": run})
        readings.append({"text": at, "reader": reader, "published": "", "facts": log.packed(facts), "run": run})
    if rows:
        insert_all(connection, tables.text, texts)
        index_words(connection, "text_fts", words)
        insert_all(connection, tables.appearance, places)
        insert_all(connection, tables.reading, readings)


def add_readings(connection: Connection, read: Mapping[str, Facts], *, reader: str, run: int) -> None:
    """Add what is read anew in texts that the register has."""
    rows: dict[str, int] = {}
    for chunk in _chunks(list(read)):
        found = connection.execute(select(tables.text.c.id, tables.text.c.row).where(tables.text.c.id.in_(chunk)))
        rows.update((id_, row) for id_, row in found)
    values = [
        {"text": rows[id_], "reader": reader, "published": "", "facts": log.packed(facts), "run": run}
        for id_, facts in read.items()
    ]
    insert_all(connection, tables.reading, values)


def noted(connection: Connection, key: str) -> dict[str, str]:
    """Return what a person said of a ledger's columns, under a key; nothing where nobody said anything."""
    kept = connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == f"ledger {key}")).scalar()
    return msgspec.json.decode(kept, type=dict[str, str]) if kept else {}


def note(connection: Connection, key: str, said: Mapping[str, str]) -> None:
    """Keep what a person said of a ledger's columns."""
    tables.set_value(connection, f"ledger {key}", msgspec.json.encode(said, order="sorted").decode())


def other_reports(connection: Connection, units: Sequence[str], prefix: str) -> Iterator[tuple[Told, Told, bool]]:
    """Yield (row of the ledger, report elsewhere, whether they tell of one agreement) for these units.

    Reports that share two parties but are held apart come too; rows of the same ledger do not.
    """
    for chunk in _chunks(units):
        mine = {told.row: told for told in _told(connection, _listed("u.id", chunk))}
        if not mine:
            continue
        rows = ", ".join(map(str, mine))
        same = {tuple(pair) for pair in connection.execute(sql(_SAME.format(rows=rows)))}
        near = {tuple(pair) for pair in connection.execute(sql(_NEAR.format(rows=rows)))} - same
        theirs: dict[int, Told] = {}
        for others in _chunks(sorted({there for _, there in same | near})):
            theirs.update((told.row, told) for told in _told(connection, f"d.row IN ({', '.join(map(str, others))})"))
        for here, there in sorted(same | near):
            if not theirs[there].source.startswith(prefix):
                yield mine[here], theirs[there], (here, there) in same


def _told(connection: Connection, where: str) -> Iterator[Told]:
    for row in connection.execute(sql(_TELLS.format(where=where))):
        yield Told(*row)


def _listed(column: str, ids: Sequence[str]) -> str:
    """Return a condition on ids; they are hashes and numbers of decisions, and hold no quote."""
    return f"{column} IN ({', '.join(repr(id_) for id_ in ids)})"


def _values(value: msgspec.Struct) -> dict[str, object]:
    return {field: getattr(value, field) for field in value.__struct_fields__}


def _chunks(items: Sequence[str] | Sequence[int]) -> Iterator[list]:  # type: ignore[type-arg]
    left = iter(items)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
