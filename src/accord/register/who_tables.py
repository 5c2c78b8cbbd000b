"""The derived tables of who is who: mentions, the forms of their names, how like forms are, and bodies (entities).

A mention has one form. Forms that verdicts and decisions join are one entity; so a body with ten thousand mentions is
compared, joined and parted by its few forms.
"""

from sqlalchemy import JSON, Boolean, Column, Float, Index, Integer, String, Table, Text, UniqueConstraint

from accord.register.metadata import derived, row

__all__ = ["body_side", "entity", "form", "form_key", "form_name", "likeness", "mention", "person_key"]

entity = Table(
    "entity",
    derived,
    row(),
    Column("id", String, nullable=False, unique=True),
    Column("name", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("region", String),
)
form = Table(
    "form",  # a name as identity tells names apart; or one mention that a decision parts from its name
    derived,
    row(),
    Column("key", String, nullable=False, unique=True),
    Column("base", Integer, index=True),  # of a mention that stands by itself: the form that it would have
    Column("code", String, index=True),
    Column("said", Text),  # JSON of the mention that speaks for it: the smallest of all that have this form
    Column("smallest", String),  # the smallest id of its own mentions; null where all of them stand by themselves
    Column("entity", Integer, index=True),  # null where no mention of the whole cluster is its own
)
form_key = Table(
    "form_key",  # two forms that share no key are never compared
    derived,
    Column("key", String, primary_key=True),
    Column("form", Integer, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
likeness = Table(
    "likeness",  # verdicts on two forms that are not *different*; left is the smaller row
    derived,
    Column("left", Integer, primary_key=True),
    Column("right", Integer, primary_key=True, index=True),
    Column("verdict", String, nullable=False),  # same | unsure
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("proposal", String, index=True),  # of an unsure one: the id under which it is proposed
)
body_side = Table(
    "body_side",  # where a decision that two bodies are one, or are not, holds on to a mention
    derived,
    Column("decision", Integer, primary_key=True),
    Column("side", Integer, primary_key=True),  # 0 the left one
    Column("unit", Integer, primary_key=True, index=True),
    Column("same", Boolean, nullable=False),
    Column("form", Integer, nullable=False, index=True),
)
form_name = Table(
    "form_name",
    derived,
    row(),
    Column("form", Integer, nullable=False),
    Column("name", String, nullable=False, index=True),
    Column("uses", Integer, nullable=False),  # mentions that use it; the row goes with the last one
    Column("fullest", Integer, nullable=False),  # mentions of which it is the fullest name
    UniqueConstraint("form", "name"),
)
mention = Table(
    "mention",
    derived,
    row(),
    Column("id", String, nullable=False, index=True),
    Column("unit", Integer, nullable=False, index=True),
    Column("form", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("names", JSON, nullable=False),
    Column("kind", String, nullable=False),
    Column("region", String),
    Column("more", JSON, nullable=False),  # what else identity is told of it
    Index("mention_form", "form", "id"),
)
person_key = Table(
    "person_key",  # two persons' names that share no key are never compared
    derived,
    Column("key", String, primary_key=True),
    Column("post", Integer, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
