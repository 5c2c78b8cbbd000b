"""The derived tables of follow-through: what people decided of which promise, and where the later words stand.

A decision `reached` says in which state a promise is, by words of a later document; `unrelated`, that the words are of
something else. It counts only while both stand: the promise, and the words that it rests on. `owes` names the post that is to
keep it.
"""

from sqlalchemy import Boolean, Column, Integer, String, Table

from accord.register.tables.metadata import derived

__all__ = ["followed", "followed_words", "owed_by"]

followed = Table(
    "followed",  # of which fact a decision speaks
    derived,
    Column("decision", Integer, primary_key=True),
    Column("fact", Integer, primary_key=True, index=True),
    Column("related", Boolean, nullable=False),  # false: the words are of something else
    Column("state", String),
    Column("claim", Boolean, nullable=False),  # one side says so
    Column("day", String),  # on which it was so, as far as known
    Column("worded", Boolean, nullable=False),  # it rests on words of a document, not on the person's word alone
)
owed_by = Table(
    "owed_by",  # which post a person says is to keep a promise
    derived,
    Column("decision", Integer, primary_key=True),
    Column("fact", Integer, primary_key=True, index=True),
    Column("post", String, nullable=False),
    Column("body", String),
)
followed_words = Table(
    "followed_words",  # where the words stand that a decision rests on
    derived,
    Column("decision", Integer, primary_key=True),
    Column("unit", Integer, primary_key=True, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)
