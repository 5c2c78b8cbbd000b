"""Tables of the log for people who log in: accounts, sessions, tokens of programs, tries, what was done; what was purged."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table

from accord.register.tables.metadata import log
from accord.register.tables.metadata import row as _row

__all__ = ["account", "api_token", "attempt", "audit", "purge", "session"]

account = Table(
    "account",
    log,
    _row(),
    Column("name", String, nullable=False),  # as written; decisions stand under it
    Column("key", String, nullable=False, unique=True),  # the name without regard to case and width
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),  # argon2id, with its parameters
    Column("renew", Boolean, nullable=False),  # the password was given by another; its owner must choose one
    Column("made", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("closed", String),
)
session = Table(
    "session",
    log,
    Column("hash", String, primary_key=True),  # sha256 of the secret that the cookie holds
    Column("account", Integer, nullable=False, index=True),
    Column("csrf", String, nullable=False),
    Column("opened", Integer, nullable=False),  # seconds since 1970, UTC
    Column("seen", Integer, nullable=False),
    Column("address", String, nullable=False),
    Column("agent", String, nullable=False),
)
api_token = Table(
    "api_token",
    log,
    _row(),
    Column("hash", String, nullable=False, unique=True),
    Column("account", Integer, index=True),  # null: of the one person who works alone
    Column("person", String, nullable=False),
    Column("label", String, nullable=False),
    Column("scopes", JSON, nullable=False),  # actions of web/safety/roles.tsv
    Column("made", String, nullable=False),
    Column("expires", String, nullable=False),  # RFC 3339, UTC
    Column("used", String),
    Column("ended", String),
)
attempt = Table(
    "attempt",
    log,
    Column("key", String, primary_key=True),  # whom the tries were for, or whence they came; hashed
    Column("failures", Integer, nullable=False),
    Column("last", Integer, nullable=False),  # seconds since 1970, UTC
    Column("until", Integer, nullable=False),  # nobody is let in before
)
audit = Table(
    "audit",  # only ever added to: triggers refuse anything else
    log,
    _row(),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("about", String, nullable=False),
    Column("address", String, nullable=False),
    Index("audit_what", "what", "row"),
    Index("audit_who", "who", "row"),
)
purge = Table(
    "purge",  # texts whose words were erased; their row, hash and places stay
    log,
    Column("text", String, primary_key=True),  # the text's id
    Column("decision", Integer, nullable=False),
)
