"""Find and read documents: files, folders with all that is in them, and standard input.

In:  paths as a person gives them.
Out: `Found` or `Refusal` for each, in a stable order; one that fails never stops the rest.

Order: paths as given; within a folder by relative path with forward slashes, character by character, on every system.
Left out silently: hidden files and folders, and files that can be no document (`skip` in `data/suffixes.tsv`). Formats
that may hold a document but are not read (PDF, DOCX, archives) are refused, so that nobody takes them for read.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath
from typing import BinaryIO

import msgspec

from accord.errors import RefusedError
from accord.model import Found, Refusal, bytes_hash
from accord.sources.kinds import kind_by_name
from accord.sources.read import read_bytes
from accord.sources.refusals import refusal, refused, refused_by_system

__all__ = ["MAX_BYTES", "STANDARD_INPUT", "count", "find"]

MAX_BYTES = 20 * 1024 * 1024  # a news page has 100 KB, a long report 2 MB
STANDARD_INPUT = "-"

_JUNCTION = 0xA0000003  # Windows: IO_REPARSE_TAG_MOUNT_POINT, a link to a folder that does not call itself a link


class _Place(msgspec.Struct, frozen=True):
    """A path to read, and the source that it is known by; or why it cannot be read."""

    path: str
    source: str
    error: RefusedError | None = None


def find(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    max_bytes: int = MAX_BYTES,
    latest: date | None = None,
) -> Iterator[Found | Refusal]:
    """Yield every document at the paths, read or refused.

    Args:
        paths: Files, folders, or `-` for standard input.
        stdin: What `-` reads.
        max_bytes: Most bytes that are read of one document.
        latest: Last day on which anything can have been published; a later date is passed over with a warning.
    """
    for place in _places(paths):
        raw: bytes | None = None
        try:
            raw = _bytes(place, stdin, max_bytes)
            yield read_bytes(raw, source=place.source, latest=latest)
        except RefusedError as error:
            yield refusal(place.source, error, raw=None if raw is None else bytes_hash(raw))


def count(paths: Iterable[str]) -> int:
    """Return how many documents `find` will yield; nothing is read."""
    return sum(1 for _ in _places(paths))


def _bytes(place: _Place, stdin: BinaryIO | None, max_bytes: int) -> bytes:
    """Return the bytes at a place, never more than `max_bytes`.

    Raises:
        RefusedError: They cannot be had.
    """
    if place.error:
        raise place.error
    try:
        if place.source == STANDARD_INPUT:
            raw = _from(stdin, max_bytes)
        else:
            if os.stat(place.path).st_size > max_bytes:
                raise _too_large(max_bytes)
            with open(place.path, "rb") as file:
                raw = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise refused_by_system(error) from error
    if len(raw) > max_bytes:
        raise _too_large(max_bytes)
    return raw


def _from(stdin: BinaryIO | None, max_bytes: int) -> bytes:
    if stdin is None:
        raise refused("no_input")
    return stdin.read(max_bytes + 1)


def _too_large(max_bytes: int) -> RefusedError:
    return refused(
        "too_large", limit=f"{max_bytes / 1024 / 1024:.0f} MB" if max_bytes >= 1024**2 else f"{max_bytes} bytes"
    )


def _places(paths: Iterable[str]) -> Iterator[_Place]:
    for path in paths:
        if path == STANDARD_INPUT:
            yield _Place(path, path)
            continue
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            yield _Place(path, _source(path), refused_by_system(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path)
        else:
            yield _Place(path, _source(path), None if stat.S_ISREG(mode) else refused("not_a_file"))


def _walk(root: str) -> Iterator[_Place]:
    """Yield the files under a folder, depth first; the list of folders to come is kept, so depth is not bounded by calls."""
    waiting: list[tuple[str, bool]] = [(root, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield _place_of_file(path)
            continue
        try:
            with os.scandir(path) as entries:
                inside = [(entry.path, _is_folder(entry)) for entry in entries if not _is_left_out(entry)]
        except OSError as error:
            yield _Place(path, _source(path), refused_by_system(error))
            continue
        # "/" after a folder's name sorts its contents where their whole relative paths would stand
        inside.sort(key=lambda entry: os.path.basename(entry[0]) + "/" * entry[1], reverse=True)
        waiting += inside


def _place_of_file(path: str) -> _Place:
    source = _source(path)
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        return _Place(path, source, refused_by_system(error))
    if stat.S_ISDIR(mode):  # a link to a folder: links in folders are followed to files only
        return _Place(path, source, refused("linked_folder"))
    return _Place(path, source, None if stat.S_ISREG(mode) else refused("not_a_file"))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a folder of its own, not a link to one."""
    try:
        tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
        return entry.is_dir(follow_symlinks=False) and tag != _JUNCTION
    except OSError:
        return False


def _is_left_out(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith((".", "~$")) or entry.name in {"Thumbs.db", "desktop.ini", "__MACOSX"}:
        return True
    return kind_by_name(entry.name) == "skip" and not entry.is_dir()


def _source(path: str) -> str:
    """Return the name that a path is known by: with forward slashes, and in characters that can be written down."""
    return PurePath(path).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
