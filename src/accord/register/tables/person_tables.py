"""The derived tables of persons: who is named in a document, at which body, and which of these are one person.

A mention is a person's name in one document. It stands at a node: the name at a body (`韩立明` at 320100:party_committee).
All mentions of a node are one person without a question; nodes are joined by verdicts and decisions. A name for which its
document gives no body, and one that a decision parts from its name, has a node of its own.
"""

from sqlalchemy import JSON, Boolean, Column, Float, Index, Integer, String, Table
from sqlalchemy import text as sql

from accord.register.tables.metadata import derived, row

__all__ = [
    "person",
    "person_at",
    "person_key",
    "person_likeness",
    "person_mention",
    "person_node",
    "person_side",
    "person_tie",
]

person = Table(
    "person",
    derived,
    row(),
    Column("id", String, nullable=False, unique=True),
    Column("name", String, nullable=False, index=True),
)
person_node = Table(
    "person_node",
    derived,
    row(),
    Column("key", String, nullable=False, unique=True),
    Column("form", String, nullable=False, index=True),  # of the name, as identity tells names apart
    Column("body", String, index=True),  # key of the form of the body's name; null for a node of its own
    Column("person", Integer, index=True),  # null where no mention of the whole cluster is its own
)
person_mention = Table(
    "person_mention",
    derived,
    row(),
    Column("id", String, nullable=False, index=True),
    Column("unit", Integer, nullable=False, index=True),
    Column("form", String, nullable=False),
    Column("name", String, nullable=False),
    Index("person_mention_form", "form", "name"),
)
person_at = Table(
    "person_at",  # which fact says that a mention stands at a node
    derived,
    Column("node", Integer, primary_key=True),
    Column("id", String, primary_key=True),  # of the mention
    Column("fact", Integer, primary_key=True, index=True),
    Column("mention", Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)
person_tie = Table(
    "person_tie",  # a mention that a decision parts, and the nodes where it would stand
    derived,
    Column("node", Integer, primary_key=True),
    Column("base", Integer, primary_key=True, index=True),
)
person_key = Table(
    "person_key",  # two names that share no key are never compared
    derived,
    Column("key", String, primary_key=True),
    Column("form", String, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
person_side = Table(
    "person_side",  # where a decision that two persons are one, or are not, holds on to a mention
    derived,
    Column("decision", Integer, primary_key=True),
    Column("side", Integer, primary_key=True),  # 0 the left one
    Column("unit", Integer, primary_key=True, index=True),
    Column("node", Integer, primary_key=True, index=True),
    Column("same", Boolean, nullable=False),
)
person_likeness = Table(
    "person_likeness",  # two nodes that may be one person
    derived,
    Column("left", Integer, primary_key=True),
    Column("right", Integer, primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("proposal", String, nullable=False, index=True),
    Index("person_likeness_ranked", sql("score DESC"), "proposal"),
)
