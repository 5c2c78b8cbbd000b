"""Let people and programs in, and out: tries, sessions, tokens. Secrets come hashed; passwords are looked at elsewhere.

In:  hashes, who and whence, the time in seconds since 1970.
Out: what was found or kept; each log-in and log-out with a line in the audit log.
"""

from collections.abc import Sequence

import msgspec

from accord.errors import ConflictError, StoreError
from accord.flows.accounts import Acting
from accord.register import Register
from accord.register.accounts import accounts as held
from accord.register.accounts import attempts as tries
from accord.register.accounts import sessions as stays
from accord.register.accounts import tokens
from accord.register.accounts.accounts import Account
from accord.register.accounts.attempts import Patience
from accord.register.log import audit

__all__ = [
    "Entry",
    "begin_tries",
    "end_session",
    "end_token",
    "make_token",
    "note_token_use",
    "refuse",
    "stay",
    "touch",
]


class Entry(msgspec.Struct, frozen=True):
    """A session that is to be kept: hashes of its secret, what forms must bring, and what the browser calls itself."""

    hash: str
    csrf: str
    now: int
    agent: str = ""


def begin_tries(register: Register, keys: Sequence[tuple[str, Patience]], now: int) -> int:
    """Return how many seconds are to be waited before the next try; 0 where it may be made, and it is counted."""
    with register.writing() as connection:
        return max(tries.begin_try(connection, key, patience, now) for key, patience in keys)


def refuse(acting: Acting, about: str) -> None:
    """Note that somebody was not let in."""
    with acting.register.writing() as connection:
        at = acting.clock()
        audit.note(connection, at=at, who=acting.by, what="log_in_refused", about=about, address=acting.address)


def stay(
    acting: Acting, account: Account, entry: Entry, *, tried: Sequence[str] = (), password: str | None = None,
    lasts: tuple[int, int] = (0, 0),
) -> None:  # fmt: skip
    """Keep a new session.

    Args:
        acting: Who comes in, and whence.
        account: Whose session it is.
        entry: The session.
        tried: Keys of the tries that succeeded: the person's, then the address's.
        password: The password hashed anew, where its parameters have changed.
        lasts: How long sessions last unused, and at most, in seconds; older ones are ended by the way.
    """
    where = (acting.address, entry.agent[:200])
    with acting.register.writing() as connection:
        if password is not None:
            held.set_password(connection, account.row, password, renew=account.renew)
        for at, key in enumerate(tried):
            tries.forgive(connection, key, whole=at == 0)
        idle, whole = lasts
        stays.end_old_sessions(connection, seen_before=entry.now - idle, opened_before=entry.now - whole)
        stays.add_session(connection, entry.hash, account=account.row, csrf=entry.csrf, now=entry.now, where=where)
        audit.note(connection, at=acting.clock(), who=account.name, what="log_in", address=acting.address)


def end_session(register: Register, hashed: str) -> None:
    """End one session."""
    with register.writing() as connection:
        stays.end_session(connection, hashed)


def touch(register: Register, hashed: str, now: int) -> bool:
    """Return whether it was noted that a session was used; nobody waits for that."""
    try:
        with register.writing(wait_s=0) as connection:
            stays.touch(connection, hashed, now)
    except (ConflictError, StoreError):
        return False
    return True


def make_token(
    acting: Acting, hashed: str, *, account: int | None, label: str, scopes: Sequence[str], expires: str
) -> None:
    """Keep a new token of a person."""
    made = acting.clock()
    with acting.register.writing() as connection:
        tokens.add_token(
            connection, hashed, whose=(account, acting.by), label=label, scopes=scopes, lasts=(made, expires)
        )
        about = f"{label}: {', '.join(scopes)}, until {expires[:10]}"
        audit.note(connection, at=made, who=acting.by, what="token_made", about=about, address=acting.address)


def end_token(acting: Acting, row: int, *, account: int | None) -> bool:
    """Return whether that was an open token of this person; it is ended."""
    at = acting.clock()
    with acting.register.writing() as connection:
        ended = tokens.end_token(connection, row, account, at)
        if ended:
            audit.note(connection, at=at, who=acting.by, what="token_ended", about=str(row), address=acting.address)
    return ended


def note_token_use(register: Register, row: int, at: str) -> None:
    """Note that a token was used; nobody waits for that."""
    try:
        with register.writing(wait_s=0) as connection:
            tokens.note_use(connection, row, at)
    except (ConflictError, StoreError):
        return
