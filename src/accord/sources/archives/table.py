"""Read CSV and other tables of characters: a header, then an article a row; also packed by gzip.

The encoding is found as that of any text; commas, semicolons, tabs and bars may part the cells. Rows count from 1, after the header.
"""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from accord.errors import RefusedError
from accord.sources.archives.article import Article, Broken, Stretch, Wanted
from accord.sources.archives.columns import article_of, columns_of
from accord.sources.archives.lines import BROKEN_GZIP, unpacked
from accord.sources.encodings import decode
from accord.sources.refusals import refused, too_large

__all__ = ["cut_table", "table_articles"]

_SAMPLE = 100_000  # bytes by which the encoding is found
_MARK = "\ufeff"
_PARTS = ",;\t|"


def table_articles(file: BinaryIO, wanted: Wanted) -> Iterator[Article | Broken]:
    """Yield the articles of the rows."""
    number, last = 0, False
    csv.field_size_limit(wanted.max_bytes)
    try:
        reader, header = _rows(file)
        columns = columns_of(header, wanted.columns)
    except (*BROKEN_GZIP, csv.Error) as error:
        yield Broken("0", refused("cut_off", found=f"before its first row: {error}"))
        return
    except RefusedError as error:
        yield Broken("0", error)
        return
    while not last:
        number += 1
        try:
            cells = next(reader)
            if any(cells):
                yield article_of(dict(zip(header, cells, strict=False)), columns, str(number))
        except StopIteration:
            last = True
        except csv.Error:
            yield Broken(str(number), too_large(wanted.max_bytes))
        except BROKEN_GZIP as error:
            yield Broken(str(number), refused("cut_off", found=f"after row {number - 1}: {error}"))
            last = True
        except RefusedError as error:
            yield Broken(str(number), error)


def cut_table(file: BinaryIO, size: int) -> Iterator[Stretch]:
    """Yield the whole: only who reads it from the top knows where a row begins."""
    yield Stretch()


class _Borrowed(io.RawIOBase):
    """A file that stays open when its reader is done with it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _rows(file: BinaryIO) -> tuple[Iterator[list[str]], list[str]]:
    """Return the rows, and before them the names of the columns.

    Raises:
        RefusedError: `encoding`, where no encoding makes it readable; `empty`.
    """
    plain = io.BufferedReader(_Borrowed(unpacked(file)), _SAMPLE)  # type: ignore[type-var]
    sample = plain.peek(_SAMPLE)[:_SAMPLE]
    encoding = decode(sample).encoding
    top = sample.decode(encoding, "replace").partition("\n")[0]
    text = io.TextIOWrapper(plain, encoding=encoding, errors="replace", newline="")
    reader = csv.reader(text, delimiter=max(_PARTS, key=top.count))
    header = next(reader, None)
    if header is None:
        raise refused("empty", found="no rows")
    return reader, [name.removeprefix(_MARK) for name in header]
