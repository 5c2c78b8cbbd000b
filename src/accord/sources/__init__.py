"""Bytes from outside become documents: text, HTML, PDF, DOCX, e-mails, from files, folders, addresses and standard input.

In -> out: paths or bytes -> `model.Found` (normalised Text, Appearance, warnings) or `model.Refusal` with a reason.
Begin at `find.py` (where documents are), then `read.py` (bytes -> characters -> kind -> draft -> text).
`lists/` has what leads to pages: feeds, sitemaps, pages that list news. How one asks for them as a careful guest:
`robots.py` (what a site lets programs read), `waiting.py` (how long to wait).
`archives/` reads archives of articles (WARC, tables, ZIP).
On the way: `kinds.py`, `encodings.py`, one file a kind (`text.py`, `markdown.py`, `html.py`, `pdf.py`, `docx.py`,
`mail.py`), `normalise.py`, `language.py`; for addresses `fetch.py` and `network.py` (where one may go).
Words and thresholds that a person may want to change stand in `data/*.tsv`.
To add a kind of source: a file with `read_...(text, *, latest) -> Draft`, a line in `kinds.KINDS` (of bytes that are no
characters: `kinds.PACKED`), suffixes in `data/suffixes.tsv`, good and broken samples in `tests/sources/`.
To add a reason to refuse: a row in `data/refusals.tsv`, and a broken input in `tests/sources/broken.py`.
"""

from accord.sources.addresses import Fetched
from accord.sources.archives import MEANINGS, archive_named
from accord.sources.find import MAX_BYTES, STANDARD_INPUT, Outside, count, files_in, find, left_out
from accord.sources.given import NOTHING, Given
from accord.sources.normalise import VERSION, normalise
from accord.sources.read import read_bytes

__all__ = [
    "MAX_BYTES",
    "MEANINGS",
    "NOTHING",
    "STANDARD_INPUT",
    "VERSION",
    "Fetched",
    "Given",
    "Outside",
    "archive_named",
    "count",
    "files_in",
    "find",
    "left_out",
    "normalise",
    "read_bytes",
]
