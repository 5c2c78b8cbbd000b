"""Archives of articles: WARC, JSON Lines, CSV, Parquet, and ZIP of these or of documents; read as they come, in bounded memory.

In -> out: a file -> its `Article`s in their order, and a `Broken` in the place of each that cannot be had.
Begin at `kinds.py` (which archive a file is, and what each kind can do); one file a kind: `lines.py`, `table.py`,
`parquet.py`, `warc.py` (on `warc_records.py` and `gzip_members.py`), `members.py` (ZIP). `columns.py` says which column of a table holds what,
`opened.py` makes documents of articles as the other sources do.
An archive may be cut into `Stretch`es, which several programs read at once (`accord bulk`): together they hold each article once.
To add a kind: a file with its two functions (articles, cut), a line in `kinds.ARCHIVES`, broken samples in `tests/sources/archives/`.
"""

from accord.sources.archives.article import Article, Broken, Stretch, Wanted
from accord.sources.archives.columns import MEANINGS
from accord.sources.archives.kinds import Archive, archive_named, archive_of
from accord.sources.archives.opened import document, place_in, with_title

__all__ = [
    "MEANINGS",
    "Archive",
    "Article",
    "Broken",
    "Stretch",
    "Wanted",
    "archive_named",
    "archive_of",
    "document",
    "place_in",
    "with_title",
]
