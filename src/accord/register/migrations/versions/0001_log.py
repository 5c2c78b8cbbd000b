"""The log: runs, texts, appearances, readings, decisions, quarantine."""

import sqlalchemy as sa
from alembic import op

from accord.register.tables.tables import create_text_search

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the log's first tables."""
    op.create_table(
        "meta", sa.Column("key", sa.String, primary_key=True), sa.Column("value", sa.String, nullable=False)
    )
    op.create_table(
        "run",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("command", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("started", sa.String, nullable=False),
        sa.Column("finished", sa.String),
        sa.Column("counts", sa.JSON),
    )
    op.create_table(
        "text",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("normaliser", sa.String, nullable=False),
        sa.Column("pages", sa.JSON, nullable=False),
    )
    op.create_table(
        "appearance",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("text", sa.Integer, nullable=False, index=True),
        sa.Column("source", sa.String, nullable=False, index=True),
        sa.Column("raw", sa.String, nullable=False),
        sa.Column("title", sa.String),
        sa.Column("published", sa.String),
        sa.Column("publisher", sa.String),
        sa.Column("media", sa.String, nullable=False),
        sa.Column("retrieved", sa.String),
        sa.Column("run", sa.Integer),
    )
    op.create_table(
        "reading",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("text", sa.Integer, nullable=False),
        sa.Column("reader", sa.String, nullable=False),
        sa.Column("published", sa.String, nullable=False),
        sa.Column("facts", sa.LargeBinary, nullable=False),
        sa.Column("run", sa.Integer),
        sa.UniqueConstraint("text", "reader", "published"),
    )
    op.create_table(
        "decision",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("why", sa.String),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, index=True),
    )
    op.create_table(
        "decision_text",
        sa.Column("decision", sa.Integer, primary_key=True),
        sa.Column("text", sa.String, primary_key=True, index=True),
    )
    op.create_table(
        "quarantine",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("raw", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("message", sa.String, nullable=False),
        sa.Column("advice", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("run", sa.Integer),
        sa.Column("resolved", sa.String),
        sa.UniqueConstraint("source", "raw", "reason"),
    )
    create_text_search(op.get_bind())
