"""The derived tables of who is who: mentions, the forms of their names, how like forms are, and bodies (entities).

A mention has one form. Forms that verdicts and decisions join are one entity; so a body with ten thousand mentions is
compared, joined and parted by its few forms.
"""

from sqlalchemy import JSON, Boolean, Column, Float, Index, Integer, String, Table, Text, UniqueConstraint
from sqlalchemy import text as sql

from accord.model.terms import Language, members
from accord.register.tables.metadata import derived, row

__all__ = [
    "agreement_change",
    "agreement_region",
    "body_side",
    "entity",
    "entity_region",
    "form",
    "form_key",
    "form_name",
    "form_said",
    "likeness",
    "mention",
    "region",
    "region_name",
]

entity = Table(
    "entity",
    derived,
    row(),
    Column("id", String, nullable=False, unique=True),
    Column("name", String, nullable=False, index=True),
    *(Column(f"name_{one}", String(collation="NOCASE"), nullable=False, index=True) for one in members(Language)),
    Column("kind", String, nullable=False, index=True),
    Column("region", String),  # code of the smallest place known where it is
    Column("place", String),  # words for where it is, of no place that is known
)
entity_region = Table(
    "entity_region",  # where a body is: the place known, and those around it
    derived,
    Column("entity", Integer, primary_key=True),
    Column("region", String, primary_key=True),
    Index("entity_region_region", "region", "entity"),
    sqlite_with_rowid=False,
)
agreement_region = Table(
    "agreement_region",  # where its parties are
    derived,
    Column("agreement", Integer, primary_key=True),
    Column("region", String, primary_key=True),
    Index("agreement_region_region", "region", "agreement"),
    sqlite_with_rowid=False,
)
agreement_change = Table(
    "agreement_change",  # which agreements the fold has written or dropped, in which order: for what is kept in memory
    derived,
    row(),
    Column("agreement", Integer, nullable=False),
)
region = Table(
    "region",  # places in which bodies are or were
    derived,
    Column("code", String, primary_key=True),
    Column("level", String, nullable=False),
    Column("parent", String),
    *(Column(f"name_{language}", String, nullable=False) for language in members(Language)),
)
region_name = Table(
    "region_name",  # by which a place is looked up, its code among them
    derived,
    Column("name", String(collation="NOCASE"), primary_key=True),
    Column("region", String, primary_key=True),
    sqlite_with_rowid=False,
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
    Index("likeness_ranked", "verdict", sql("score DESC"), "proposal"),
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
Index("form_name_lower", sql("lower(name)"), _table=form_name).ddl_if(dialect="postgresql")  # SQLite looks through them
form_said = Table(
    "form_said",  # what mentions of a form say of their body
    derived,
    Column("form", Integer, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("region", String, primary_key=True),  # words; "" where they say none
    Column("uses", Integer, nullable=False),  # mentions that say so; the row goes with the last one
    sqlite_with_rowid=False,
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
    Column(
        "read_first", String
    ),  # between which days its document was published; null unless that is known, and it was read
    Column("read_last", String),
    Index("mention_form", "form", "id"),
    Index("mention_read", "form", "read_last", "read_first", "unit"),  # who was read of, from which day on
)
