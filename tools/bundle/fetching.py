"""Bring the wheels of a bundle together: those of the lock by pip, the program's own built from this tree.

In:  pins, where they are to run; the root of this tree.
Out: wheel files in a folder.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.bundle.platforms import Platform, platform_names
from tools.bundle.wanted import Pin, line

__all__ = ["FetchError", "build", "fetch"]

_OF_THE_PROGRAM = ("pyproject.toml", "README.md", "LICENSE")


class FetchError(Exception):
    """A wheel could not be had; the message is what pip or the builder said."""


def fetch(needed: Sequence[Pin], platform: Platform, python: str, to: Path) -> None:
    """Put the wheel of every pin into a folder, each checked against the lock's hashes.

    Raises:
        FetchError: There is no wheel of a pin for this platform and Python, or a file is not what the lock says.
    """
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder, "asked.txt")
        asked.write_text("\n".join(line(pin, hashes=pin.hashes, marker=False) for pin in needed), "utf-8")
        what = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--dest", str(to), "--requirement", str(asked)]
        where = ["--implementation", "cp", "--python-version", python]
        for name in platform_names(platform):
            where += ["--platform", name]
        _run([sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", *where, *what])


def build(root: Path, to: Path) -> None:
    """Put the wheel of this tree into a folder; built from a copy, so that nothing left of an older build gets in.

    Raises:
        FetchError: It could not be built.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "accord")
        shutil.copytree(root / "src", copy / "src", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
        for name in _OF_THE_PROGRAM:
            shutil.copy(root / name, copy / name)
        _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(to), str(copy)])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = [one for one in done.stderr.splitlines() + done.stdout.splitlines() if "ERROR" in one or "rror:" in one]
        raise FetchError("\n".join(last) or done.stderr[-2000:])
