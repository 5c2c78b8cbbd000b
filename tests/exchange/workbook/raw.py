"""Put parts into a workbook file that openpyxl cannot write, as spreadsheet programs write them."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["MAIN", "RELATIONS", "STRICT", "a_picture", "members", "packed", "put"]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WHEN = (2024, 3, 5, 9, 30, 0)

Change = Callable[[str], str]


def members(path: Path) -> dict[str, bytes]:
    """Return the parts of a file, in order."""
    with zipfile.ZipFile(path) as files:
        return {name: files.read(name) for name in files.namelist()}


def put(path: Path, add: Mapping[str, bytes | str], change: Mapping[str, Change]) -> Path:
    """Write a file again with further parts, and with the text of some parts changed."""
    parts: dict[str, bytes] = members(path)
    for name, changed in change.items():
        parts[name] = changed(parts[name].decode()).encode()
    parts |= {name: part.encode() if isinstance(part, str) else part for name, part in add.items()}
    return packed(path, parts)


def packed(path: Path, parts: Mapping[str, bytes]) -> Path:
    """Write parts as a ZIP file whose members differ in how they are kept: deflated, stored, with an extra field."""
    with zipfile.ZipFile(path, "w") as files:
        files.comment = b"kept by an office"
        for at, (name, part) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = zipfile.ZIP_STORED if at % 5 == 4 else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            if at % 3 == 1:
                info.extra = struct.pack("<HHBI", 0x5455, 5, 1, 1_709_631_000)  # extended timestamp
            files.writestr(info, part)
    return path


def a_picture() -> bytes:
    """Return a PNG of four points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\x00" + b"\x20\x60\xc0" * 2 for _ in range(2)))
    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
