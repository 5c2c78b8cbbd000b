"""Read JSON Lines: an object a line, an article an object; also packed by gzip.

A line that cannot be read is told with its number, and the rest goes on. Line numbers count from 1, empty lines too.
"""

import gzip
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from accord.errors import RefusedError
from accord.sources.archives.article import Article, Broken, Stretch, Wanted
from accord.sources.archives.columns import Columns, article_of, columns_of
from accord.sources.refusals import refused, too_large

__all__ = ["cut_lines", "lines_articles", "numbered_lines", "unpacked"]

_GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"
_PIECE = 1024 * 1024
BROKEN_GZIP = (EOFError, zlib.error, gzip.BadGzipFile)


def lines_articles(file: BinaryIO, wanted: Wanted) -> Iterator[Article | Broken]:
    """Yield the articles of the lines that begin within the stretch."""
    known: dict[tuple[str, ...], Columns] = {}
    for number, line in numbered_lines(file, wanted):
        place = str(number)
        if isinstance(line, RefusedError):
            yield Broken(place, line)
        elif line.strip(b" \t\r\n"):
            try:
                yield _article(line, place, known, wanted.columns)
            except RefusedError as error:
                yield Broken(place, error)


def cut_lines(file: BinaryIO, size: int) -> Iterator[Stretch]:
    """Yield stretches of whole lines, `size` bytes and less than one line more; what is packed stays in one."""
    if _is_packed(file):
        yield Stretch()
        return
    start, first, at, number = 0, 1, 0, 1
    while piece := file.read(min(_PIECE, size)):
        at += len(piece)
        number += piece.count(b"\n")
        if at - start < size:
            continue
        rest = file.readline()
        if piece[-1:] != b"\n" and rest:
            at, number = at + len(rest), number + rest.endswith(b"\n")
        else:
            file.seek(at)
        yield Stretch(start, at, first)
        start, first = at, number
    if at > start:
        yield Stretch(start, at, first)


def unpacked(file: BinaryIO) -> BinaryIO:
    """Return the file, unpacked as it is read where gzip has packed it."""
    return gzip.GzipFile(fileobj=file, mode="rb") if _is_packed(file) else file  # type: ignore[return-value]


def numbered_lines(file: BinaryIO, wanted: Wanted) -> Iterator[tuple[int, bytes | RefusedError]]:
    """Yield each line of the stretch with its number, never more of it than an article may have."""
    stretch, most = wanted.stretch, wanted.max_bytes
    plain = unpacked(file)
    if stretch.start:
        plain.seek(stretch.start)
    at, number = stretch.start, stretch.first
    while stretch.end is None or at < stretch.end:
        try:
            line, length = _line(plain, most)
        except BROKEN_GZIP as error:
            yield number, refused("cut_off", found=f"after line {number - 1}: {error}")
            return
        if not length:
            return
        yield number, line.removeprefix(_MARK) if number == 1 else line if length <= most else too_large(most)
        at, number = at + length, number + 1


def _line(file: BinaryIO, most: int) -> tuple[bytes, int]:
    """Return a line, or its beginning where it is longer than `most`, and its length in bytes."""
    line = file.readline(most + 1)
    length = len(line)
    rest = line
    while len(rest) > 0 and length > most and not rest.endswith(b"\n"):
        rest = file.readline(_PIECE)
        length += len(rest)
    return line, length


def _article(line: bytes, place: str, known: dict[tuple[str, ...], Columns], said: Mapping[str, str]) -> Article:
    """Return the article of a line.

    Raises:
        RefusedError: `bad_record`, `columns`, `empty`.
    """
    try:
        row: Any = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise refused("bad_record", found=f"a line that is no JSON: {error}") from error
    if not isinstance(row, dict):
        raise refused("bad_record", found="a line of JSON that is no object")
    names = tuple(row)
    columns = known.get(names)
    if columns is None:
        columns = columns_of(names, said)
        if len(known) < 1_000:  # objects may have any names; a set of news has a few forms
            known[names] = columns
    return article_of(row, columns, place)


def _is_packed(file: BinaryIO) -> bool:
    begins = file.read(len(_GZIP))
    file.seek(0)
    return begins == _GZIP
