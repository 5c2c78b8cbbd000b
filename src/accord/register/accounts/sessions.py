"""The open sessions of people who logged in; of the secret that a cookie holds only the hash is kept.

In:  hashes; an asking, or a writing connection. Times are seconds since 1970, UTC.
Out: `Kept` sessions with the name and role that their account has now.
"""

import msgspec
from sqlalchemy import delete, insert, update
from sqlalchemy.engine import Connection

from accord.register.file.plain import Asking
from accord.register.tables.accounts_tables import session

__all__ = ["Kept", "add_session", "end_old_sessions", "end_session", "end_sessions", "session_of", "sessions", "touch"]

_ASKED = (
    "SELECT s.hash, s.account, a.name, a.role, a.renew, s.csrf, s.opened, s.seen, s.address, s.agent FROM session s "
    "JOIN account a ON a.row = s.account WHERE a.closed IS NULL AND "
)


class Kept(msgspec.Struct, frozen=True):
    """One open session.

    Attributes:
        hash: Of its secret.
        account: Row of the account.
        name: The account's.
        role: The account's, as it is now.
        renew: Whether a new password must be chosen first.
        csrf: What forms must bring.
        opened: When it was opened.
        seen: When it was last used, to some minutes.
        address: Whence it was opened.
        agent: What the browser calls itself.
    """

    hash: str
    account: int
    name: str
    role: str
    renew: bool
    csrf: str
    opened: int
    seen: int
    address: str
    agent: str


def session_of(asking: Asking, hashed: str) -> Kept | None:
    """Return the session of a hash, None where there is none or its account is closed."""
    return next(iter(_kept(asking.execute(f"{_ASKED}s.hash = :hash", {"hash": hashed}).mappings())), None)


def sessions(asking: Asking, account: int) -> list[Kept]:
    """Return the open sessions of an account, the last used first."""
    return _kept(asking.execute(f"{_ASKED}s.account = :row ORDER BY s.seen DESC, s.hash", {"row": account}).mappings())


def add_session(
    connection: Connection, hashed: str, *, account: int, csrf: str, now: int, where: tuple[str, str]
) -> None:
    """Keep a new session; `where` is the address, and what the browser calls itself."""
    values = {"hash": hashed, "account": account, "csrf": csrf, "opened": now, "seen": now}
    connection.execute(insert(session).values(address=where[0], agent=where[1], **values))


def touch(connection: Connection, hashed: str, now: int) -> None:
    """Note that a session was used."""
    connection.execute(update(session).where(session.c.hash == hashed).values(seen=now))


def end_session(connection: Connection, hashed: str) -> None:
    """End one session."""
    connection.execute(delete(session).where(session.c.hash == hashed))


def end_sessions(connection: Connection, account: int) -> int:
    """Return how many sessions of an account were ended, all of them."""
    return int(connection.execute(delete(session).where(session.c.account == account)).rowcount)


def end_old_sessions(connection: Connection, *, seen_before: int, opened_before: int) -> None:
    """End what nobody has used, or what was open for too long."""
    connection.execute(delete(session).where((session.c.seen < seen_before) | (session.c.opened < opened_before)))


def _kept(rows: list[dict[str, object]]) -> list[Kept]:
    return [msgspec.convert({**row, "renew": bool(row["renew"])}, Kept) for row in rows]
