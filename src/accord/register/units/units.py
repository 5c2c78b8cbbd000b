"""Load from the log what the fold needs of a unit: its words, its best appearance and reading, its decisions.

In:  ids of units (texts, or decisions that enter a fact without a text).
Out: `Unit`s, in the order of their ids; ids that are not in the log are left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from accord.model.decision import Decided, Enter
from accord.model.reading import Facts
from accord.register.log import log
from accord.register.log.purging import purged_rows
from accord.register.tables import tables
from accord.register.tables.batches import chunks

__all__ = ["Unit", "all_ids", "load"]


class Unit(msgspec.Struct, frozen=True):
    """What the log knows of one unit.

    Attributes:
        id: The text's id, or the id of the decision that entered a fact.
        text: Row of the text; None for an entry.
        state: `read`, `unread` (nobody has read its language yet), `superseded` (a newer normaliser made it anew),
            `purged` (its words were erased) or `entered`; `withdrawn` is added by its decisions.
        published: Earliest day on which it appeared.
        decisions: Standing decisions that concern it, in the order in which they were taken.
        older: Ids of the texts that it supersedes; decisions on them hold here.
    """

    id: str
    text: int | None
    state: str
    content: str
    language: str
    title: str | None
    published: str | None
    publisher: str | None
    source: str
    appearances: int
    facts: Facts
    decisions: tuple[Decided, ...]
    older: tuple[str, ...] = ()


def all_ids(connection: Connection) -> Iterator[str]:
    """Yield the id of every unit of the log, texts in the order in which they came, then entries."""
    yield from connection.execute(select(tables.text.c.id).order_by(tables.text.c.row)).scalars().all()
    gone = log.undone(connection)
    for decided in log.decisions(connection):
        if _is_unit(decided, gone):
            yield decided.id


def load(connection: Connection, ids: Sequence[str]) -> list[Unit]:
    """Return the units with these ids, in id order."""
    gone = log.undone(connection)
    found = [unit for chunk in chunks(ids) for unit in _texts(connection, chunk, gone)]
    entries = [int(unit[1:]) for unit in ids if not unit.startswith("sha256:")]
    held = _decisions(connection, {f"d{seq}": [f"d{seq}"] for seq in entries}, gone) if entries else {}
    entered = log.decisions(connection, entries) if entries else ()
    found.extend(_entry(decided, held[decided.id]) for decided in entered if _is_unit(decided, gone))
    return sorted(found, key=lambda unit: unit.id)


def _is_unit(decided: Decided, gone: set[int]) -> bool:
    entry = isinstance(decided.decision, Enter) and decided.decision.words is None
    return entry and int(decided.id[1:]) not in gone


def _entry(decided: Decided, held: Sequence[Decided]) -> Unit:
    return Unit(
        id=decided.id,
        text=None,
        state="entered",
        content="",
        language="und",
        title=None,
        published=None,
        publisher=None,
        source=decided.by,
        appearances=0,
        facts=Facts(relevant=True),
        decisions=(decided, *held),
    )


def _texts(connection: Connection, ids: Sequence[str], gone: set[int]) -> Iterator[Unit]:
    table = tables.text
    columns = (table.c.row, table.c.id, table.c.content, table.c.language)
    rows = connection.execute(select(*columns).where(table.c.id.in_(ids))).all()
    keys = [row.row for row in rows]
    seen, newest = _appearances(connection, keys), _readings(connection, keys)
    older, superseded = _versions(connection, keys)
    decided = _decisions(connection, {row.id: [row.id, *older[row.row]] for row in rows}, gone)
    erased = purged_rows(connection, keys)
    for row in rows:
        places = sorted(seen[row.row], key=lambda a: (a.published or "9999", a.source, a.raw))
        day = places[0].published
        payload = _best(newest[row.row], row.language, day)
        state = "superseded" if row.row in superseded else "unread" if payload is None else "read"
        state = "purged" if row.row in erased else state
        yield Unit(
            id=row.id,
            text=row.row,
            state=state,
            content=row.content,
            language=row.language,
            title=places[0].title,
            published=day,
            publisher=places[0].publisher,
            source=places[0].source,
            appearances=len(places),
            facts=log.unpacked(payload) if payload and state == "read" else Facts(),
            decisions=tuple(decided[row.id]) if state not in ("superseded", "purged") else (),
            older=tuple(sorted(older[row.row])),
        )


def _appearances(connection: Connection, keys: Sequence[int]) -> dict[int, list[Any]]:
    table = tables.appearance
    columns = (table.c.text, table.c.source, table.c.raw, table.c.title, table.c.published, table.c.publisher)
    return _grouped(connection.execute(select(*columns).where(table.c.text.in_(keys))))


def _readings(connection: Connection, keys: Sequence[int]) -> dict[int, list[Any]]:
    table = tables.reading
    columns = (table.c.text, table.c.reader, table.c.published, table.c.facts)
    return _grouped(connection.execute(select(*columns).where(table.c.text.in_(keys))))


def _best(readings: Sequence[Any], language: str, day: str | None) -> bytes | None:
    """Return the facts of the newest reader of the text's language, read against the day that now counts where there is
    such a reading; those of another language's pack only where none of its own has read it.
    """
    if not readings:
        return None
    own = [r for r in readings if r.reader.split()[1:2] == [language.partition("-")[0]]]
    chosen = max(own or readings, key=lambda r: (_version(r.reader), r.published == (day or ""), r.published))
    payload: bytes = chosen.facts
    return payload


def _version(reader: str) -> tuple[tuple[int, ...], str]:
    return tuple(int(number) for number in re.findall(r"\d+", reader)), reader


def _versions(connection: Connection, keys: Sequence[int]) -> tuple[dict[int, list[str]], set[int]]:
    """Return the texts that each text supersedes, and which texts are superseded everywhere they appeared."""
    here, there, old, new = (
        tables.appearance.alias("here"),
        tables.appearance.alias("there"),
        tables.text.alias("old"),
        tables.text.alias("new"),
    )
    pairs = connection.execute(
        select(here.c.row, new.c.row.label("text"), old.c.id, old.c.normaliser, new.c.normaliser.label("mine"))
        .join(there, (here.c.source == there.c.source) & (here.c.raw == there.c.raw) & (here.c.text != there.c.text))
        .join(new, new.c.row == here.c.text)
        .join(old, old.c.row == there.c.text)
        .where(here.c.text.in_(keys))
    ).all()
    older: dict[int, list[str]] = defaultdict(list)
    outdone: dict[int, set[int]] = defaultdict(set)
    for place, text, other, theirs, mine in pairs:
        if _version(theirs) < _version(mine):
            older[text].append(other)
        else:
            outdone[text].add(place)
    seen = _appearances(connection, list(outdone)) if outdone else {}
    return older, {text for text, places in outdone.items() if len(places) == len(seen[text])}


def _decisions(connection: Connection, wanted: dict[str, list[str]], gone: set[int]) -> dict[str, list[Decided]]:
    table = tables.decision_text
    ids = {text for texts in wanted.values() for text in texts}
    by_text = defaultdict(set)
    for decision, text in connection.execute(select(table.c.decision, table.c.text).where(table.c.text.in_(ids))):
        if decision not in gone:
            by_text[text].add(decision)
    sequences = set().union(*by_text.values())
    known = {int(decided.id[1:]): decided for decided in log.decisions(connection, sequences)} if sequences else {}
    return {
        unit: [known[seq] for seq in sorted(set().union(*(by_text[text] for text in texts)))]
        for unit, texts in wanted.items()
    }


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.text].append(row)
    return groups
