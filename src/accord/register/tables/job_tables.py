"""Tables of the log for what waits to be read: jobs, the folders and feeds that are watched, the files seen in them.

They say what a person asked for, not what is known; nothing of a digest depends on them.
"""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text

from accord.register.tables.metadata import log
from accord.register.tables.metadata import row as _row

__all__ = ["job", "seen", "watched"]

job = Table(
    "job",
    log,
    _row(),
    Column("batch", String, nullable=False, index=True),  # what was handed in together
    Column("kind", String, nullable=False),  # file | address | again | ledger | ledger_write | ledger_back | draft
    Column("name", String, nullable=False),  # as the person calls it
    Column("source", String, nullable=False),  # as the register will call it
    Column("path", String),  # of the file, within the inbox
    Column("given", JSON, nullable=False),  # what the person said of it
    Column("state", String, nullable=False),  # waiting | working | done
    Column("outcome", String),  # best outcome of its documents; refused, failed; preview, written; read, saved
    Column("results", Text),  # JSON: what became of each document, or what was read
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("ended", String),
    Index("job_state", "state", "row"),
)
watched = Table(
    "watched",
    log,
    _row(),
    Column("place", String, nullable=False, unique=True),  # a folder's path, or the address of a feed
    Column("every", Integer, nullable=False),  # minutes
    Column("paused", Boolean, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("looked", String),
    Column("trouble", String),  # why the last look failed
    Column("last", JSON, nullable=False),  # how many documents of the last look ended how
    Column("total", Integer, nullable=False),  # new documents since it is watched
)
seen = Table(
    "watched_seen",
    log,
    Column("watched", Integer, primary_key=True),
    Column("source", String, primary_key=True),
    Column("stamp", String, nullable=False),  # size and time of a file when it was read; of a feed's page nothing
)
