"""Read what gzip has packed in members, as WARC files are: each record a member, so that one may begin anywhere.

In:  an open file.
Out: `Packed`, a stream of what the members hold; it knows in which member it is, and finds the next after a damaged one.
`Plain` is the same for a file that is not packed.
"""

import zlib
from typing import BinaryIO, Protocol

from accord.sources.refusals import refused

__all__ = ["Packed", "Plain", "Stream"]

_PIECE = 256 * 1024
_GZIP_BEGINS = b"\x1f\x8b\x08"
_RECORD = b"WARC/"
_GZIP_WINDOW = 31  # zlib: largest window, with gzip's head and checksum
_AHEAD = 16  # bytes: blank lines and how a record begins
_TRIED = 4_096  # packed bytes by which a member shows that it begins with a record


class Stream(Protocol):
    """What records are read from.

    Attributes:
        at: Offset in the file at which the present record, or its member, begins.
        within: How far into its member the present record begins, unpacked.
    """

    at: int
    within: int

    def begin(self) -> bool:
        """Stand at the next record, past blank lines; return whether there is one."""

    def line(self, most: int) -> bytes:
        """Return the next line, or `most` bytes of it."""

    def take(self, size: int) -> bytes:
        """Return as many bytes; fewer at the end."""

    def ahead(self) -> bytes:
        """Return what comes next, a few bytes of it; nothing is taken."""

    def find(self, start: int) -> bool:
        """Stand at the first record that begins at an offset or later (`at` says where); return whether there is one."""


class Plain:
    """A file that is not packed."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin at the top."""
        self._file = file
        self.at = self.within = 0

    def begin(self) -> bool:
        """Stand at the next record, past blank lines; return whether there is one."""
        while (one := self._file.read(1)) in (b"\r", b"\n"):
            pass
        self.at = self._file.tell() - len(one)
        self._file.seek(self.at)
        return bool(one)

    def line(self, most: int) -> bytes:
        """Return the next line, or `most` bytes of it."""
        return self._file.readline(most)

    def take(self, size: int) -> bytes:
        """Return as many bytes; fewer at the end."""
        return self._file.read(size)

    def ahead(self) -> bytes:
        """Return what comes next, a few bytes of it; nothing is taken."""
        here = self._file.tell()
        words = self._file.read(_AHEAD)
        self._file.seek(here)
        return words

    def find(self, start: int) -> bool:
        """Stand at the first record that begins at an offset or later (`at` says where); return whether there is one."""
        self._file.seek(0)
        if not start and self._file.read(len(_RECORD)) == _RECORD:
            self.at = 0
        elif (found := _search(self._file, b"\n" + _RECORD, max(0, start - 1))) is not None:
            self.at = found + 1
        else:
            return False
        self._file.seek(self.at)
        return True


class Packed:
    """A file of members; what lies between them is passed over."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin at the first member."""
        self._file = file
        self._words = self._packed = b""
        self.at = self.within = self._member = self._taken = 0
        self._enter(0)

    def begin(self) -> bool:
        """Stand at the next record, past blank lines; return whether there is one.

        Raises:
            RefusedError: `bad_record`, `cut_off`.
        """
        while True:
            left = self._words.lstrip(b"\r\n")
            self._taken += len(self._words) - len(left)
            self._words = left
            if left:
                break
            if not self._fill():
                return False
        self.at, self.within = self._member, self._taken
        return True

    def line(self, most: int) -> bytes:
        """Return the next line, or `most` bytes of it."""
        while b"\n" not in self._words and len(self._words) < most and self._fill():
            pass
        return self.take(min(self._words.find(b"\n") + 1 or most, most))

    def take(self, size: int) -> bytes:
        """Return as many bytes; fewer at the end."""
        while len(self._words) < size and self._fill():
            pass
        taken, self._words = self._words[:size], self._words[size:]
        self._taken += len(taken)
        return taken

    def ahead(self) -> bytes:
        """Return what comes next in the member, a few bytes of it; nothing is taken."""
        while len(self._words) < _AHEAD and not self._unpack.eof and self._fill():
            pass
        return self._words[:_AHEAD]

    def find(self, start: int) -> bool:
        """Stand at the first member that begins at an offset or later and holds a record; return whether there is one."""
        at: int | None = start
        while (at := _search(self._file, _GZIP_BEGINS, at or 0)) is not None:
            self._file.seek(at)
            if self._holds_record(self._file.read(_TRIED)):
                self._enter(at)
                self.at, self.within = at, 0
                return True
            at += 1
        return False

    def _enter(self, at: int) -> None:
        self._file.seek(at)
        self._begin_member(at, b"")

    def _begin_member(self, at: int, packed: bytes) -> None:
        self._member, self._taken, self._words, self._packed = at, 0, b"", packed
        self._unpack = zlib.decompressobj(_GZIP_WINDOW)

    def _fill(self) -> bool:
        """Unpack some more; a new member is entered only where nothing is left of the one before.

        Raises:
            RefusedError: `bad_record`, `cut_off`; `at` is where the member begins.
        """
        if self._unpack.eof:
            return not self._words and self._next_member() and self._fill()
        packed = self._packed or self._file.read(_PIECE)
        if not packed:
            self.at, self.within = self._member, self._taken
            raise refused("cut_off", found="the file ends within packed bytes")
        try:
            self._words += self._unpack.decompress(packed, _PIECE)
        except zlib.error as error:
            self.at, self.within = self._member, self._taken
            raise refused("bad_record", found=f"packed bytes that cannot be unpacked ({error})") from error
        self._packed = self._unpack.unconsumed_tail
        return True

    def _next_member(self) -> bool:
        left = self._unpack.unused_data
        start = self._file.tell() - len(left)
        left = left or self._file.read(_PIECE)
        begins = left.lstrip(b"\0")
        if not begins:
            return False
        self._begin_member(start + len(left) - len(begins), begins)
        return True

    @staticmethod
    def _holds_record(packed: bytes) -> bool:
        try:
            return zlib.decompressobj(_GZIP_WINDOW).decompress(packed, len(_RECORD)) == _RECORD
        except zlib.error:
            return False


def _search(file: BinaryIO, words: bytes, start: int) -> int | None:
    """Return the offset at which the bytes stand first, at `start` or later; None: nowhere."""
    file.seek(start)
    at, held = start, b""
    while piece := file.read(_PIECE):
        held += piece
        found = held.find(words)
        if found >= 0:
            return at + found
        kept = len(words) - 1
        at += len(held) - kept
        held = held[-kept:]
    return None
