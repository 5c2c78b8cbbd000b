"""Accounts, sessions, tokens, tries, the audit log; texts that were purged."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_REFUSED = "the audit log is only added to"
_SQLITE = (
    f"CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    f"CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    "CREATE TRIGGER audit_once BEFORE INSERT ON audit WHEN NEW.row IN (SELECT row FROM audit) "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
)
_POSTGRES = (
    "CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger AS $$ BEGIN "
    f"RAISE EXCEPTION '{_REFUSED}'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION audit_refuses()",
)


def upgrade() -> None:
    """Make the tables, and the triggers that hold the audit log."""
    op.create_table(
        "account",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("password", sa.String, nullable=False),
        sa.Column("renew", sa.Boolean, nullable=False),
        sa.Column("made", sa.String, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("closed", sa.String),
    )
    op.create_table(
        "session",
        sa.Column("hash", sa.String, primary_key=True),
        sa.Column("account", sa.Integer, nullable=False, index=True),
        sa.Column("csrf", sa.String, nullable=False),
        sa.Column("opened", sa.Integer, nullable=False),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("agent", sa.String, nullable=False),
    )
    op.create_table(
        "api_token",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("hash", sa.String, nullable=False, unique=True),
        sa.Column("account", sa.Integer, index=True),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("scopes", sa.JSON, nullable=False),
        sa.Column("made", sa.String, nullable=False),
        sa.Column("expires", sa.String, nullable=False),
        sa.Column("used", sa.String),
        sa.Column("ended", sa.String),
    )
    op.create_table(
        "attempt",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
    )
    op.create_index("audit_what", "audit", ["what", "row"])
    op.create_index("audit_who", "audit", ["who", "row"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)
    op.create_table(
        "purge",
        sa.Column("text", sa.String, primary_key=True),
        sa.Column("decision", sa.Integer, nullable=False),
    )
