"""Erase the words of a document for ever; that it was there, where, and its hash stay.

In:  the id of a text, in a writing connection.
Out: a text without words, readings, titles and entries in the full-text index, and decisions that quote it no more. It
     is the one step that takes something out of the log.

Source: SQLite: secure_delete, VACUUM and FTS5's `optimize` leave no copy in the file.
"""

from collections.abc import Iterable
from contextlib import closing

import msgspec
from sqlalchemy import delete, insert, select, update
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection, Engine

from accord.model.anchor import Anchor
from accord.model.decision import Decided, Decision, Different, Enter, Reject, Same, SetValue
from accord.model.document import Appearance
from accord.register import log, tables, tokens
from accord.register.accounts_tables import purge

__all__ = ["Purged", "erase", "purged", "purged_rows", "scrub"]

_INDEXES = ("text_fts", *tables.DERIVED_SEARCH)
_ANEW = ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
_UNINDEX = "INSERT INTO text_fts (text_fts, rowid, tokens) VALUES ('delete', :row, :tokens)"


class Purged(msgspec.Struct, frozen=True):
    """Who erased a text, when and why."""

    decision: str
    by: str
    at: str
    why: str | None

    def told(self) -> str:
        """Return that in a sentence's words."""
        return f"purged on {self.at[:10]} by {self.by}" + (f": {self.why}" if self.why else "")


def erase(connection: Connection, text_id: str, decision: Decided) -> None:
    """Take the words of a text out of the log."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    row = log.row_of(connection, text_id)
    assert row is not None, f"asked to erase {text_id}, which is not in the register"
    held = log.text_at(connection, row)
    connection.execute(sql(_UNINDEX), {"row": row, "tokens": " ".join(tokens.tokens(held.content))})
    connection.execute(update(tables.text).where(tables.text.c.row == row).values(content="", pages=[]))
    connection.execute(update(tables.appearance).where(tables.appearance.c.text == row).values(title=None))
    connection.execute(delete(tables.reading).where(tables.reading.c.text == row))
    _unquote(connection, text_id)
    connection.execute(insert(purge).values(text=text_id, decision=int(decision.id[1:])))


def purged_rows(connection: Connection, rows: Iterable[int]) -> set[int]:
    """Return which of these texts were purged, by row."""
    asked = select(tables.text.c.row).join(purge, purge.c.text == tables.text.c.id)
    return set(connection.execute(asked.where(tables.text.c.row.in_(list(rows)))).scalars())


def purged(connection: Connection, text_id: str, place: Appearance) -> Purged | None:
    """Return who purged a text, or another reading of the same bytes at the same place; None where nobody did."""
    seen, text, decision = tables.appearance, tables.text, tables.decision
    same_bytes = (
        select(text.c.id)
        .join(seen, seen.c.text == text.c.row)
        .where((seen.c.source == place.source) & (seen.c.raw == place.raw))
    )
    asked = (
        select(decision.c.seq, decision.c.by, decision.c.at, decision.c.why)
        .join(purge, purge.c.decision == decision.c.seq)
        .where((purge.c.text == text_id) | purge.c.text.in_(same_bytes))
        .order_by(decision.c.seq)
    )
    found = connection.execute(asked).first()
    return Purged(f"d{found.seq}", found.by, found.at, found.why) if found else None


def scrub(engine: Engine) -> None:
    """Write the file anew, so that no free page, index or journal holds words that were erased; it takes a while."""
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as opened:
        for step in (*(f"INSERT INTO {index} ({index}) VALUES ('optimize')" for index in _INDEXES), *_ANEW):
            opened.cursor().execute(step)


def _unquote(connection: Connection, text_id: str) -> None:
    """Take the words out of the decisions that hold on to the text."""
    held, table = tables.decision_text, tables.decision
    known = connection.execute(select(held.c.decision).where(held.c.text == text_id)).scalars().all()
    for decided in log.decisions(connection, known) if known else ():
        payload = msgspec.json.encode(_without(decided.decision, text_id)).decode()
        connection.execute(update(table).where(table.c.seq == int(decided.id[1:])).values(payload=payload))


def _without(decision: Decision, text_id: str) -> Decision:
    def blank(anchor: Anchor) -> Anchor:
        return Anchor(text_id, "", "", "", anchor.kind) if anchor.document == text_id else anchor

    match decision:
        case Same(left=left, right=right):
            return Same(blank(left), blank(right))
        case Different(left=left, right=right, also=also):
            return Different(blank(left), blank(right), tuple(map(blank, also)))
        case SetValue(fact=fact, field=field):
            return SetValue(blank(fact), field, None)
        case Reject(fact=fact, scope=scope):
            return Reject(blank(fact), scope)
        case Enter(kind=kind, words=words) if words is not None:
            return Enter(kind, {}, blank(words))
        case _:
            return decision
