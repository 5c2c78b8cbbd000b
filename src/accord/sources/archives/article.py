"""What an archive holds: articles, or in their place the reason why one cannot be had."""

from collections.abc import Mapping

import msgspec

from accord.errors import RefusedError

__all__ = ["WHOLE", "Article", "Broken", "Stretch", "Wanted"]


class Article(msgspec.Struct, frozen=True):
    """One article as it stands in an archive.

    Attributes:
        place: Where it stands: the number of its line or row, from 1; the offset of its record in bytes; its name.
        raw: Its bytes as they came; of a row of a table, the words in UTF-8.
        media: Media type that it is said to have, with its charset; None where nobody says.
        name: Its name as a file, where it is one; else "".
        title: Title, where the archive says one apart from the words.
        published: Day of publication as the archive writes it.
        publisher: Who published it.
        url: Its address.
        retrieved: When it was fetched, as the archive writes it.
        warnings: What was odd about it.
    """

    place: str
    raw: bytes
    media: str | None = None
    name: str = ""
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    retrieved: str | None = None
    warnings: tuple[str, ...] = ()


class Broken(msgspec.Struct, frozen=True):
    """A place of an archive at which no article can be had, and why."""

    place: str
    error: RefusedError


class Stretch(msgspec.Struct, frozen=True):
    """A part of an archive: what begins at or after `start` and before `end`, in the unit of its kind.

    Attributes:
        start: A byte (lines, WARC), a row group (Parquet), or a member (ZIP), from 0.
        end: The first that is no longer meant; None: to the end.
        first: The number of its first line or row, from 1.
    """

    start: int = 0
    end: int | None = None
    first: int = 1


class Wanted(msgspec.Struct, frozen=True):
    """What is wanted of an archive.

    Attributes:
        columns: What a person says that the columns of a table hold (`{"text": "body"}`); the rest is guessed.
        max_bytes: Most bytes of one article.
        stretch: Which part.
    """

    columns: Mapping[str, str] = {}
    max_bytes: int = 20 * 1024 * 1024
    stretch: Stretch = Stretch()


WHOLE = Stretch()
