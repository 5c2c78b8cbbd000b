"""Secrets of people's feeds, which programs ask for that cannot log in; of each only the hash is kept.

In:  hashes; an asking, or a writing connection. Times are RFC 3339, UTC.
Out: `FeedKey`s, with the role that the person's account has now.
"""

import msgspec
from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from accord.register.accounts.accounts import name_key
from accord.register.file.plain import Asking
from accord.register.tables.watch_tables import feed_key

__all__ = ["FeedKey", "drop_feed_key", "feed_key_of", "feed_of", "put_feed_key"]

_ASKED = (
    "SELECT k.account, k.name, a.role, k.feed, k.at FROM feed_key k LEFT JOIN account a ON a.row = k.account "
    "WHERE (k.account IS NULL OR (a.row IS NOT NULL AND a.closed IS NULL)) AND "
)


class FeedKey(msgspec.Struct, frozen=True):
    """One person's secret, of which only the hash is kept.

    Attributes:
        account: Row of the account; None where one person works alone.
        name: The person.
        role: The account's, as it is now; None where one person works alone.
        feed: Names the feed in its ids; it stays when the secret is made anew.
        at: When the secret was made.
    """

    account: int | None
    name: str
    role: str | None
    feed: str
    at: str


def feed_of(asking: Asking, hashed: str) -> FeedKey | None:
    """Return whose feed a secret's hash means; None where there is none, or the account is closed."""
    return _first(asking.execute(f"{_ASKED}k.hash = :hash", {"hash": hashed}).mappings())


def feed_key_of(asking: Asking, person: str) -> FeedKey | None:
    """Return a person's secret, as far as it is kept; None where there is none."""
    return _first(asking.execute(f"{_ASKED}k.person = :person", {"person": name_key(person)}).mappings())


def put_feed_key(connection: Connection, hashed: str, *, whose: tuple[int | None, str], feed: str, at: str) -> None:
    """Keep a person's new secret instead of the old one; `whose` is the account's row and the name."""
    account, name = whose
    person = name_key(name)
    known = connection.execute(select(feed_key.c.feed).where(feed_key.c.person == person)).scalar()
    connection.execute(delete(feed_key).where(feed_key.c.person == person))
    values = {"account": account, "name": name, "hash": hashed, "feed": known or feed, "at": at}
    connection.execute(insert(feed_key).values(person=person, **values))


def drop_feed_key(connection: Connection, person: str) -> bool:
    """Return whether a person had a secret; it lets nobody in any more."""
    return bool(connection.execute(delete(feed_key).where(feed_key.c.person == name_key(person))).rowcount)


def _first(rows: list[dict[str, object]]) -> FeedKey | None:
    return next((msgspec.convert(row, FeedKey) for row in rows), None)
