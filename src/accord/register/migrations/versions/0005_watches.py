"""What people watch, what they have seen of it, and the secrets of their feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "watch",
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("thing", sa.String, primary_key=True),
        sa.Column("also", sa.JSON, nullable=False),
        sa.Column("place", sa.JSON),
        sa.Column("texts", sa.Integer, nullable=False),
        sa.Column("decisions", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )
    op.create_table(
        "watch_seen",
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("item", sa.String, primary_key=True),
        sa.Column("look", sa.Integer, nullable=False),
    )
    op.create_table(
        "feed_key",
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("account", sa.Integer),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False, unique=True),
        sa.Column("feed", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )
