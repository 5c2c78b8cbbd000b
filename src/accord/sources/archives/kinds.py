"""Say which archive of articles a file is, by its name and how its bytes begin.

In:  a name and the open file.
Out: an `Archive`: what yields its articles, and what cuts it into stretches; None where it is none.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

import msgspec

from accord.sources.archives.article import Article, Broken, Stretch, Wanted
from accord.sources.archives.lines import cut_lines, lines_articles
from accord.sources.archives.members import cut_members, member_articles, office_file
from accord.sources.archives.parquet import cut_parquet, parquet_articles
from accord.sources.archives.table import cut_table, table_articles
from accord.sources.archives.warc import cut_warc, warc_articles
from accord.sources.kinds import kind_by_name
from accord.sources.tables import rows

__all__ = ["ARCHIVES", "Archive", "archive_named", "archive_of"]

_GZIP = ".gz"


class Archive(msgspec.Struct, frozen=True):
    """A kind of archive.

    Attributes:
        name: As in the column `archive` of `data/archives.tsv`.
        begins: How its bytes begin, packed or not; () where they may begin anyhow.
        articles: Yields what it holds.
        cut: Yields stretches of about as many bytes.
    """

    name: str
    begins: tuple[bytes, ...]
    articles: Callable[[BinaryIO, Wanted], Iterator[Article | Broken]]
    cut: Callable[[BinaryIO, int], Iterator[Stretch]]


_WITHIN = (
    Archive("warc", (b"WARC/", b"\x1f\x8b"), warc_articles, cut_warc),
    Archive("lines", (), lines_articles, cut_lines),
    Archive("table", (), table_articles, cut_table),
    Archive("parquet", (), parquet_articles, cut_parquet),
)


def archive_named(name: str, *, met: bool = False) -> Archive | None:
    """Return the archive that a name stands for: the end of it, before `.gz` where that is there.

    >>> archive_named("news/CC-NEWS-2024.warc.gz").name, archive_named("report.pdf"), archive_named("a.csv", met=True)
    ('warc', None, None)

    Args:
        name: Name of a file.
        met: Whether it was met in a folder, not named: tables of data lie beside documents, too.
    """
    plain = PurePosixPath(name.lower())
    end = PurePosixPath(plain.stem).suffix + _GZIP if plain.suffix == _GZIP else plain.suffix
    meant = next(
        (row["archive"] for row in rows("archives") if row["suffix"] == end and not (met and row["read"] == "named")),
        None,
    )
    return next((one for one in ARCHIVES if one.name == meant), None)


def archive_of(name: str, file: BinaryIO, *, met: bool = False) -> Archive | None:
    """Return the archive that a file is; None where it is none, or its bytes say that it is something else."""
    named = archive_named(name, met=met)
    if named is None or not named.begins:
        return named
    begins = file.read(8)
    file.seek(0)
    if not begins.startswith(named.begins) or (named.name == "zip" and office_file(file)):
        return None
    return named


def _reader(name: str) -> Callable[[BinaryIO, Wanted], Iterator[Article | Broken]] | None:
    found = archive_named(name)
    return found.articles if found in _WITHIN and found else None


def _skipped(name: str) -> bool:
    return kind_by_name(name) == "skip"


ARCHIVES = (
    *_WITHIN,
    Archive(
        "zip", (b"PK\x03\x04", b"PK\x05\x06"), partial(member_articles, within=_reader, skip=_skipped), cut_members
    ),
)
