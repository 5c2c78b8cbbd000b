"""Sources that flow: what is kept of each list, page and site that is watched, so that an interruption loses nothing."""

from urllib.parse import urlsplit

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add what is kept of places that are watched; pages of feeds that were read before count as read."""
    op.add_column("watched", sa.Column("kind", sa.String, nullable=False, server_default=""))
    op.add_column("watched", sa.Column("picks", sa.JSON(none_as_null=True)))
    op.add_column("watched", sa.Column("walk", sa.Integer, nullable=False, server_default="0"))
    op.add_column("watched", sa.Column("walking", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("watched", sa.Column("failures", sa.Integer, nullable=False, server_default="0"))
    op.add_column("watched", sa.Column("due", sa.String))
    op.add_column("watched_seen", sa.Column("walk", sa.Integer, nullable=False, server_default="0"))
    op.create_index("watched_seen_source", "watched_seen", ["source"])
    op.create_table(
        "watched_list",
        sa.Column("watched", sa.Integer, primary_key=True),
        sa.Column("address", sa.String, primary_key=True),
        sa.Column("above", sa.String, nullable=False),
        sa.Column("depth", sa.Integer, nullable=False),
        sa.Column("walk", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("stamp", sa.String, nullable=False),
        sa.Column("at", sa.String),
        sa.Column("etag", sa.String),
        sa.Column("modified", sa.String),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due", sa.String),
        sa.Column("asked", sa.String),
        sa.Column("trouble", sa.String),
    )
    op.create_table(
        "watched_page",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("address", sa.String, nullable=False, unique=True),
        sa.Column("host", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("stamp", sa.String, nullable=False),
        sa.Column("at", sa.String),
        sa.Column("etag", sa.String),
        sa.Column("modified", sa.String),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("same", sa.Integer, nullable=False),
        sa.Column("due", sa.String),
        sa.Column("asked", sa.String),
        sa.Column("read", sa.String),
        sa.Column("reason", sa.String),
        sa.Column("trouble", sa.String),
    )
    op.create_index("watched_page_due", "watched_page", ["state", "host", "due"])
    op.create_table(
        "watched_host",
        sa.Column("host", sa.String, primary_key=True),
        sa.Column("rules", sa.Text),
        sa.Column("had", sa.String),
        sa.Column("due", sa.String),
        sa.Column("until", sa.String),
        sa.Column("failures", sa.Integer, nullable=False),
    )
    _take_over(op.get_bind())


def _take_over(connection: sa.Connection) -> None:
    connection.execute(sa.text("UPDATE watched SET kind = CASE WHEN place LIKE 'http%://%' THEN '' ELSE 'folder' END"))
    asked = """SELECT DISTINCT source, looked FROM watched_seen JOIN watched ON watched.row = watched_seen.watched
        WHERE source LIKE 'http%://%'"""
    added = """INSERT INTO watched_page (address, host, state, stamp, tries, same, asked, read)
        SELECT :address, :host, 'read', '', 0, 0, :at, :at WHERE NOT EXISTS (SELECT 1 FROM watched_page WHERE address = :address)"""
    for address, at in connection.execute(sa.text(asked)).all():
        parts = urlsplit(address)
        connection.execute(sa.text(added), {"address": address, "host": f"{parts.scheme}://{parts.netloc}", "at": at})
