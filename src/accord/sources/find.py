"""Find and read documents: files, folders with all that is in them, addresses, and standard input.

In:  paths as a person gives them.
Out: `Found` or `Refusal` for each, in a stable order; one that fails never stops the rest.

Order: paths as given; within a folder by relative path with forward slashes, character by character, on every system.
Left out: hidden files and folders, and files that can be no document (`skip` in `data/suffixes.tsv`; `left_out`). Formats
that may hold a document but are not read (DOC, some archives) are refused, so that nobody takes them for read. Archives of
articles (`archives/`) are read as they come, whatever their size; tables among them only where they are named.
"""

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import BinaryIO

import msgspec

from accord.errors import RefusedError
from accord.model import Found, Refusal, bytes_hash
from accord.model.document import STANDARD_INPUT
from accord.sources.addresses import Fetched, is_address, place_of
from accord.sources.archives import Article, Broken, Wanted, archive_named, archive_of, document, place_in
from accord.sources.given import NOTHING, Given
from accord.sources.kinds import MAIL, endings, kind_by_name
from accord.sources.read import INSIDE, read_each
from accord.sources.refusals import refusal, refused, refused_by_system, too_large
from accord.sources.tables import column

__all__ = ["MAX_BYTES", "STANDARD_INPUT", "Fetcher", "Outside", "count", "files_in", "find", "left_out"]

MAX_BYTES = 20 * 1024 * 1024  # a news page has 100 KB, a long report 2 MB

Fetcher = Callable[[str], Fetched]

_JUNCTION = 0xA0000003  # Windows: IO_REPARSE_TAG_MOUNT_POINT, a link to a folder that does not call itself a link


class Outside(msgspec.Struct, frozen=True):
    """What documents come through besides files, and how large they may be.

    Attributes:
        stdin: What `-` reads.
        fetch: Fetches an address; None where nothing may be fetched.
        retrieved: The time now, RFC 3339, kept beside what is fetched.
        max_bytes: Most bytes that are read of one document.
    """

    stdin: BinaryIO | None = None
    fetch: Fetcher | None = None
    retrieved: str | None = None
    max_bytes: int = MAX_BYTES


class _Place(msgspec.Struct, frozen=True):
    """A path to read, and the source that it is known by; which part of a mail or an archive, or all; why it cannot be read.

    `met`: it was met in a folder, not named.
    """

    path: str
    source: str
    error: RefusedError | None = None
    part: str = ""
    met: bool = False


def find(
    paths: Iterable[str],
    *,
    outside: Outside | None = None,
    latest: date | None = None,
    given: Given = NOTHING,
) -> Iterator[Found | Refusal]:
    """Yield every document at the paths, read or refused.

    Args:
        paths: Files, folders, addresses, parts of mails and archives (`mail.eml!report.pdf`, `news.jsonl!7`), or `-` for standard
            input.
        outside: What `-` reads, what fetches addresses, and how large a document may be.
        latest: Last day on which anything can have been published; a later date is passed over with a warning.
        given: What a person says of the documents.
    """
    outside = outside or Outside()
    for place in _places(paths, given):
        if _is_archive(place):
            yield from _archived(place, outside, latest=latest, given=given)
            continue
        try:
            came = _came(place, outside)
        except RefusedError as error:
            yield refusal(place.source, error)
            continue
        read = read_each(came.raw, source=place.source, media=came.media, latest=latest, given=given)
        wanted = _part(read, place) if place.part else read
        yield from (_fetched(one, came, outside) if came.address else one for one in wanted)


def _is_archive(place: _Place) -> bool:
    """Return whether an archive of articles is there; what cannot even be opened is told by who reads it."""
    if place.error or archive_named(place.path, met=place.met) is None or is_address(place.path):
        return False
    try:
        with open(place.path, "rb") as file:
            return archive_of(place.path, file, met=place.met) is not None
    except (OSError, ValueError):
        return False


def _archived(place: _Place, outside: Outside, *, latest: date | None, given: Given) -> Iterator[Found | Refusal]:
    """Yield the articles of an archive, or the one that is meant."""
    wanted = Wanted(dict(given.columns), outside.max_bytes)
    there = False
    try:
        with open(place.path, "rb") as file:
            archive = archive_of(place.path, file, met=place.met)
            for one in archive.articles(file, wanted) if archive else ():
                if place.part in ("", one.place):
                    there = True
                    yield _article(one, place.source, latest=latest, given=given)
    except OSError as error:
        yield refusal(place.source, refused_by_system(error))
    if place.part and not there:
        yield refusal(place.source + INSIDE + place.part, refused("not_found"))


def _article(one: Article | Broken, source: str, *, latest: date | None, given: Given) -> Found | Refusal:
    if isinstance(one, Broken):
        return refusal(place_in(source, one.place), one.error)
    try:
        return document(one, source=source, latest=latest, given=given)
    except RefusedError as error:
        return refusal(place_in(source, one.place), error, raw=bytes_hash(one.raw))


def _part(read: Iterable[Found | Refusal], place: _Place) -> Iterator[Found | Refusal]:
    """Yield the part of a mail that is meant, or that there is none of that name."""
    source = place.source + INSIDE + place.part
    found = [one for one in read if (one.appearance.source if isinstance(one, Found) else one.source) == source]
    yield from found or [refusal(source, refused("not_found"))]


def _fetched(one: Found | Refusal, came: Fetched, outside: Outside) -> Found | Refusal:
    """Return what was fetched with when that was, and a word where it came from another host in the end."""
    if isinstance(one, Refusal):
        return one
    asked, ended = (place_of(address).host.removeprefix("www.") for address in (one.appearance.source, came.address))
    warnings = one.warnings if asked == ended else (*one.warnings, f"it was found at {came.address}")
    appearance = msgspec.structs.replace(one.appearance, retrieved=outside.retrieved)
    return msgspec.structs.replace(one, appearance=appearance, warnings=warnings)


def count(paths: Iterable[str]) -> int:
    """Return how many documents `find` will yield; nothing is read."""
    return sum(1 for _ in _places(paths))


def files_in(folder: str) -> Iterator[str]:
    """Yield the paths of the files of a folder that `find` would read or refuse, in its order; nothing is read."""
    yield from (place.path for place in _walk(folder) if place.path != folder)


def left_out(paths: Iterable[str]) -> dict[str, int]:
    """Return how many files of the folders are left out because they can be no document, by the end of their names."""
    found: Counter[str] = Counter()
    for path in paths:
        for _, folders, files in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found.update(
                PurePath(name).suffix.lower() for name in files if kind_by_name(name) == "skip" and name[0] != "."
            )
    return dict(sorted(found.items()))


def _came(place: _Place, outside: Outside) -> Fetched:
    """Return the bytes at a place, never more than may be read; with a media type and an address if it was fetched.

    Raises:
        RefusedError: They cannot be had.
    """
    if place.error:
        raise place.error
    if is_address(place.path):
        if outside.fetch is None:
            raise refused("bad_address", found="an address, where only files are read")
        return outside.fetch(place.path)
    try:
        if place.path == STANDARD_INPUT:
            raw = _from(outside)
        else:
            if os.stat(place.path).st_size > outside.max_bytes:
                raise too_large(outside.max_bytes)
            with open(place.path, "rb") as file:
                raw = file.read(outside.max_bytes + 1)
    except (OSError, ValueError) as error:
        raise refused_by_system(error) from error
    if len(raw) > outside.max_bytes:
        raise too_large(outside.max_bytes)
    return Fetched(raw, None, "")


def _from(outside: Outside) -> bytes:
    if outside.stdin is None:
        raise refused("no_input")
    return outside.stdin.read(outside.max_bytes + 1)


def _places(paths: Iterable[str], given: Given = NOTHING) -> Iterator[_Place]:
    for path in paths:
        if path == STANDARD_INPUT or is_address(path):
            outer, part = _parted(path)
            yield _Place(outer, (path == STANDARD_INPUT and given.source) or outer, part=part)
            continue
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            outer, part = _parted(path)
            yield _Place(outer, _source(outer), None if part else refused_by_system(error), part)
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path)
        else:
            yield _Place(path, _source(path), None if stat.S_ISREG(mode) else refused("not_a_file"))


def _parted(path: str) -> tuple[str, str]:
    """Return a mail or an archive and which part of it is meant; the path itself where none is."""
    at = _whole_with_part().search(path)
    return (path[: at.end() - len(INSIDE)], path[at.end() :]) if at else (path, "")


@cache
def _whole_with_part() -> re.Pattern[str]:
    wholes = "|".join(re.escape(ending) for ending in (*endings(MAIL.name), *column("archives", "suffix")))
    return re.compile(f"(?:{wholes}){re.escape(INSIDE)}", re.IGNORECASE)


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
    return _Place(path, source, None if stat.S_ISREG(mode) else refused("not_a_file"), met=True)


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
