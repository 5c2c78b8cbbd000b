"""Tables of the log for what waits to be read: jobs, the sources that are watched, and what is kept of their lists and pages.

They say what a person asked for, not what is known; nothing of a digest depends on them.
"""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text, false

from accord.register.tables.metadata import log
from accord.register.tables.metadata import row as _row

__all__ = ["job", "seen", "watched", "watched_host", "watched_list", "watched_page"]

job = Table(
    "job",
    log,
    _row(),
    Column("batch", String, nullable=False, index=True),  # what was handed in together
    Column("kind", String, nullable=False),  # file | address | again | ledger | ledger_write | ledger_back | draft
    Column("name", String, nullable=False),  # as the person calls it
    Column("source", String, nullable=False),  # as the register will call it
    Column("path", String),  # of the file, within the inbox
    Column("given", JSON, nullable=False),  # what the person said of it
    Column("state", String, nullable=False),  # waiting | working | done
    Column("outcome", String),  # best outcome of its documents; refused, failed; preview, written; read, saved
    Column("results", Text),  # JSON: what became of each document, or what was read
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("ended", String),
    Index("job_state", "state", "row"),
)
watched = Table(
    "watched",
    log,
    _row(),
    Column(
        "place", String, nullable=False, unique=True
    ),  # a folder's path, or the address of a feed, a sitemap, a page
    Column("every", Integer, nullable=False),  # minutes
    Column("paused", Boolean, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("looked", String),
    Column("trouble", String),  # why the last look failed
    Column("last", JSON, nullable=False),  # how many documents of the last look ended how
    Column("total", Integer, nullable=False),  # new documents since it is watched
    Column(
        "kind", String, nullable=False, server_default=""
    ),  # folder | feed | sitemap | pages; "" until its bytes say it
    Column("picks", JSON(none_as_null=True)),  # of pages: which links are meant (CSS)
    Column(
        "walk", Integer, nullable=False, server_default="0"
    ),  # number of the walk over its lists that is under way, or was last
    Column("walking", Boolean, nullable=False, server_default=false()),  # whether that walk is not over
    Column("failures", Integer, nullable=False, server_default="0"),  # looks in a row that failed
    Column("due", String),  # when it is asked again; NULL: at once
)
seen = Table(
    "watched_seen",
    log,
    Column("watched", Integer, primary_key=True),
    Column("source", String, primary_key=True),
    Column("stamp", String, nullable=False),  # size and time of a file when it was read; of a page nothing
    Column("walk", Integer, nullable=False, server_default="0"),  # in which it was first seen here
    Index("watched_seen_source", "source"),
)
watched_list = Table(
    "watched_list",
    log,
    Column("watched", Integer, primary_key=True),
    Column("address", String, primary_key=True),
    Column("above", String, nullable=False),  # the list that names it; "" of the first
    Column("depth", Integer, nullable=False),  # sitemaps within sitemaps
    Column("walk", Integer, nullable=False),  # in which it was last put forward
    Column("state", String, nullable=False),  # waiting | asked | failed
    Column("stamp", String, nullable=False),  # when it changed, as the list above says it
    Column("at", String),  # where it was in the end; the marks are that address's
    Column("etag", String),
    Column("modified", String),
    Column("tries", Integer, nullable=False),  # that failed in a row
    Column("due", String),
    Column("asked", String),
    Column("trouble", String),
)
watched_page = Table(
    "watched_page",
    log,
    _row(),
    Column("address", String, nullable=False, unique=True),  # a page that two sources name is one
    Column("host", String, nullable=False),  # scheme, host, port
    Column("state", String, nullable=False),  # waiting | read | refused | gone
    Column("stamp", String, nullable=False),  # the latest change that a list tells of
    Column("at", String),
    Column("etag", String),
    Column("modified", String),
    Column("tries", Integer, nullable=False),
    Column("same", Integer, nullable=False),  # times in a row that it was asked for again and had not changed
    Column("due", String),
    Column("asked", String),
    Column("read", String),  # when it was first read
    Column("reason", String),  # why it could not be had or read
    Column("trouble", String),
    Index("watched_page_due", "state", "host", "due"),
)
watched_host = Table(
    "watched_host",
    log,
    Column("host", String, primary_key=True),
    Column("rules", Text),  # its robots.txt; "" where it has none, NULL where nobody knows
    Column("had", String),  # when that was had
    Column("due", String),  # when it is asked for again
    Column("until", String),  # stays alone until then
    Column("failures", Integer, nullable=False),  # requests in a row that failed
)
