"""Part a WARC file into its records, also one that is cut, damaged in the middle, or longer than it says.

In:  an open file, packed or not; which part of it.
Out: the place and the bytes of each record, or why it cannot be had. After a damaged record the next whole one is found.

Libraries end silently where a record is cut, or lose what comes after it; so the parting is our own, and what a record says is read by
`fastwarc` (`warc.py`). Source: The WARC Format 1.1 (IIPC), sections 4 and 5, annex D (a gzip member a record).
"""

from collections.abc import Iterator
from typing import BinaryIO

from accord.errors import RefusedError
from accord.sources.archives.article import Stretch
from accord.sources.archives.gzip_members import Packed, Plain, Stream
from accord.sources.refusals import refused, too_large

__all__ = ["records", "stream_of"]

_LONGEST_HEAD = 64 * 1024
_RECORD = b"WARC/"
_PIECE = 1024 * 1024


def records(file: BinaryIO, stretch: Stretch, most: int) -> Iterator[tuple[str, bytes | RefusedError]]:
    """Yield place and bytes of the records that begin within the stretch; of those longer than `most` bytes, that they are."""
    stream = stream_of(file)
    if not stream.find(stretch.start):
        if not stretch.start:
            yield "0", refused("damaged", found="a WARC file in which no record begins")
        return
    if stream.at and not stretch.start:
        yield "0", refused("bad_record", found="bytes before the first record")
    while True:
        try:
            if not stream.begin() or (stretch.end is not None and stream.at >= stretch.end):
                return
            yield _place(stream), _record(stream, most)
        except RefusedError as error:
            yield _place(stream), error
            if not stream.find(stream.at + 1):
                return


def _place(stream: Stream) -> str:
    return f"{stream.at}+{stream.within}" if stream.within else str(stream.at)


def stream_of(file: BinaryIO) -> Stream:
    """Return the stream of a file, unpacked where gzip has packed it."""
    file.seek(0)
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    return Packed(file) if packed else Plain(file)


def _record(stream: Stream, most: int) -> bytes | RefusedError:
    """Return a record, or that it is too long.

    Raises:
        RefusedError: `bad_record`, `cut_off`: nobody knows where the next one begins.
    """
    head = _head(stream)
    length = _length(head)
    if length > most:
        left = length
        while left > 0 and (piece := stream.take(min(left, _PIECE))):
            left -= len(piece)
        return too_large(most)
    body = stream.take(length)
    if len(body) < length:
        raise refused("cut_off", found=f"{length:,} bytes were announced, {len(body):,} are there")
    if _holds_another(body, stream.ahead()):
        raise refused("bad_record", found="a record that is longer or shorter than it says")
    return head + body


def _holds_another(body: bytes, ahead: bytes) -> bool:
    """Return whether a record took the next one with it: what follows is none, and one begins within."""
    follows = ahead.lstrip(b"\r\n")
    return bool(follows) and not follows.startswith(_RECORD[: len(follows)]) and b"\n" + _RECORD in body + ahead


def _head(stream: Stream) -> bytes:
    lines: list[bytes] = []
    size = 0
    while size < _LONGEST_HEAD:
        line = stream.line(_LONGEST_HEAD)
        if not lines and not line.startswith(_RECORD):
            raise refused("bad_record", found="what stands here is no record")
        if not line.endswith(b"\n"):
            raise refused("cut_off", found="the head of a record has no end")
        lines.append(line)
        size += len(line)
        if line in (b"\r\n", b"\n"):
            return b"".join(lines)
    raise refused("bad_record", found=f"a head of more than {_LONGEST_HEAD:,} bytes")


def _length(head: bytes) -> int:
    for line in head.split(b"\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    raise refused("bad_record", found="a record that does not say how long it is")
