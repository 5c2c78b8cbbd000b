"""Make and take back the secret by which a person's feeds are read; each with a line in the audit log.

In:  who acts, a secret's hash.
Out: nothing; the secret itself is shown to its owner once.
"""

from accord.flows.accounts import Acting
from accord.register.accounts.feed_keys import drop_feed_key, put_feed_key
from accord.register.log import audit

__all__ = ["end_feed_key", "make_feed_key"]

_ABOUT = "feed"


def make_feed_key(acting: Acting, hashed: str, *, account: int | None, feed: str) -> None:
    """Keep a person's new secret; an older one lets nobody in any more. `feed` names a feed that is new."""
    at = acting.clock()
    with acting.register.writing() as connection:
        put_feed_key(connection, hashed, whose=(account, acting.by), feed=feed, at=at)
        audit.note(connection, at=at, who=acting.by, what="token_made", about=_ABOUT, address=acting.address)


def end_feed_key(acting: Acting) -> bool:
    """Return whether a person had a secret; it is taken back."""
    at = acting.clock()
    with acting.register.writing() as connection:
        ended = drop_feed_key(connection, acting.by)
        if ended:
            audit.note(connection, at=at, who=acting.by, what="token_ended", about=_ABOUT, address=acting.address)
    return ended
