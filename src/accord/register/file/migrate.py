"""Bring a register's log to this program's version, by numbered forward migrations.

In:  a connection in a writing transaction.
Out: the same register with its log at `versions.HEAD`; what is derived is folded anew, not migrated.
"""

from importlib import resources

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

__all__ = ["newest", "upgrade"]


def upgrade(connection: Connection) -> None:
    """Run every migration that the register has not seen, in the connection's own transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def newest() -> str:
    """Return the number of the newest migration."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("accord.register").joinpath("migrations")))
    config.set_main_option("path_separator", "os")
    return config
