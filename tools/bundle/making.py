"""Make the bundle of one platform.

In:  this tree, a platform, the Pythons to serve.
Out: a zip that is complete; or an error, and no zip.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.bundle.complete import lacking
from tools.bundle.dlls import homeless
from tools.bundle.fetching import build, fetch
from tools.bundle.notices import notices
from tools.bundle.packing import pack, sums
from tools.bundle.platforms import Platform, environment
from tools.bundle.wanted import Pin, line, pins, wanted
from tools.bundle.wheels import Wheel, opened

__all__ = ["ROOTS", "IncompleteError", "make"]

ROOT = Path(__file__).parents[2]
ROOTS = ("accord[postgres,bundle]",)
_GIVEN = Path(__file__).parent / "given"
_FOR_ONE = {"install.cmd": ("install.cmd", "accord.cmd"), "install.sh": ("install.sh", "accord")}
_FOR_ALL = ("install.py", "messages.json", "README.txt", "python-is-missing.txt")
_WINDOWS_READS = (".cmd", ".txt")


class IncompleteError(Exception):
    """A bundle would lack something; the message says what."""


def make(platform: Platform, pythons: Sequence[str], to: Path) -> Path:
    """Return the zip written into the folder `to`.

    Raises:
        FetchError: A wheel could not be had.
        IncompleteError: What was brought together lacks something.
    """
    locked = pins((ROOT / "requirements" / "bundle.lock").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        lying = Path(folder)
        for python in pythons:
            fetch(wanted(locked, environment(platform, python)), platform, python, lying)
        build(ROOT, lying)
        wheels = [opened(path) for path in sorted(lying.glob("*.whl"))]
        check(wheels, platform, pythons)
        (own,) = [wheel for wheel in wheels if wheel.name == "accord"]
        name = f"accord-{own.version}-{platform.id}"
        to.mkdir(parents=True, exist_ok=True)
        zipped = to / f"{name}.zip"
        pack(_files(wheels, own, locked, platform, pythons), name, zipped)
    return zipped


def check(wheels: Sequence[Wheel], platform: Platform, pythons: Sequence[str]) -> None:
    """Refuse wheels that lack something.

    Raises:
        IncompleteError: They do.
    """
    told = [one for python in pythons for one in lacking(wheels, ROOTS, platform, python)]
    told += homeless(wheels) if platform.marker["sys_platform"] == "win32" else []
    if told:
        raise IncompleteError("\n".join(told))


def _files(
    wheels: Sequence[Wheel], own: Wheel, locked: Sequence[Pin], platform: Platform, pythons: Sequence[str]
) -> dict[str, bytes | Path]:
    files: dict[str, bytes | Path] = {f"wheels/{wheel.path.name}": wheel.path for wheel in wheels}
    files |= {f"licences/{name}": text for name, text in notices(wheels).items()}
    files |= {f"examples/{path.relative_to(ROOT / 'examples').as_posix()}": path for path in _examples()}
    files |= {name: _given(name, platform) for name in (*_FOR_ALL, *_FOR_ONE[platform.installer])}
    files["LICENSE"] = ROOT / "LICENSE"
    files["requirements.txt"] = _requirements(wheels, own, locked).encode()
    files["bundle.json"] = _facts(wheels, own, platform, pythons).encode()
    return files | {"SHA256SUMS": sums(files).encode()}


def _examples() -> list[Path]:
    return sorted(path for path in (ROOT / "examples" / "news").rglob("*") if path.is_file())


def _given(name: str, platform: Platform) -> bytes:
    """Return a file as the platform's own programs read it: Windows wants its line ends, and a mark before UTF-8."""
    text = (_GIVEN / name).read_text("utf-8")
    if platform.marker["sys_platform"] != "win32" or not name.endswith(_WINDOWS_READS):
        return text.encode()
    mark = "\ufeff" if name.endswith(".txt") else ""
    return (mark + text).replace("\n", "\r\n").encode()


def _requirements(wheels: Sequence[Wheel], own: Wheel, locked: Sequence[Pin]) -> str:
    """Return the lock of what is here, so that pip takes nothing else."""
    here = {wheel.sha256 for wheel in wheels}
    lines = [line(pin, hashes=pin.hashes & here, marker=True) for pin in locked if pin.hashes & here]
    return "\n".join([*lines, f"accord=={own.version} --hash=sha256:{own.sha256}"]) + "\n"


def _facts(wheels: Sequence[Wheel], own: Wheel, platform: Platform, pythons: Sequence[str]) -> str:
    """Return what the installer checks before it begins."""
    return json.dumps(
        {
            "version": str(own.version),
            "platform": platform.id,
            "runs": platform.runs,
            "glibc": platform.glibc,
            "pythons": list(pythons),
            "longest": max(wheel.longest for wheel in wheels),
        },
        indent=1,
    )
