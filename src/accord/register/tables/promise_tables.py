"""The derived tables of the ledger: each promise once over all reports that word it, as it stands whatever the day of asking.

What depends on the day is kept as the day from which it is so: `late_from <= today` says that a promise is overdue,
`silent_from <= today` that nobody speaks of it. So a page asks one state of the register, and nothing is counted anew at
midnight.
"""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table
from sqlalchemy import text as sql

from accord.register.tables.metadata import derived, partial

__all__ = ["promise", "promise_side", "promise_wording"]

promise = Table(
    "promise",
    derived,
    Column("row", Integer, primary_key=True),  # of the commitment that tells it first
    Column("agreement", Integer, index=True),
    Column("published", String),  # of the document that tells it first
    Column("told", String),  # that day, or the day of its signed agreement: known from then on
    Column("quarter", String),
    Column("grade", String, nullable=False),
    Column("state", String, nullable=False),  # as confirmed last, else by its own words
    Column("since", String),
    Column("claim", Boolean, nullable=False),  # one side says so
    Column("decision", Integer),  # that confirmed it; null where nobody has
    Column("told_in", Integer),  # unit of the words that it rests on
    Column("due", String),
    Column("due_last", String),  # the last day that `due` may mean
    Column("late_from", String),  # null where it is never overdue
    Column("word_last", String),  # the last day that the last word of it may be of
    Column("quiet_from", String),  # long enough after it that somebody should have spoken; null where nobody need to
    Column("silent_from", String),  # that day, or the first on which something was read later; null where nothing was
    Index("promise_state_late", "state", "late_from", "silent_from"),
    Index("promise_state_silent", "state", "silent_from", "late_from"),
    Index("promise_state_published", "state", sql("published DESC"), "row"),
    Index(
        "promise_counted", "state", "grade", "told", "late_from", "silent_from", "published"
    ),  # counts look at no row
    partial("promise_due", "due_last", where="due_last IS NOT NULL"),
    partial("promise_decided", "row", where="decision IS NOT NULL"),
)
promise_wording = Table(
    "promise_wording",  # the commitments that word a promise, the one that tells it among them
    derived,
    Column("commitment", Integer, primary_key=True),
    Column("promise", Integer, nullable=False, index=True),
)
promise_side = Table(
    "promise_side",  # who is to keep a promise (`acts`), and who agreed
    derived,
    Column("promise", Integer, primary_key=True),
    Column("entity", Integer, primary_key=True),
    Column("acts", Boolean, nullable=False),
    Index("promise_side_entity", "entity", "promise"),
    sqlite_with_rowid=False,
)
