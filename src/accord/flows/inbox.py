"""The folder beside the register in which what was handed in waits to be read.

In:  a name as somebody else's computer gives it, bytes as they come.
Out: where they lie, and the source that the register will call them by: `upload/HASH/NAME`. The same bytes under the same
     name are one file and one source, so that handing something in twice changes nothing.

A file leaves the inbox when it could be read; what is in quarantine stays, so that it can be read again.
"""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from accord.errors import NotFoundError
from accord.model import Found, Refusal
from accord.register import Register
from accord.sources.refusals import too_large

__all__ = ["UPLOAD", "Inbox", "Kept", "inbox_of", "known_as", "plain_name"]

UPLOAD = "upload/"  # how the source of what was handed in begins
_PIECE = 1024 * 1024
_LONGEST = 120  # bytes of a name: with a folder and a drive before it, it fits every system
_STRANGE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")  # names that are no files on Windows
_KEY = re.compile(r"[0-9a-f]{16}")


class Kept(msgspec.Struct, frozen=True):
    """A file in the inbox: its name, its path within the inbox, its length in bytes."""

    name: str
    path: str
    size: int

    @property
    def source(self) -> str:
        """Return what the register will call it."""
        return f"{UPLOAD}{self.path}"


class Inbox:
    """The folder; made when the first file comes."""

    def __init__(self, folder: Path) -> None:
        """Keep where it is."""
        self.folder = folder

    def keep(self, name: str, content: BinaryIO, *, max_bytes: int) -> Kept:
        """Return the file as it lies in the inbox.

        Raises:
            RefusedError: `too_large`.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        hashed, size = hashlib.sha256(), 0
        handle, half = tempfile.mkstemp(prefix="half-", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as to:
                while piece := content.read(_PIECE):
                    size += len(piece)
                    if size > max_bytes:
                        raise too_large(max_bytes)
                    hashed.update(piece)
                    to.write(piece)
            kept = Kept(plain_name(name), f"{hashed.hexdigest()[:16]}/{plain_name(name)}", size)
            (self.folder / kept.path).parent.mkdir(exist_ok=True)
            os.replace(half, self.folder / kept.path)
        finally:
            Path(half).unlink(missing_ok=True)
        return kept

    def place(self, path: str) -> Path:
        """Return where a file of the inbox lies.

        Raises:
            NotFoundError: That is no path within the inbox.
        """
        parts = PurePosixPath(path).parts
        if len(parts) != 2 or not _KEY.fullmatch(parts[0]) or plain_name(parts[1]) != parts[1]:
            raise NotFoundError("'%(path)s' is no file of the inbox", path=path)
        return self.folder.joinpath(*parts)

    def drop(self, path: str) -> None:
        """Take a file out of the inbox."""
        place = self.place(path)
        place.unlink(missing_ok=True)
        if place.parent.is_dir() and not any(place.parent.iterdir()):
            place.parent.rmdir()


def inbox_of(register: Register) -> Inbox:
    """Return the inbox of a register: a folder beside its file; for one on a server, in the folder that we run in."""
    return Inbox(register.beside.with_name(f"{register.beside.name}-inbox"))


def known_as(found: Iterator[Found | Refusal], place: Path, source: str) -> Iterator[Found | Refusal]:
    """Yield the same documents, known by `source` instead of the place that they were read from."""
    before = place.as_posix()
    for one in found:
        held = one.appearance.source if isinstance(one, Found) else one.source
        named = source + held.removeprefix(before) if held.startswith(before) else held
        if isinstance(one, Refusal):
            yield msgspec.structs.replace(one, source=named)
        else:
            appearance = msgspec.structs.replace(one.appearance, source=named)
            yield msgspec.structs.replace(one, appearance=appearance)


def plain_name(name: str) -> str:
    """Return a name that is a file's on every system, whatever somebody else's computer sent.

    >>> plain_name("../../etc/passwd"), plain_name("C:\\\\news\\\\签约 仪式.html"), plain_name(".."), plain_name("con.txt")
    ('passwd', '签约 仪式.html', 'document', '_con.txt')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = _STRANGE.sub("", "".join(c for c in last if c.isprintable())).strip().strip(".").strip()
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{_cut(stem, _LONGEST - len(ending.encode()) - 1)}.{ending}" if stem else f"document.{ending}"
    return _cut(plain, _LONGEST) or "document"


def _cut(text: str, most: int) -> str:
    """Return the text, at most so many bytes of UTF-8, whole characters."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore").strip(" .")
