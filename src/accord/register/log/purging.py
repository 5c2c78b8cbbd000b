"""Erase the words of a document for ever; that it was there, where, and its hash stay.

In:  the id of a text, in a writing connection.
Out: a text without words, readings, titles and entries in the full-text index, and decisions that quote it no more. It
     is the one step that takes something out of the log.

Source: SQLite: secure_delete; the file itself is written anew by `file/scrubbing.py`.
"""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, update
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.decision import Decided
from accord.model.document import Appearance
from accord.register.log import log
from accord.register.tables import tables, tokens
from accord.register.tables.accounts_tables import purge
from accord.register.tables.job_tables import job

__all__ = ["Purged", "erase", "forget_jobs", "purged", "purged_rows"]

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


def forget_jobs(connection: Connection, text_id: str) -> list[str]:
    """Return the paths of files that are to leave the inbox, after forgetting the jobs that a text came by, or that quote it."""
    seen, text = tables.appearance, tables.text
    asked = select(seen.c.source).join(text, text.c.row == seen.c.text).where(text.c.id == text_id)
    sources = {whole for source in connection.execute(asked).scalars() for whole in (source, source.partition("!")[0])}
    quotes = (job.c.kind == "ledger_back") & job.c.results.contains(text_id)
    came = job.c.source.in_(sorted(sources)) | quotes
    paths = connection.execute(select(job.c.path).where(came & job.c.path.is_not(None))).scalars().all()
    told = connection.execute(select(job.c.results).where(quotes)).scalars().all()
    connection.execute(delete(job).where(came))
    return sorted({*paths, *(str(msgspec.json.decode(one)["made"][0]) for one in told)})


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


def _unquote(connection: Connection, text_id: str) -> None:
    """Take the words out of the decisions that hold on to the text."""
    held, table = tables.decision_text, tables.decision
    rows = select(table.c.seq, table.c.payload).join(held, held.c.decision == table.c.seq).where(held.c.text == text_id)
    for seq, payload in connection.execute(rows).all():
        told = msgspec.json.decode(payload)
        about_it = _blanked(told, text_id)
        if about_it:  # what a person said of the words goes with them
            told |= {name: nothing for name, nothing in (("value", None), ("fields", {})) if name in told}
            written = msgspec.json.encode(told).decode()
            connection.execute(update(table).where(table.c.seq == seq).values(payload=written))


def _blanked(value: Any, text_id: str) -> bool:
    """Return whether a decision, as it is written, holds on to the text; its quotes and what stands around them go."""
    if isinstance(value, list):
        return sum(_blanked(one, text_id) for one in value) > 0  # each of them is to be blanked
    if not isinstance(value, dict):
        return False
    here = value.get("document") == text_id and "quote" in value
    if here:
        value.update(dict.fromkeys(("quote", "prefix", "suffix", "key"), ""))
    return here + sum(_blanked(one, text_id) for one in value.values()) > 0
