"""Small wheels that say just what a test needs."""

import zipfile
from pathlib import Path

from tools.bundle.wheels import Wheel, opened

__all__ = ["a_wheel"]


def a_wheel(
    folder: Path,
    name: str,
    version: str = "1.0",
    *,
    tag: str = "py3-none-any",
    requires: tuple[str, ...] = (),
    headers: tuple[str, ...] = (),
    files: dict[str, bytes] | None = None,
) -> Wheel:
    stem = f"{name.replace('-', '_')}-{version}"
    lines = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}"]
    lines += [*headers, *(f"Requires-Dist: {one}" for one in requires)]
    path = folder / f"{stem}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(f"{stem}.dist-info/METADATA", "\n".join(lines) + "\n\nWhat it is.\n")
        for file, content in (files or {}).items():
            packed.writestr(file, content)
    return opened(path)
