"""Put the files of a bundle into one zip.

In:  files by path.
Out: a zip whose bytes depend on nothing else, with the sums of all files inside.
"""

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

__all__ = ["pack", "sums"]

_DAY = (2020, 1, 1, 0, 0, 0)
_PACKED = (".whl", ".png")  # small already
_STARTED = ("accord", "install.sh")


def sums(files: Mapping[str, bytes | Path]) -> str:
    """Return a line for each file, as `sha256sum --check` reads them."""
    return "".join(
        f"{hashlib.sha256(_bytes(content)).hexdigest()}  {name}\n" for name, content in sorted(files.items())
    )


def pack(files: Mapping[str, bytes | Path], top: str, to: Path) -> None:
    """Write the zip.

    Args:
        files: Content, or where it lies, by path below `top`.
        top: The folder that everything lies in.
        to: The zip, which is replaced once the new one is whole.
    """
    unfinished = to.with_name(f"{to.name}.partial")
    try:
        _write(files, top, unfinished)
        unfinished.replace(to)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(files: Mapping[str, bytes | Path], top: str, to: Path) -> None:
    with zipfile.ZipFile(to, "w") as zipped:
        for name, content in sorted(files.items()):
            told = zipfile.ZipInfo(f"{top}/{name}", _DAY)
            told.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            told.create_system = 3  # Unix, so that the modes count
            told.external_attr = (0o100755 if name in _STARTED else 0o100644) << 16
            zipped.writestr(told, _bytes(content))


def _bytes(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()
