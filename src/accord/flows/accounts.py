"""Keep the accounts of a team: make them, give roles and passwords, close them, end sessions; each with a line in the audit log.

In:  who acts, and a name as typed; passwords come hashed.
Out: nothing, or a refusal. A change of role or password ends all sessions of the account.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from accord.errors import DecisionError, NotFoundError
from accord.register import Register, over
from accord.register.accounts import accounts as held
from accord.register.accounts import sessions as stays
from accord.register.accounts.accounts import Account
from accord.register.log import audit
from accord.register.log.log import Connection

__all__ = [
    "Acting", "add_account", "close_account", "end_sessions", "give_role", "new_password", "note", "reopen_account",
]  # fmt: skip

_LONGEST_NAME = 60
ADMIN = "admin"  # the role without which nobody could give roles


class Acting(msgspec.Struct, frozen=True):
    """Who acts on accounts: under which name, from which address, by which clock (RFC 3339, UTC)."""

    register: Register
    by: str
    clock: Callable[[], str]
    address: str = ""


def add_account(acting: Acting, name: str, *, role: str, hashed: str) -> str:
    """Return the name of a new account, whose owner must choose a password at the first log-in.

    Raises:
        DecisionError: The name is none, or there is such an account already.
    """
    plain = " ".join(name.split())
    if not plain or len(plain) > _LONGEST_NAME or not plain.isprintable():
        raise DecisionError(
            "'%(name)s' can be no name; at most %(most)s characters are expected",
            name=plain[:_LONGEST_NAME],
            most=_LONGEST_NAME,
        )
    with acting.register.writing() as connection:
        known = held.account_named(over(connection), plain)
        if known is not None:
            if known.closed:
                raise DecisionError(
                    "there is an account '%(name)s' already; it is closed; open it again instead", name=known.name
                )
            raise DecisionError("there is an account '%(name)s' already; it is open", name=known.name)
        held.add_account(connection, plain, role=role, password=hashed, by=acting.by, at=acting.clock())
        _line(connection, acting, "account_made", f"{plain}: {role}")
    return plain


def give_role(acting: Acting, name: str, role: str) -> None:
    """Give an account another role and end its sessions.

    Raises:
        DecisionError: It is the only administrator's.
    """
    with _changing(acting, name) as (connection, account):
        if account.role == ADMIN and role != ADMIN:
            _refuse_last(connection, account)
        held.set_role(connection, account.row, role)
        stays.end_sessions(connection, account.row)
        _line(connection, acting, "role", f"{account.name}: {account.role} -> {role}")


def new_password(acting: Acting, name: str, hashed: str, *, renew: bool) -> None:
    """Give an account another password and end its sessions; with `renew` its owner must choose one at the next log-in."""
    with _changing(acting, name) as (connection, account):
        held.set_password(connection, account.row, hashed, renew=renew)
        stays.end_sessions(connection, account.row)
        _line(connection, acting, "password", account.name)


def close_account(acting: Acting, name: str) -> None:
    """Close an account and end its sessions; its name stays beside what it decided.

    Raises:
        DecisionError: It is the only administrator's, or closed already.
    """
    with _changing(acting, name) as (connection, account):
        if account.closed:
            raise DecisionError("the account '%(name)s' is closed already", name=account.name)
        if account.role == ADMIN:
            _refuse_last(connection, account)
        held.close_account(connection, account.row, acting.clock())
        stays.end_sessions(connection, account.row)
        _line(connection, acting, "account_closed", account.name)


def reopen_account(acting: Acting, name: str) -> None:
    """Open a closed account again, with its old role and password."""
    with _changing(acting, name) as (connection, account):
        if not account.closed:
            raise DecisionError("the account '%(name)s' is open", name=account.name)
        held.close_account(connection, account.row, None)
        _line(connection, acting, "account_opened", account.name)


def end_sessions(acting: Acting, name: str) -> int:
    """Return how many sessions of an account were ended."""
    with _changing(acting, name) as (connection, account):
        ended = stays.end_sessions(connection, account.row)
        _line(connection, acting, "sessions_ended", f"{account.name}: {ended}")
    return ended


def note(acting: Acting, what: audit.AuditKind, about: str = "") -> None:
    """Add a line to the audit log."""
    with acting.register.writing() as connection:
        _line(connection, acting, what, about)


@contextmanager
def _changing(acting: Acting, name: str) -> Iterator[tuple[Connection, Account]]:
    with acting.register.writing() as connection:
        account = held.account_named(over(connection), name)
        if account is None:
            raise NotFoundError(
                "there is no account '%(name)s'", hint="they are listed by: accord account list", name=name
            )
        yield connection, account


def _refuse_last(connection: Connection, account: Account) -> None:
    if held.open_admins(connection, ADMIN) == [account.name]:
        raise DecisionError("'%(name)s' is the only administrator; make another one first", name=account.name)


def _line(connection: Connection, acting: Acting, what: audit.AuditKind, about: str) -> None:
    audit.note(connection, at=acting.clock(), who=acting.by, what=what, about=about, address=acting.address)
