"""Read ZIP files: documents and archives of articles within, without believing a word of what the file says about itself.

In:  an open file.
Out: an `Article` of each document, by its name; the articles of each archive within, by its name and their place.

Members are unpacked in pieces, counted as they come, to a file of their own where they are archives. A ZIP file within is refused: it may hold
itself. Pictures, programs and hidden files are passed over, as in folders.
"""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO

import msgspec

from accord.errors import RefusedError
from accord.sources.archives.article import WHOLE, Article, Broken, Stretch, Wanted
from accord.sources.package import BROKEN, MOST_TIMES, contents
from accord.sources.read import INSIDE
from accord.sources.refusals import refused, too_large

__all__ = ["MOST_MEMBERS", "cut_members", "member_articles", "office_file"]

MOST_MEMBERS = 200_000
_SMALL = 1024 * 1024  # bytes up to which a member may be as well packed as it likes
_PIECE = 256 * 1024
_IN_MEMORY = 16 * 1024 * 1024  # bytes of an archive within that need no file
_LEFT_OUT = ("__MACOSX", "Thumbs.db", "desktop.ini")

Reader = Callable[[BinaryIO, Wanted], Iterator[Article | Broken]]


class _Unpacker:
    """Unpacks members, and counts all that it unpacks: members may lie over each other."""

    def __init__(self, files: zipfile.ZipFile, size: int) -> None:
        self._files = files
        self._left = max(size * MOST_TIMES, 64 * _SMALL)

    def pieces(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield what a member holds.

        Raises:
            RefusedError: `zip_bomb`, `encrypted`, `damaged`.
        """
        so_far = 0
        with mended(member.filename), self._files.open(member) as part:
            while piece := part.read(_PIECE):
                so_far += len(piece)
                self._left -= len(piece)
                if (so_far > _SMALL and so_far > MOST_TIMES * max(member.compress_size, 1)) or self._left < 0:
                    raise refused("zip_bomb", found=member.filename, limit=f"{MOST_TIMES} times its size")
                yield piece


def member_articles(
    file: BinaryIO, wanted: Wanted, *, within: Callable[[str], Reader | None], skip: Callable[[str], bool]
) -> Iterator[Article | Broken]:
    """Yield the documents of the members of the stretch, and the articles of archives among them.

    Args:
        file: The ZIP file.
        wanted: Which members.
        within: Gives what reads an archive by its name; None of a document.
        skip: Whether a name is of something that can be no document.
    """
    try:
        files, members = _listed(file)
    except RefusedError as error:
        yield Broken("0", error)
        return
    unpacker = _Unpacker(files, file.seek(0, 2))
    for member in members[wanted.stretch.start : wanted.stretch.end]:
        if member.is_dir() or _is_left_out(member.filename) or (skip(member.filename) and not within(member.filename)):
            continue
        try:
            yield from _member(unpacker, member, wanted, within(member.filename))
        except RefusedError as error:
            yield Broken(member.filename, error)


def cut_members(file: BinaryIO, size: int) -> Iterator[Stretch]:
    """Yield stretches of members, of `size` bytes unpacked (as the file says) and less than one member more."""
    try:
        members = _listed(file)[1]
    except RefusedError:
        yield Stretch()  # who reads it says why it cannot be read
        return
    start = held = 0
    for number, member in enumerate(members):
        held += member.file_size
        if held >= size or number == len(members) - 1:
            yield Stretch(start, number + 1)
            start, held = number + 1, 0


def office_file(file: BinaryIO) -> bool:
    """Return whether a ZIP file is a file of an office program, or another that is no archive of documents."""
    held = contents(file)
    file.seek(0)
    return held is not None


def _listed(file: BinaryIO) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """Return the open file and its members in the order of their names.

    Raises:
        RefusedError: `damaged`, `zip_bomb`.
    """
    with mended("its list of members"):
        files = zipfile.ZipFile(file)
    if len(files.filelist) > MOST_MEMBERS:
        raise refused("zip_bomb", found=f"{len(files.filelist):,} members", limit=f"{MOST_MEMBERS:,} members")
    return files, sorted(files.filelist, key=lambda member: member.filename)


def _member(
    unpacker: _Unpacker, member: zipfile.ZipInfo, wanted: Wanted, reader: Reader | None
) -> Iterator[Article | Broken]:
    name = member.filename
    if PurePosixPath(name).suffix.lower() == ".zip":
        raise refused("nested_archive", found=name)
    if reader is None:
        yield Article(place=name, raw=_whole(unpacker, member, wanted.max_bytes), name=name)
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as unpacked:
        for piece in unpacker.pieces(member):
            unpacked.write(piece)
        unpacked.seek(0)
        for one in reader(unpacked, msgspec.structs.replace(wanted, stretch=WHOLE)):  # type: ignore[arg-type]
            yield msgspec.structs.replace(one, place=f"{name}{INSIDE}{one.place}")


def _whole(unpacker: _Unpacker, member: zipfile.ZipInfo, most: int) -> bytes:
    held = bytearray()
    for piece in unpacker.pieces(member):
        held += piece
        if len(held) > most:
            raise too_large(most)
    return bytes(held)


def _is_left_out(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "~$")) or part in _LEFT_OUT for part in parts)


@contextmanager
def mended(name: str) -> Iterator[None]:
    """Turn what goes wrong with a ZIP file into a refusal."""
    try:
        yield
    except BROKEN as error:
        if "password" in str(error) or "encrypted" in str(error):
            raise refused("encrypted", found="a ZIP file") from error
        raise refused("damaged", found=f"a ZIP file of which {name} cannot be unpacked ({error})") from error
