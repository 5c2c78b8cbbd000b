"""People who may log in: their names, roles and passwords (hashed elsewhere).

In:  names as typed; an asking, or a writing connection.
Out: `Account`s. Closed ones are kept, because decisions stand under their names.
"""

import unicodedata

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from accord.register.file.plain import Asking
from accord.register.tables import accounts_tables as tables

__all__ = [
    "Account",
    "account_named",
    "accounts",
    "add_account",
    "close_account",
    "name_key",
    "open_admins",
    "set_password",
    "set_role",
]

_COLUMNS = "a.row, a.name, a.role, a.password, a.renew, a.made, a.made_by, a.closed"


class Account(msgspec.Struct, frozen=True):
    """One person's account.

    Attributes:
        row: Its number.
        name: As written; decisions stand under it.
        role: One of the roles of the app.
        password: The hash, with its parameters.
        renew: Whether a new password must be chosen first.
        made: When it was made (RFC 3339, UTC), and by whom.
        closed: Since when nobody is let in by it, or None.
        seen: When its owner was last here, seconds since 1970, or None.
    """

    row: int
    name: str
    role: str
    password: str
    renew: bool
    made: str
    made_by: str
    closed: str | None
    seen: int | None = None


def name_key(name: str) -> str:
    """Return what tells names apart: without regard to case, width and blanks around.

    >>> name_key(" Wang\\uff21 ")
    'wanga'
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def account_named(asking: Asking, name: str) -> Account | None:
    """Return the account of a name, open or closed; None where there is none."""
    asked = f"SELECT {_COLUMNS} FROM account a WHERE a.key = :key"
    return next(iter(_accounts(asking.execute(asked, {"key": name_key(name)}).mappings())), None)


def accounts(asking: Asking) -> list[Account]:
    """Return all accounts, open ones first, by name."""
    asked = (
        f"SELECT {_COLUMNS}, (SELECT MAX(s.seen) FROM session s WHERE s.account = a.row) AS seen FROM account a "
        "ORDER BY a.closed IS NOT NULL, a.key"
    )
    return _accounts(asking.execute(asked).mappings())


def open_admins(connection: Connection, role: str) -> list[str]:
    """Return the names of the open accounts of a role."""
    table = tables.account
    asked = select(table.c.name).where((table.c.role == role) & table.c.closed.is_(None)).order_by(table.c.key)
    return list(connection.execute(asked).scalars())


def add_account(connection: Connection, name: str, *, role: str, password: str, by: str, at: str) -> None:
    """Keep a new account, whose owner must choose a password first."""
    values = {"name": name, "key": name_key(name), "role": role, "password": password}
    connection.execute(insert(tables.account).values(renew=True, made=at, made_by=by, closed=None, **values))


def set_role(connection: Connection, row: int, role: str) -> None:
    """Give an account another role."""
    connection.execute(update(tables.account).where(tables.account.c.row == row).values(role=role))


def set_password(connection: Connection, row: int, password: str, *, renew: bool) -> None:
    """Give an account another password; with `renew` its owner must choose one first."""
    table = tables.account
    connection.execute(update(table).where(table.c.row == row).values(password=password, renew=renew))


def close_account(connection: Connection, row: int, at: str | None) -> None:
    """Close an account at a time, or open it again with None."""
    connection.execute(update(tables.account).where(tables.account.c.row == row).values(closed=at))


def _accounts(rows: list[dict[str, object]]) -> list[Account]:
    return [msgspec.convert({**row, "renew": bool(row["renew"])}, Account) for row in rows]
