"""Requests that were answered by a decision, so that one that is sent again is not decided again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "request",
        sa.Column("by", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("asked", sa.String, nullable=False),
        sa.Column("decision", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )
