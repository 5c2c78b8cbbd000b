"""Make documents of articles, by the same way as of any other source.

In:  an `Article` and what is known of it.
Out: `Found`, or a `RefusedError`.
"""

from datetime import date

import msgspec

from accord.model import Found, bytes_hash
from accord.sources.archives.article import Article
from accord.sources.dates import first_day
from accord.sources.given import NOTHING, Given
from accord.sources.normalise import one_line
from accord.sources.read import INSIDE, read_bytes

__all__ = ["document", "place_in", "with_title"]

_PLAIN = "text/plain"


def document(
    article: Article, *, source: str, latest: date | None = None, given: Given = NOTHING, raw: bytes | None = None
) -> Found:
    """Return the document of an article; what a person says of it comes before what the archive says.

    Args:
        article: The article.
        source: Where the archive is; the article goes by its own address where it has one.
        latest: Last day on which anything can have been published.
        given: What a person says of all articles.
        raw: `with_title(article)`, where the caller has it already.

    Raises:
        RefusedError: Nothing to read; `reason` says why.
    """
    day, odd = first_day([article.published] if article.published else [], latest=latest)
    known = msgspec.structs.replace(given, title=article.title, published=given.published or day)
    words = with_title(article) if raw is None else raw
    found = read_bytes(words, source=article.name, media=article.media, latest=latest, given=known)
    place = place_in(source, article.place)
    appearance = msgspec.structs.replace(
        found.appearance,
        source=article.url or place,
        raw=bytes_hash(article.raw),
        publisher=one_line(article.publisher or "") or found.appearance.publisher,
        retrieved=article.retrieved,
    )
    warnings = (*article.warnings, *odd, *found.warnings)
    return msgspec.structs.replace(found, appearance=appearance, warnings=warnings, place=place if article.url else "")


def place_in(source: str, place: str) -> str:
    """Return how a place of an archive is written: `news.jsonl!7`."""
    return f"{source}{INSIDE}{place}"


def with_title(article: Article) -> bytes:
    """Return the words of an article, which begin with its title; pages show theirs by themselves."""
    if not article.title or not (article.media or "").startswith(_PLAIN):
        return article.raw
    title = " ".join(article.title.split())
    top = article.raw[: 8 * len(title) + 800].decode("utf-8", "replace")
    if not title or title in " ".join(top[: 2 * len(title) + 200].split()):
        return article.raw
    return title.encode("utf-8", "surrogatepass") + b"\n\n" + article.raw
