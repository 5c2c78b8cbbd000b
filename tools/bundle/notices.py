"""The licences of what a bundle brings along.

In:  wheels.
Out: files for the folder `licences/`: a list of all, and the texts as they stand in the wheels.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator

from tools.bundle.wheels import Wheel

__all__ = ["notices"]

_TEXT = re.compile(r"(?i)(?:.*/)?(licen[cs]es?|copying|notice|authors|third.?party)[^/]*(/.*)?$")
_HEAD = "What this bundle brings along, and under which licence; the texts lie beside this list.\n本安装包所含软件及其许可证；许可证全文见本文件夹。\n\n"


def notices(wheels: Iterable[Wheel]) -> dict[str, bytes]:
    """Return every file by its path below `licences/`."""
    files: dict[str, bytes] = {}
    lines: dict[str, str] = {}
    for wheel in sorted(wheels, key=lambda one: (one.name, one.path.name)):
        called = f"{wheel.name}-{wheel.version}"
        texts = {f"{called}/{name}": text for name, text in _texts(wheel)}
        files |= texts
        where = "" if texts else "  (the wheel holds no text of it)"
        lines.setdefault(called, f"{called}: {_licence(wheel)}{where}")
    listed = _HEAD + "\n".join(lines.values()) + "\n"
    return files | {"LICENCES.txt": listed.encode()}


def _texts(wheel: Wheel) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel.path) as packed:
        for name in packed.namelist():
            folder, _, file = name.partition("/")
            if not name.endswith((".py", "/")) and _TEXT.match(file):
                yield (
                    (file if folder.endswith(".dist-info") else f"{folder}-{file}").replace("/", "-"),
                    packed.read(name),
                )


def _licence(wheel: Wheel) -> str:
    told = wheel.metadata
    stated = told.get("License-Expression") or next(iter((told.get("License") or "").splitlines()), "")
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    return stated[:80] or "; ".join(classified) or "see its text"
