"""The register's tables: the log, which is only ever added to, and what the fold derives from it.

The log is migrated (`migrations/`); the derived tables are dropped and folded again whenever `DERIVED` changes.
Rows are numbered within one database and never shown; what is shown, and what digests are made of, are the `id`s.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
    select,
)
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.register.tables.agreement_tables import (
    agreement,
    agreement_party,
    agreement_sector,
    report,
    report_key,
    report_likeness,
    report_side,
)
from accord.register.tables.follow_tables import followed, followed_words, owed_by
from accord.register.tables.metadata import derived, log, partial
from accord.register.tables.metadata import row as _row
from accord.register.tables.person_tables import (
    person,
    person_at,
    person_key,
    person_likeness,
    person_mention,
    person_node,
    person_side,
    person_tie,
)
from accord.register.tables.promise_tables import promise, promise_side, promise_wording
from accord.register.tables.venture_tables import (
    rated,
    venture,
    venture_act,
    venture_agreement,
    venture_naming,
    venture_told,
)
from accord.register.tables.versions import DERIVED
from accord.register.tables.who_tables import (
    agreement_region,
    body_side,
    entity,
    entity_region,
    form,
    form_key,
    form_name,
    form_said,
    likeness,
    mention,
    region,
    region_name,
)

__all__ = [
    "DERIVED_SEARCH",
    "DETAILS",
    "agreement",
    "agreement_party",
    "agreement_region",
    "agreement_sector",
    "body_side",
    "create_derived",
    "derived",
    "drop_derived",
    "empty_derived",
    "entity",
    "entity_region",
    "followed",
    "followed_words",
    "form",
    "form_key",
    "form_name",
    "form_said",
    "likeness",
    "log",
    "mention",
    "owed_by",
    "person",
    "person_at",
    "person_key",
    "person_likeness",
    "person_mention",
    "person_node",
    "person_side",
    "person_tie",
    "promise",
    "promise_side",
    "promise_wording",
    "rated",
    "region",
    "region_name",
    "report",
    "report_key",
    "report_likeness",
    "report_side",
    "set_value",
    "venture",
    "venture_act",
    "venture_agreement",
    "venture_naming",
    "venture_told",
]

meta = Table("meta", log, Column("key", String, primary_key=True), Column("value", String, nullable=False))
run = Table(
    "run",
    log,
    _row(),
    Column("command", String, nullable=False),
    Column("version", String, nullable=False),
    Column("started", String, nullable=False),
    Column("finished", String),
    Column("counts", JSON),
)
text = Table(
    "text",
    log,
    _row(),
    Column("id", String, nullable=False, unique=True),
    Column("content", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("normaliser", String, nullable=False),
    Column("pages", JSON, nullable=False),
)
appearance = Table(
    "appearance",
    log,
    _row(),
    Column("text", Integer, nullable=False, index=True),
    Column("source", String, nullable=False, index=True),
    Column("raw", String, nullable=False),
    Column("title", String),
    Column("published", String),
    Column("publisher", String),
    Column("media", String, nullable=False),
    Column("retrieved", String),
    Column("run", Integer),
)
reading = Table(
    "reading",
    log,
    _row(),
    Column("text", Integer, nullable=False),
    Column("reader", String, nullable=False),
    Column("published", String, nullable=False),  # the day that relative dates were resolved against; "" for none
    Column("facts", LargeBinary, nullable=False),  # model.Facts, see `packed`
    Column("run", Integer),
    UniqueConstraint("text", "reader", "published"),
)
decision = Table(
    "decision",
    log,
    Column("seq", Integer, primary_key=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", String),
    Column("payload", Text, nullable=False),  # msgspec JSON of model.decision.Decision
    Column("undoes", Integer, index=True),  # sequence of the decision that this one undoes
)
decision_text = Table(
    "decision_text",
    log,
    Column("decision", Integer, primary_key=True),
    Column("text", String, primary_key=True, index=True),  # the text's id: a decision may come before its text
)
quarantine = Table(
    "quarantine",
    log,
    _row(),
    Column("source", String, nullable=False),
    Column("raw", String, nullable=False),  # "" where not even the bytes could be had
    Column("reason", String, nullable=False),
    Column("message", String, nullable=False),
    Column("advice", String, nullable=False),
    Column("at", String, nullable=False),
    Column("run", Integer),
    Column("resolved", String),
    UniqueConstraint("source", "raw", "reason"),
)

unit = Table(
    "unit",  # what facts come from: a text, or a person's entry
    derived,
    _row(),
    Column("id", String, nullable=False, unique=True),  # the text's id, or the decision's
    Column("text", Integer, index=True),
    Column("state", String, nullable=False),  # read | unread | withdrawn | superseded | purged | entered
    Column("relevant", Boolean, nullable=False),
    Column("language", String, nullable=False),
    Column("title", String),
    Column("published", String),
    Column("publisher", String),
    Column("source", String, nullable=False),
    Column("appearances", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    Index("unit_published", sql("published DESC"), "id"),
    Index("unit_title", "title", "id"),  # lists are in these orders too
    Index("unit_source", "source", "id"),
    Index("unit_facts", sql("facts DESC"), "id"),
    Index(
        "unit_fewest", "facts", "id"
    ),  # half of an archive has no fact at all: they are not sorted for a page of them
)
fact = Table(
    "fact",
    derived,
    _row(),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("unit", Integer, nullable=False, index=True),
    Column("published", String),  # of its unit: lists are in this order, and read it from the index
    Column("start", Integer),  # the words that prove it first; null where only an entry does
    Column("end", Integer),
    Column("rule", String, nullable=False),
    Column("confidence", Float),
    Column("edited", JSON, nullable=False),  # ids of the decisions that made or changed it
    Index("fact_kind_published", "kind", sql("published DESC"), "id"),
    partial("fact_unsure", "confidence", "id", where="confidence < 0.7"),  # see `doubting`
)
evidence = Table(
    "evidence",
    derived,
    Column("fact", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("role", String, nullable=False),  # words | because | doubt | entry
    Column("field", String),
    Column("start", Integer),
    Column("end", Integer),
    Column("note", String),  # rule, reason of the doubt, or id of the decision
    partial("evidence_doubt", "fact", where="role = 'doubt'"),
)
fact_party = Table(
    "fact_party",
    derived,
    Column("fact", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("mention", Integer, nullable=False),
    Column("as_read", Boolean, nullable=False),  # took part as the document was read; a person has corrected it since
    Index("fact_party_mention", "mention", "as_read", "fact"),
)
fact_sector = Table(
    "fact_sector",
    derived,
    Column("fact", Integer, primary_key=True),
    Column("sector", String, primary_key=True),
    Index("fact_sector_sector", "sector", "fact"),
)
meeting = Table(
    "meeting",
    derived,
    _row(),
    Column("kind", String, index=True),
    Column("date", String, index=True),
    Column("place", String),
)
post = Table(
    "post",
    derived,
    _row(),
    Column("person", String, index=True),
    Column("post", String),
    Column("organization", String),
)
commitment = Table(
    "commitment",
    derived,
    _row(),
    Column("report", Integer, index=True),
    Column("modality", String, index=True),
    Column("instrument", String, index=True),
    Column("due", String, index=True),
    Column("amount", String),
    Column("currency", String),
)
progress = Table(
    "progress",
    derived,
    _row(),
    Column("object", String),
    Column("state", String, index=True),
    Column("claim_by", String),
    Column("date", String, index=True),
    Column("amount", String),
    Column("currency", String),
)
mechanism = Table(
    "mechanism", derived, _row(), Column("kind", String, index=True), Column("name", String), Column("cadence", String)
)
project = Table(
    "project",
    derived,
    _row(),
    Column("name", String),
    Column("kind", String, index=True),
    Column("state", String, index=True),
    Column("amount", String),
    Column("currency", String),
)
topic = Table("topic", derived, _row(), Column("topic", String, index=True))
orphan = Table(
    "orphan",  # decisions whose anchor matches nothing at present
    derived,
    Column("decision", Integer, primary_key=True),
    Column("unit", String, primary_key=True),  # where it would hold
    Column("reason", String, nullable=False),
)

DETAILS = {
    "agreement": report,
    "meeting": meeting,
    "post": post,
    "commitment": commitment,
    "progress": progress,
    "mechanism": mechanism,
    "project": project,
    "topic": topic,
    "earlier": report,
}

_SEARCH = {  # FTS5 tables: `text_fts` belongs to the log and holds no words of its own, the others are derived
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5(tokens, tokenize='unicode61 remove_diacritics 2'{options})",
    ),
    "postgresql": (
        'CREATE TABLE IF NOT EXISTS {name} (rowid INTEGER PRIMARY KEY, tokens TEXT COLLATE "C" NOT NULL)',
        "CREATE INDEX IF NOT EXISTS {name}_tokens ON {name} USING gin (accord_lexemes(tokens))",
    ),
}
DERIVED_SEARCH = ("fact_fts", "name_fts", "person_fts")


def create_derived(connection: Connection) -> None:
    """Make the derived tables, empty, and note which version they are."""
    derived.create_all(connection)
    for name in DERIVED_SEARCH:
        _create_search(connection, name, "")
    set_value(connection, "derived", DERIVED)


def create_text_search(connection: Connection) -> None:
    """Make the full-text table of the texts; on SQLite it keeps no words, they stand in `text`."""
    _create_search(connection, "text_fts", ", content=''")


def empty_derived(connection: Connection) -> None:
    """Leave the derived tables empty, and of this version.

    On PostgreSQL nobody may read a table that is being dropped, so tables of this version are emptied: readers see what
    stood there until all is written anew.
    """
    kept = select(meta.c.value).where(meta.c.key == "derived")
    if connection.dialect.name == "sqlite" or connection.execute(kept).scalar() != DERIVED:
        drop_derived(connection)
        create_derived(connection)
        return
    for name in (*DERIVED_SEARCH, *derived.tables):
        connection.execute(sql(f"DELETE FROM {name}"))


def drop_derived(connection: Connection) -> None:
    """Drop every derived table."""
    for name in DERIVED_SEARCH:
        connection.execute(sql(f"DROP TABLE IF EXISTS {name}"))
    derived.drop_all(connection)


def set_value(connection: Connection, key: str, value: str) -> None:
    """Note a value under a key."""
    connection.execute(meta.delete().where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))


def _create_search(connection: Connection, name: str, options: str) -> None:
    for statement in _SEARCH[connection.dialect.name]:
        connection.execute(sql(statement.format(name=name, options=options)))
