"""Find libraries that modules of Windows wheels need and that no plain Windows has.

In:  wheels.
Out: sentences about libraries that neither a wheel, nor Python, nor Windows brings.

Metadata does not speak of them: a module that needs `msvcp140.dll` installs everywhere, and fails on an office's machine.
On Linux the manylinux tag promises the same.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pefile
from tools.bundle.wheels import Wheel

__all__ = ["homeless"]

_WINDOWS = Path(__file__).with_name("windows_libraries.txt")
_PYTHON = re.compile(r"python3\d*|vcruntime140(_1)?")  # the installer of Python puts these beside python.exe
_SETS = re.compile(r"(api|ext)-ms-win-.*")
_IMPORTS = [pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]]


def homeless(wheels: Iterable[Wheel]) -> list[str]:
    """Return which library is needed and brought by nobody, with one module that needs it."""
    windows = {one for one in _WINDOWS.read_text("utf-8").splitlines() if not one.startswith("#")}
    needed: dict[str, str] = {}
    brought: set[str] = set()
    for wheel in wheels:
        for name, content in _modules(wheel):
            brought.add(_plain(name.rpartition("/")[2]))
            for library in _asks(content):
                needed.setdefault(_plain(library), f"{wheel.path.name}: {name}")
    return sorted(
        f"no wheel brings {library}.dll, and {who} needs it"
        for library, who in needed.items()
        if library not in brought
        and library not in windows
        and not (_PYTHON.fullmatch(library) or _SETS.match(library))
    )


def _modules(wheel: Wheel) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel.path) as packed:
        for name in packed.namelist():
            if name.lower().endswith((".pyd", ".dll")):
                yield name, packed.read(name)


def _asks(content: bytes) -> Iterator[str]:
    read = pefile.PE(data=content, fast_load=True)
    read.parse_data_directories(directories=_IMPORTS)
    for entry in getattr(read, "DIRECTORY_ENTRY_IMPORT", []):
        yield entry.dll.decode("ascii")


def _plain(name: str) -> str:
    return name.lower().removesuffix(".dll")
