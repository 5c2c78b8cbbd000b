"""Add to the log: texts, appearances, readings, decisions, quarantine. Nothing here is ever changed or removed,
but that a quarantined source is marked as resolved once it could be read, and that a person says a text's language;
`purging` alone takes words out.

In:  model values and a writing connection.
Out: row numbers, and whether anything was new.
"""

import zlib
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection, CursorResult

from accord.model import decision as decision_model
from accord.model.decision import (
    Confirm,
    Decided,
    Decision,
    Enter,
    Owes,
    Purge,
    Reached,
    Reject,
    SetValue,
    Undo,
    Unrelated,
    Withdraw,
)
from accord.model.document import Appearance, Refusal, Text
from accord.model.reading import Facts
from accord.register.log import audit
from accord.register.tables import tables, tokens
from accord.register.tables.accounts_tables import purge
from accord.register.tables.batches import index_words

__all__ = [
    "Connection",
    "add_appearance",
    "add_decision",
    "add_reading",
    "add_refusal",
    "add_text",
    "begin_run",
    "decisions",
    "end_run",
    "language_of",
    "others_at",
    "packed",
    "published_of",
    "resolve",
    "row_of",
    "tell_language",
    "text_at",
    "text_rows",
    "texts_of",
    "undone",
    "unpacked",
    "unread",
    "versions_of",
]


def begin_run(connection: Connection, *, command: str, version: str, at: str) -> int:
    """Return the number of a new run of the program."""
    made = connection.execute(insert(tables.run).values(command=command, version=version, started=at))
    return _key(made)


def end_run(connection: Connection, run: int, *, at: str, counts: dict[str, int]) -> None:
    """Note when a run ended and what it did."""
    connection.execute(update(tables.run).where(tables.run.c.row == run).values(finished=at, counts=counts))


def add_text(connection: Connection, text: Text) -> tuple[int, bool]:
    """Return the row of a text, and whether it is new to the register."""
    known = row_of(connection, text.id)
    if known is not None:
        return known, False
    made = connection.execute(
        insert(tables.text).values(
            id=text.id,
            content=text.content,
            language=text.language,
            normaliser=text.normaliser,
            pages=list(text.pages),
        )
    )
    row = _key(made)
    index_words(connection, "text_fts", [{"row": row, "tokens": " ".join(tokens.tokens(text.content))}])
    return row, True


def language_of(connection: Connection, row: int) -> str:
    """Return the language that a text is known to be in."""
    return str(connection.execute(select(tables.text.c.language).where(tables.text.c.row == row)).scalar_one())


def tell_language(connection: Connection, row: int, language: str) -> bool:
    """Return whether that is another language than the text was known to be in; a person says so."""
    table = tables.text
    wrong = (table.c.row == row) & (table.c.language != language)
    return bool(connection.execute(update(table).where(wrong).values(language=language)).rowcount)


def row_of(connection: Connection, text_id: str) -> int | None:
    """Return the row of a text, or None where the register does not have it."""
    row: int | None = connection.execute(select(tables.text.c.row).where(tables.text.c.id == text_id)).scalar()
    return row


def versions_of(connection: Connection, row: int) -> list[str]:
    """Return the ids of the other texts that were made from the same bytes found at the same place."""
    here, there = tables.appearance.alias("here"), tables.appearance.alias("there")
    asked = (
        select(tables.text.c.id)
        .select_from(here)
        .join(there, (here.c.source == there.c.source) & (here.c.raw == there.c.raw) & (here.c.text != there.c.text))
        .join(tables.text, tables.text.c.row == there.c.text)
        .where(here.c.text == row)
    )
    return sorted(set(connection.execute(asked).scalars()))


def add_appearance(connection: Connection, row: int, appearance: Appearance, run: int) -> bool:
    """Return whether this is a place where the text was not known to stand."""
    table = tables.appearance
    here = (table.c.source == appearance.source) & (table.c.raw == appearance.raw) & (table.c.text == row)
    if connection.execute(select(table.c.row).where(here)).first():
        return False
    values = {field: getattr(appearance, field) for field in appearance.__struct_fields__ if field != "text"}
    connection.execute(insert(table).values(text=row, run=run, **values))
    return True


def others_at(connection: Connection, row: int, place: Appearance) -> list[str]:
    """Return the ids of other texts that came from other bytes at the same place, in the order in which they came."""
    table = tables.appearance
    there = (table.c.source == place.source) & (table.c.raw != place.raw) & (table.c.text != row)
    asked = select(tables.text.c.id).join(table, table.c.text == tables.text.c.row).where(there)
    return list(dict.fromkeys(connection.execute(asked.order_by(table.c.row)).scalars()))


def text_rows(connection: Connection) -> list[int]:
    """Return the rows of all texts that have their words, in the order in which they came."""
    gone = select(purge.c.text)
    asked = select(tables.text.c.row).where(tables.text.c.id.not_in(gone)).order_by(tables.text.c.row)
    return list(connection.execute(asked).scalars())


def text_at(connection: Connection, row: int) -> Text:
    """Return the text of a row."""
    found = connection.execute(select(tables.text).where(tables.text.c.row == row)).one()
    return Text(found.id, found.content, found.language, found.normaliser, tuple(found.pages))


def published_of(connection: Connection, row: int) -> str | None:
    """Return the earliest day on which the text appeared, against which its relative dates resolve; None if unknown."""
    table = tables.appearance
    day: str | None = connection.execute(select(func.min(table.c.published)).where(table.c.text == row)).scalar()
    return day


def unread(connection: Connection, row: int, reader: str, published: str | None) -> bool:
    """Return whether this reader has not yet read the text against that day."""
    table = tables.reading
    known = (table.c.text == row) & (table.c.reader == reader) & (table.c.published == (published or ""))
    return connection.execute(select(table.c.row).where(known)).first() is None


def add_reading(
    connection: Connection, row: int, facts: Facts, *, reader: str, published: str | None, run: int
) -> None:
    """Keep what a reader found in a text."""
    connection.execute(
        insert(tables.reading).values(text=row, reader=reader, published=published or "", facts=packed(facts), run=run)
    )


def packed(facts: Facts) -> bytes:
    """Return facts as they are kept: JSON, deflated to a fifth (the names of fields repeat in every fact)."""
    return zlib.compress(msgspec.json.encode(facts), level=6)


def unpacked(kept: bytes) -> Facts:
    """Return facts from what was kept."""
    return msgspec.json.decode(zlib.decompress(kept), type=Facts)


def add_refusal(connection: Connection, refusal: Refusal, *, at: str, run: int) -> bool:
    """Return whether the refusal is new; one that was resolved and comes again is open again."""
    table = tables.quarantine
    raw = refusal.raw or ""
    same = (table.c.source == refusal.source) & (table.c.raw == raw) & (table.c.reason == refusal.reason)
    if connection.execute(select(table.c.row).where(same)).first():
        connection.execute(update(table).where(same).values(resolved=None))
        return False
    values = {"message": refusal.message, "advice": refusal.advice, "reason": refusal.reason}
    connection.execute(insert(table).values(source=refusal.source, raw=raw, at=at, run=run, **values))
    return True


def resolve(connection: Connection, source: str, *, at: str) -> int:
    """Return how many quarantined entries of a source are resolved now that it could be read."""
    table = tables.quarantine
    waiting = (table.c.source == source) & table.c.resolved.is_(None)
    return int(connection.execute(update(table).where(waiting).values(resolved=at)).rowcount)


def add_decision(connection: Connection, decision: Decision, *, by: str, at: str, why: str | None) -> Decided:
    """Return the decision as recorded, with its id."""
    undoes = int(decision.decision[1:]) if isinstance(decision, Undo) else None
    payload = msgspec.json.encode(decision).decode()
    made = connection.execute(insert(tables.decision).values(by=by, at=at, why=why, payload=payload, undoes=undoes))
    seq = _key(made)
    for document in sorted(texts_of(decision)):
        connection.execute(insert(tables.decision_text).values(decision=seq, text=document))
    _note_decision(connection, f"d{seq}", decision, by=by, at=at)
    return Decided(id=f"d{seq}", decision=decision, by=by, at=at, why=why)


def texts_of(decision: Decision) -> set[str]:
    """Return the ids of the units (texts, or entries) that a decision holds on to."""
    match decision:
        case Reject() | SetValue():
            return {decision.fact.document}
        case Confirm(fact=fact) if fact is not None:
            return {fact.document}
        case Withdraw() | Purge():
            return {decision.document}
        case Reached() | Unrelated() | Owes():
            words = None if isinstance(decision, Owes) else decision.words
            return {one.document for one in (decision.target, words) if one is not None}
        case Enter(words=words) if words is not None:
            return {words.document}
        case _:
            return {anchor.document for anchor in decision_model.anchors_of(decision)}


def decisions(connection: Connection, sequences: Iterable[int] | None = None) -> list[Decided]:
    """Return decisions in the order in which they were taken; all of them, or those with the given numbers."""
    table = tables.decision
    asked = select(table).order_by(table.c.seq)
    if sequences is not None:
        asked = asked.where(table.c.seq.in_(sorted(sequences)))
    return [_decided(row) for row in connection.execute(asked)]


def undone(connection: Connection) -> set[int]:
    """Return the numbers of the decisions that do not hold because an undo of them holds."""
    table = tables.decision
    undos = connection.execute(select(table.c.seq, table.c.undoes).where(table.c.undoes.is_not(None)))
    return decision_model.undone((seq, target) for seq, target in undos)


def _note_decision(connection: Connection, id_: str, decision: Decision, *, by: str, at: str) -> None:
    whole = isinstance(decision, Withdraw | Purge)
    kind = str(msgspec.to_builtins(decision)["type"])
    about = f"{id_} {decision.document}" if isinstance(decision, Withdraw | Purge) else f"{id_} {kind}"
    audit.note(connection, at=at, who=by, what=kind if whole else "decision", about=about)  # type: ignore[arg-type]


def _key(made: CursorResult[Any]) -> int:
    key = made.inserted_primary_key
    assert key is not None, "every table of the log numbers its rows"
    return int(key[0])


def _decided(row: Any) -> Decided:
    payload = msgspec.json.decode(row.payload, type=Decision)
    return Decided(id=f"d{row.seq}", decision=payload, by=row.by, at=row.at, why=row.why)
