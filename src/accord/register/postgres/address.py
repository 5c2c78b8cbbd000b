"""The address of a register in a PostgreSQL database.

In:  an address as a person gives it: `postgresql://name:password@host/database`.
Out: the same without its password, to be shown; and as SQLAlchemy takes it.
"""

import re

__all__ = ["BUSY", "database_name", "engine_address", "is_postgres", "shown"]

BUSY = "55P03"  # SQLSTATE of a lock that was not to be had in time
_SCHEME = re.compile(r"^postgres(?:ql)?(?:\+\w+)?://")
_PASSWORD = re.compile(
    r"(?<=://)([^/@?:]*):.+@|((?<=[?&])(?:ssl)?password=)[^&]*"
)  # whatever stands in it, as SQLAlchemy reads it


def is_postgres(url: str) -> bool:
    """Return whether an address is one of a PostgreSQL database.

    >>> is_postgres("postgresql://localhost/office"), is_postgres("accord.db")
    (True, False)
    """
    return bool(_SCHEME.match(url))


def shown(url: str) -> str:
    """Return an address as it may be shown: without a password.

    >>> shown("postgresql://ana:secret@localhost/office")
    'postgresql://ana:***@localhost/office'
    """
    return _PASSWORD.sub(lambda found: f"{found[2]}***" if found[2] else f"{found[1]}:***@", url)


def database_name(url: str) -> str:
    """Return the name of the database, as a file may be called.

    >>> database_name("postgresql://ana@localhost/office?sslmode=require"), database_name("postgresql://localhost")
    ('office', 'accord')
    """
    path = shown(url).partition("://")[2].partition("?")[0].partition("/")[2]
    return re.sub(r"[^\w-]", "-", path) or "accord"


def engine_address(url: str) -> str:
    """Return an address under which SQLAlchemy finds our dialect.

    >>> engine_address("postgresql://localhost/office")
    'postgresql+accord://localhost/office'
    """
    return _SCHEME.sub("postgresql+accord://", url)
