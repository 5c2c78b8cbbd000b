"""Tokens by which programs ask the API in a person's name.

In:  an `Authorization: Bearer` header.
Out: the `Session` of the token: its person's role as it is now, and no more than the token's scopes.
"""

from accord.flows import stays
from accord.register import Register
from accord.register.accounts.tokens import token_of
from accord.web.safety.sessions import Session, hash_of, new_secret

__all__ = ["by_token", "new_token"]

_BEGIN = "accord_"  # so that a token that was left lying somewhere is known for what it is
_ALONE = "admin"  # role of the person who works alone


def new_token() -> tuple[str, str]:
    """Return a new token, and what is kept of it."""
    token = _BEGIN + new_secret()
    return token, hash_of(token)


def by_token(register: Register, header: str, *, now: str, team: bool) -> Session | None:
    """Return the session of a token, None where it lets nobody in."""
    scheme, _, token = header.partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token.startswith(_BEGIN):
        return None
    with register.asking() as asking:
        known = token_of(asking, hash_of(token), now)
    if known is None or (known.account is None) == team:  # of a person alone, or of a team: never of the other
        return None
    if (known.used or "")[:16] != now[:16]:
        stays.note_token_use(register, known.row, now)
    role = known.role if team else _ALONE
    return Session(known.person, role or "", "", 0, 0, account=known.account, scopes=frozenset(known.scopes))
