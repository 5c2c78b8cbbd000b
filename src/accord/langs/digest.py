"""Hold a pack's version to its words: `python -m accord.langs.digest` says where they changed and the version did not.

In:  the folders of the packs.
Out: sentences on packs whose words changed since their version was raised; with `--raise` the version is raised.

A register reads a text again only where the pack's version is new, so words that change under one version would leave
two kinds of reading under one name. The digest stands beside the version in `pack.toml`.
"""

import hashlib
import re
import sys
from pathlib import Path

__all__ = ["complaints", "digest", "raise_version"]

_FOLDER = Path(__file__).parent
_FILES = ("lexicon/*.tsv", "rules/*.toml", "**/*.py")
_VERSION = re.compile(r'^version = "(\d+)"$', re.MULTILINE)
_DIGEST = re.compile(r'^digest = "([0-9a-f]*)"', re.MULTILINE)


def digest(folder: Path) -> str:
    """Return 16 hexadecimal digits over the version, words, rules and functions of a pack; ends of lines do not count."""
    whole = hashlib.sha256(_found(_VERSION, folder).encode())
    for file in sorted(file for kind in _FILES for file in folder.glob(kind)):
        whole.update(b"\0" + file.relative_to(folder).as_posix().encode() + b"\0")
        whole.update("\n".join(file.read_text("utf-8").splitlines()).encode())
    return whole.hexdigest()[:16]


def complaints(folders: list[Path]) -> list[str]:
    """Return a sentence on each pack whose words changed under its version."""
    return [
        f"langs/{folder.name}: words, rules or functions changed, but not version {_found(_VERSION, folder)!r}; "
        "run: make pack"
        for folder in folders
        if _found(_DIGEST, folder) != digest(folder)
    ]


def raise_version(folder: Path) -> str:
    """Return the new version of a pack, now written with its digest; the old one where nothing changed."""
    if not complaints([folder]):
        return _found(_VERSION, folder)
    version = str(int(_found(_VERSION, folder)) + 1)
    _write(folder, _VERSION, f'version = "{version}"')
    _write(folder, _DIGEST, f'digest = "{digest(folder)}"')
    return version


def _found(what: re.Pattern[str], folder: Path) -> str:
    found = what.search((folder / "pack.toml").read_text("utf-8"))
    return found.group(1) if found else ""


def _write(folder: Path, what: re.Pattern[str], line: str) -> None:
    file = folder / "pack.toml"
    file.write_text(what.sub(line, file.read_text("utf-8"), count=1), "utf-8", newline="\n")


def _main(asked: list[str]) -> int:
    folders = sorted(file.parent for file in _FOLDER.glob("*/pack.toml"))
    if asked == ["--raise"]:
        print("\n".join(f"langs/{folder.name}: version {raise_version(folder)}" for folder in folders))
        return 0
    wrong = complaints(folders)
    print("\n".join(wrong), end="\n" if wrong else "")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
