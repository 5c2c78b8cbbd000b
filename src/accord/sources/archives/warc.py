"""Read web archives (WARC, as crawlers and Common Crawl write them): the pages that were fetched, a record each.

In:  an open file, packed by gzip or not.
Out: an `Article` of each record that holds a page or its words; pictures, redirects and failures are no articles.

What a record says is read by `fastwarc`; its place is the offset at which it begins, as in CDX files.
"""

from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import WarcRecord, conversion, resource, response

from accord.errors import RefusedError
from accord.sources.archives.article import Article, Broken, Stretch, Wanted
from accord.sources.archives.warc_records import records
from accord.sources.refusals import refused, too_large

__all__ = ["cut_warc", "warc_articles"]

_PASSED = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
)
_AROUND = 256 * 1024  # bytes of the heads of a record, besides the page
_PAGES = response | resource | conversion
_HTTP_MEDIA = ("application/http", "message/http")


def warc_articles(file: BinaryIO, wanted: Wanted) -> Iterator[Article | Broken]:
    """Yield the pages of the records that begin within the stretch."""
    for place, record in records(file, wanted.stretch, wanted.max_bytes + _AROUND):
        try:
            if isinstance(record, RefusedError):
                raise record
            article = _article(record, place, wanted.max_bytes)
        except RefusedError as error:
            yield Broken(place, error)
            continue
        if article is not None:
            yield article


def cut_warc(file: BinaryIO, size: int) -> Iterator[Stretch]:
    """Yield stretches of `size` bytes; a record belongs to that in which it begins."""
    whole = file.seek(0, 2)
    for start in range(0, max(whole, 1), size):
        yield Stretch(start, start + size)


def _article(raw: bytes, place: str, most: int) -> Article | None:
    """Return the page of a record; None where it holds none.

    Raises:
        RefusedError: `bad_record`, `too_large`.
    """
    try:
        record = WarcRecord.from_bytes(raw)
        if not record.record_type & _PAGES:
            return None
        return _page(record, place, most)
    except (OSError, ValueError, RuntimeError) as error:
        raise refused("bad_record", found=f"a record that cannot be taken apart ({error})") from error


def _page(record: WarcRecord, place: str, most: int) -> Article | None:
    media = record.headers.get("Content-Type")
    if (media or "").partition(";")[0].strip().lower() in _HTTP_MEDIA:
        record.parse_http(auto_decode="all")
        if record.http_headers.status_code != 200:
            return None
        media = record.http_headers.get("Content-Type")
    if (media or "").lower().startswith(_PASSED):
        return None
    words = record.reader.read(most + 1)
    if len(words) > most:
        raise too_large(most)
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    cut = record.headers.get("WARC-Truncated")
    return Article(
        place=place,
        raw=words,
        media=media,
        url=url if url.startswith(("http://", "https://")) else None,
        retrieved=record.headers.get("WARC-Date"),
        warnings=(f"the crawler kept only its beginning ({cut})",) if cut else (),
    )
