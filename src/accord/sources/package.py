"""Open an Office file, which is a ZIP file of parts, without believing a word of what it says about itself.

In:  bytes.
Out: `Package`, whose parts are read in pieces, counted as they come; or a `RefusedError`.

No part is fetched that stands outside of the file: relationships to other places are not followed.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO
from xml.etree import ElementTree

from accord.sources.refusals import refused

__all__ = ["BROKEN", "MOST_TIMES", "Package", "Target", "contents", "open_package"]

MOST_ENTRIES = 5_000  # a report with a picture a page has 500
MOST_BYTES = 64 * 1024 * 1024  # of one part, unpacked; a contract of 1,000 pages has 20 MB
MOST_TIMES = 250  # as large as packed: Word's own parts reach 30, a bomb 1,000
_SMALL = 1024 * 1024  # bytes up to which a part may be as well packed as it likes
_PIECE = 64 * 1024
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
)
_OPENS = (("word/", "docx"), ("xl/", "a workbook (XLSX)"), ("ppt/", "slides (PPTX)"), ("META-INF/", "an archive"))


class Target:
    """What hears the elements of a part; Office parts have no document type, so nothing can be expanded or fetched."""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Hear that an element begins."""

    def data(self, data: str) -> None:
        """Hear words."""

    def end(self, tag: str) -> None:
        """Hear that an element ends."""

    def close(self) -> None:
        """Hear that the part ends."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Refuse it.

        Raises:
            RefusedError: Always.
        """
        raise refused("hostile", found="a document type with entities, which no Office program writes")


class Package:
    """An open Office file."""

    def __init__(self, files: zipfile.ZipFile) -> None:
        """Keep the open ZIP file."""
        self._files = files
        self.names = frozenset(files.namelist())

    def parse(self, name: str, target: Target) -> None:
        """Let a target hear the elements of a part; nothing where there is no such part.

        Raises:
            RefusedError: `bomb`, `damaged`, `hostile`.
        """
        if name not in self.names:
            return
        parser = ElementTree.XMLParser(target=target)
        try:
            for piece in self._pieces(name):
                parser.feed(piece)
            parser.close()
        except ElementTree.ParseError as error:
            raise refused("damaged", found=f"an Office file whose part {name} is no XML") from error

    def _pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part; how long it says it is counts for nothing."""
        packed, so_far = max(self._files.getinfo(name).compress_size, 1), 0
        with _mended(name), self._files.open(name) as part:
            while piece := part.read(_PIECE):
                so_far += len(piece)
                if so_far > MOST_BYTES or (so_far > _SMALL and so_far > MOST_TIMES * packed):
                    raise refused("bomb", found=name, limit=f"{MOST_BYTES // 1024**2} MB or {MOST_TIMES} times")
                yield piece


def open_package(raw: bytes) -> Package:
    """Return an open Office file.

    Raises:
        RefusedError: `damaged`, `bomb`.
    """
    with _mended("its list of parts"):
        files = zipfile.ZipFile(BytesIO(raw))
    if len(files.filelist) > MOST_ENTRIES:
        raise refused("bomb", found=f"{len(files.filelist):,} parts", limit=f"{MOST_ENTRIES:,} parts")
    return Package(files)


def contents(raw: bytes | BinaryIO) -> str | None:
    """Return what a ZIP file holds, by the names of its parts: `docx`, or another thing in words; None: nothing known."""
    try:
        with zipfile.ZipFile(BytesIO(raw) if isinstance(raw, bytes) else raw) as files:
            names = files.namelist()[:MOST_ENTRIES]
    except BROKEN:
        return None
    return next((what for folder, what in _OPENS if any(name.startswith(folder) for name in names)), None)


@contextmanager
def _mended(name: str) -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        if "password" in str(error):
            raise refused("encrypted", found="an Office file") from error
        raise refused("damaged", found=f"an Office file of which {name} cannot be unpacked") from error
