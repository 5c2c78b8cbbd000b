"""Let somebody in by name and password, or not; who guesses waits longer and longer.

In:  what was typed, and whence.
Out: the secret of a new session; else an error that says the same of a wrong name and of a wrong password, and takes as
     long.

Source: OWASP Authentication Cheat Sheet; NIST SP 800-63B, 5.2.2 (throttling).
"""

import hashlib
from collections.abc import Callable

import msgspec

from accord.flows import stays
from accord.flows.accounts import Acting
from accord.register.accounts.accounts import account_named, name_key
from accord.register.accounts.attempts import Patience
from accord.web.safety import passwords
from accord.web.safety.kept import KeptSessions
from accord.web.troubles import SlowDownError, WrongPasswordError

__all__ = ["Knock", "let_in"]

_OF_NAME = Patience(free=5, longest_s=300)
_OF_ADDRESS = Patience(free=20, longest_s=900)  # an office behind one address mistypes more often


class Knock(msgspec.Struct, frozen=True):
    """Who wants to come in: name and password as typed, the address, what the browser calls itself."""

    name: str
    password: str
    address: str = ""
    agent: str = ""


def let_in(sessions: KeptSessions, clock: Callable[[], str], knock: Knock) -> str:
    """Return the secret of a new session.

    Raises:
        SlowDownError: Too many tries failed for this name, or from this address.
        WrongPasswordError: There is no open account of that name with that password.
    """
    register, keys = sessions.register, (_key("name", name_key(knock.name)), _key("address", knock.address))
    # the try is counted before it is looked at, so that many at once are no way around
    wait = stays.begin_tries(register, list(zip(keys, (_OF_NAME, _OF_ADDRESS), strict=True)), sessions.now())
    if wait:
        raise SlowDownError(wait)
    with register.asking() as asking:
        account = account_named(asking, knock.name)
    acting = Acting(register, account.name if account else "", clock, knock.address)
    is_open = account is not None and not account.closed
    is_right = passwords.right(account.password if account and is_open else passwords.nobody(), knock.password)
    if account is None or not is_open or not is_right:
        # a name that nobody has is not written down: it may be a password in the wrong field
        stays.refuse(acting, "" if account else "no such account")
        raise WrongPasswordError("wrong name or password")
    anew = passwords.hashed(knock.password) if passwords.outdated(account.password) else None
    return sessions.open(acting, account, agent=knock.agent, tried=keys, password=anew)


def _key(of: str, what: str) -> str:
    return f"{of}:{hashlib.sha256(what.encode()).hexdigest()[:32]}"
