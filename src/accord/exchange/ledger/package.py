"""Open a workbook file without believing what it says about itself.

In:  a path.
Out: its bytes' hash and an open openpyxl workbook that streams; or a `RefusedError` with advice.

An XLSX file is a ZIP file of XML: how much it unpacks to is summed and bounded before anything is unpacked, and a
document type (entities) is refused.
"""

import hashlib
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import Any

import msgspec

from accord.errors import NotFoundError, RefusedError
from accord.exchange.ledger.tables import refused

__all__ = ["MOST_PACKED", "MOST_UNPACKED", "Opened", "check_package", "open_package"]

MOST_PACKED = 64 * 1024**2  # bytes of the file; 20,000 rows of 15 columns take 2 MB
MOST_UNPACKED = 1024**3  # bytes of all parts; such a sheet takes 20 MB
MOST_TIMES = 400  # as large as packed: a sheet of many equal cells reaches 60, a bomb 1,000
_SMALL = 4 * 1024**2  # bytes up to which a part may be as well packed as it likes
_STRICT = b"purl.oclc.org/ooxml"  # ISO 29500 strict, whose names openpyxl does not know
_PROLOG = 64 * 1024
_ENDINGS, _SHOWN = (".xlsx", ".xlsm"), 4  # workbooks of a folder that are named
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    SyntaxError,
)
_OTHERS = (
    ("word/", "a text document (DOCX)"),
    ("ppt/", "a presentation (PPTX)"),
    ("content.xml", "an OpenDocument file (ODS)"),
)


class Opened(msgspec.Struct, frozen=True):
    """A workbook that is open: openpyxl's, the ZIP file it comes from, and the hash of the bytes."""

    workbook: Any
    files: Any
    raw: str

    def close(self) -> None:
        """Give the file back."""
        self.workbook.close()
        self.files.close()


def open_package(path: Path) -> Opened:
    """Return the open workbook.

    Raises:
        NotFoundError: There is no such file.
        RefusedError: `too_large`, `old_format`, `encrypted`, `binary_workbook`, `other_office`,
            `not_workbook`, `strict_format`, `damaged`, `hostile`.
    """
    check_package(path)
    try:
        files = zipfile.ZipFile(path)
        if _STRICT in files.read("xl/workbook.xml")[:_PROLOG]:
            raise refused("strict_format", path=path.name)
        raw = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        return Opened(_loaded(path), files, raw)
    except RefusedError:
        raise
    except (*_BROKEN, OSError) as error:
        raise refused("damaged", path=path.name, found=_about(error)) from error


def check_package(path: Path) -> None:
    """Refuse what is no workbook, or one that is not to be unpacked; strict ones pass.

    Raises:
        NotFoundError: There is no such file.
        RefusedError: As of `open_package`, but `strict_format`.
    """
    if path.is_dir():
        raise refused("folder", path=str(path), found=_workbooks(path))
    if not path.is_file():
        raise NotFoundError(f"there is no file {path}; a workbook (.xlsx) was expected. Check the spelling.")
    if path.stat().st_size > MOST_PACKED:
        raise refused("too_large", path=path.name, found=f"{path.stat().st_size:,} bytes", limit=f"{MOST_PACKED:,}")
    _look_at_head(path)
    try:
        with zipfile.ZipFile(path) as files:
            _look_at_parts(path, files)
    except RefusedError:
        raise
    except RuntimeError as error:  # a ZIP file with a password
        raise refused("encrypted", path=path.name) from error
    except (*_BROKEN, OSError) as error:
        raise refused("damaged", path=path.name, found=_about(error)) from error


def _workbooks(folder: Path) -> str:
    """Return which workbooks lie in a folder, by name; some of many."""
    names = sorted(
        one.name for one in folder.iterdir() if one.suffix.lower() in _ENDINGS and not one.name.startswith(("~$", "."))
    )
    told = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    return f"in it: {told}" if names else "no workbook lies in it"


def _loaded(path: Path) -> Any:  # noqa: ANN401 - openpyxl has no types
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that it leaves out; nothing is written back
        return load_workbook(path, read_only=True, data_only=True, keep_links=False)


def _look_at_head(path: Path) -> None:
    """Refuse what is no ZIP file, each kind with its own advice."""
    with path.open("rb") as file:
        head = file.read(8)
        if head.startswith(b"PK\x03\x04"):
            return
        rest = head + file.read()
    if head.startswith(_OLE):
        if _LOCKED in rest:
            raise refused("encrypted", path=path.name)
        ending = path.suffix.lower()
        raise refused("old_format", path=path.name, found=ending if ending in (".xls", ".et") else ".xls or .et")
    raise refused("not_workbook", path=path.name, found="empty" if not rest else "it is not an XLSX file inside")


def _look_at_parts(path: Path, files: zipfile.ZipFile) -> None:
    names = files.namelist()
    if "xl/workbook.bin" in names:
        raise refused("binary_workbook", path=path.name)
    if "xl/workbook.xml" not in names:
        other = next((what for part, what in _OTHERS if any(name.startswith(part) for name in names)), None)
        if other:
            raise refused("other_office", path=path.name, found=other)
        raise refused("not_workbook", path=path.name, found="a ZIP file without a workbook in it")
    if sum(part.file_size for part in files.infolist()) > MOST_UNPACKED:
        raise refused("too_large", path=path.name, found="too much packed into it", limit=f"{MOST_UNPACKED:,} bytes")
    for part in files.infolist():
        _look_at_part(path, files, part)


def _look_at_part(path: Path, files: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 1:
        raise refused("encrypted", path=path.name)
    if part.file_size > _SMALL and part.file_size > MOST_TIMES * max(part.compress_size, 1):
        found = f"a part that unpacks to {part.file_size // max(part.compress_size, 1):,} times its size"
        raise refused("too_large", path=path.name, found=found, limit=f"{MOST_TIMES} times")
    if part.filename.endswith((".xml", ".rels")):
        with files.open(part) as opened:
            if b"<!DOCTYPE" in opened.read(_PROLOG):
                raise refused("hostile", path=path.name, found="a document type with entities")


def _about(error: Exception) -> str:
    return (
        "it is cut short or was changed"
        if isinstance(error, zipfile.BadZipFile | zlib.error | EOFError)
        else str(error)
    )
