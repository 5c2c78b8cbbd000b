"""The engine of a register in PostgreSQL: readers that see one state, one writer at a time.

In:  the address of a database.
Out: an engine whose statements are said in PostgreSQL's words; the lease of the one who writes; things done alone.

The lease is an advisory lock, which the server gives back when a connection ends; a killed program holds it no longer.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from importlib.util import find_spec
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.engine import Connection, Engine

from accord.errors import ConfigError
from accord.register.postgres.address import engine_address
from accord.register.postgres.wording import worded

__all__ = ["add_functions", "alone", "make_postgres_engine"]

_READING = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
_CONNECTIONS = 40  # at once in one program; a server allows 100
_AGAIN_S = 0.1  # between two tries for a lock
_KEY = "hashtextextended(current_schema() || ' accord ' || :what, 0)"


def make_postgres_engine(url: str) -> Engine:
    """Return the engine of a PostgreSQL database.

    Raises:
        ConfigError: The driver is not installed.
    """
    if find_spec("psycopg") is None:
        raise ConfigError(
            'a register in PostgreSQL needs a driver that is not installed: pip install "accord[postgres]"'
        )
    registry.register("postgresql.accord", "accord.register.postgres.dialect", "Postgres")
    engine = sa.create_engine(engine_address(url), max_overflow=_CONNECTIONS - 5, pool_pre_ping=True)
    sa.event.listen(engine, "before_cursor_execute", _said, retval=True)
    sa.event.listen(engine, "begin", _on_begin)
    return engine


@contextmanager
def alone(engine: Engine, what: str, wait_s: float) -> Iterator[bool]:
    """Yield whether nobody else does something; to the end nobody else will."""
    key = {"what": f"alone {what}"}
    until = time.monotonic() + wait_s
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT", alone=True) as connection:
        ask = sa.text(f"SELECT pg_try_advisory_lock({_KEY})")
        while not (mine := bool(connection.execute(ask, key).scalar())) and time.monotonic() < until:
            time.sleep(_AGAIN_S)
        try:
            yield mine
        finally:
            if mine:
                connection.execute(sa.text(f"SELECT pg_advisory_unlock({_KEY})"), key)


def add_functions(connection: Connection) -> None:
    """Add to the database what the register's SQL calls there."""
    driver: Any = connection.connection.driver_connection
    driver.execute(_functions())


@cache
def _functions() -> str:
    return resources.files("accord.register.postgres").joinpath("functions.sql").read_text(encoding="utf-8")


def _on_begin(connection: Connection) -> None:
    """Let a writing transaction wait for the lease, and hold it to its end; any other sees one state."""
    asked = connection.get_execution_options()
    if asked.get("writing"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, int(1000 * asked['wait_s']))}")
        connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_KEY})"), {"what": "writing"})
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    elif not asked.get("alone"):
        connection.exec_driver_sql(_READING)


def _said(*given: Any) -> tuple[str, Any]:
    """Return the statement in PostgreSQL's words, with its values.

    A text in PostgreSQL has no NUL; who looks for one finds nothing, who writes one is told.
    """
    connection, _cursor, statement, values, _context, _many = given
    if isinstance(values, dict) and not connection.get_execution_options().get("writing"):
        values = {
            name: value.replace("\0", "\ufffd") if isinstance(value, str) else value for name, value in values.items()
        }
    return worded(statement), values
