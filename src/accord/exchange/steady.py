"""Packages of office files whose bytes depend on what they say alone, not on when they were written.

In:  a package (DOCX, XLSX: a zip) as a library writes it; a day.
Out: the same parts in the same order, every time in it that day.
"""

import io
import re
import zipfile
from typing import BinaryIO

__all__ = ["steady"]

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can tell (APPNOTE.TXT 4.4.6)
_CORE = "docProps/core.xml"
_TIME = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</)")


def steady(package: bytes, day: str, to: BinaryIO) -> None:
    """Write the package with `day` (YYYY-MM-DD) as the time at which it was made."""
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == _CORE:
                data = _TIME.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode() + rb"\g<3>", data)
            made = zipfile.ZipInfo(part.filename, _EARLIEST)
            made.compress_type, made.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(made, data)
