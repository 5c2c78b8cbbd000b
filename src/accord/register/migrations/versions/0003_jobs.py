"""What waits to be read; watched folders and feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "job",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("batch", sa.String, nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("path", sa.String),
        sa.Column("given", sa.JSON, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("outcome", sa.String),
        sa.Column("results", sa.Text),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("ended", sa.String),
    )
    op.create_index("job_state", "job", ["state", "row"])
    op.create_table(
        "watched",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("place", sa.String, nullable=False, unique=True),
        sa.Column("every", sa.Integer, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("looked", sa.String),
        sa.Column("trouble", sa.String),
        sa.Column("last", sa.JSON, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
    )
    op.create_table(
        "watched_seen",
        sa.Column("watched", sa.Integer, primary_key=True),
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("stamp", sa.String, nullable=False),
    )
