"""Tables of the log for what people watch: what, since when, what they have seen of it, and the secrets of their feeds.

They are a person's own and no part of the register's digest. They name things by public ids and hold no words, so that
nothing is left here of a document that is purged.
"""

from sqlalchemy import JSON, Column, Integer, String, Table

from accord.register.tables.metadata import log

__all__ = ["feed_key", "watch", "watch_seen"]

watch = Table(
    "watch",
    log,
    Column("person", String, primary_key=True),  # the name without regard to case and width, as of an account
    Column("thing", String, primary_key=True),  # public id of a body, an agreement, a promise, a project or a mechanism
    Column("also", JSON, nullable=False),  # other ids of it, of other documents: where one goes, the next leads to it
    Column(
        "place", JSON(none_as_null=True)
    ),  # of a fact: document, start, end, kind; so it is found again when it is read with other ends
    Column("texts", Integer, nullable=False),  # row of the newest text when it began: news are what came later
    Column("decisions", Integer, nullable=False),  # number of the newest decision when it began
    Column("at", String, nullable=False),  # RFC 3339, UTC
)
watch_seen = Table(
    "watch_seen",
    log,
    Column("person", String, primary_key=True),
    Column("item", String, primary_key=True),  # id of the document or decision that was shown
    Column("look", Integer, nullable=False),  # at which of the person's looks
)
feed_key = Table(
    "feed_key",
    log,
    Column("person", String, primary_key=True),
    Column("account", Integer),  # null: of the one person who works alone
    Column("name", String, nullable=False),
    Column("hash", String, nullable=False, unique=True),  # sha256 of the secret in the feed's address
    Column("feed", String, nullable=False),  # names the feed in its ids; stays when the secret is made anew
    Column("at", String, nullable=False),
)
