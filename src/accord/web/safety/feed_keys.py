"""Feeds are read by programs that cannot log in: the secret stands in the address, one a person.

In:  a request with `key` in its address.
Out: a `Session` of that person that may look and nothing else; for the routes of feeds only.
"""

import secrets

from starlette.requests import Request

from accord.errors import NotFoundError
from accord.register.accounts.feed_keys import feed_of
from accord.web.safety.guards import allowed
from accord.web.safety.sessions import Session, hash_of, new_secret

__all__ = ["ACTION", "new_feed_key", "new_feed_name", "subscribed"]

ACTION = "look"
_ALONE = "admin"  # role of the person who works alone


def new_feed_key() -> tuple[str, str]:
    """Return a new secret, and what is kept of it."""
    secret = new_secret()
    return secret, hash_of(secret)


def new_feed_name() -> str:
    """Return what names a new feed in its ids."""
    return secrets.token_hex(8)


def subscribed(request: Request) -> Session:
    """Return who reads a feed, by the secret in its address; whoever is logged in besides is not asked.

    Raises:
        NotFoundError: No feed has this secret, or its owner may not look any more.
    """
    house = request.app.state.house
    secret = request.query_params.get("key", "")
    with house.register.asking() as asking:
        known = feed_of(asking, hash_of(secret)) if secret else None
    if known is None or (known.account is None) == house.team:  # of a person alone, or of a team: never of the other
        raise NotFoundError("there is no feed at this address; make one on the page of what you watch")
    role = known.role if house.team else _ALONE
    session = Session(known.name, role or "", "", 0, 0, account=known.account, scopes=frozenset((ACTION,)))
    if not allowed(session, ACTION):
        raise NotFoundError("there is no feed at this address; make one on the page of what you watch")
    return session


subscribed.action = ACTION  # type: ignore[attr-defined]  # tests read it
