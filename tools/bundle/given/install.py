"""Install accord from this folder, without internet: `sh install.sh` and `install.cmd` find a Python and start this.

In:  the files beside this one; the Python that runs it, which may be too old for them, and is told so.
Out: the folder `program/` beside it; exit code 0 installed, 1 failed, 3 this machine or its Python does not fit.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TextIO

HERE = Path(__file__).resolve().parent
PROGRAM = HERE / "program"
WINDOWS = os.name == "nt"
LONGEST_PATH = 259  # characters of a path on a Windows as it comes
DLLS = "import os, sys; os.add_dll_directory(sys.prefix)\n"  # where the wheel of Microsoft's runtime puts it


class UnfitError(Exception):
    """This machine does not fit; nothing was written."""


class FailedError(Exception):
    """It could not be installed."""


def main() -> int:
    """Return the exit code."""
    facts = json.loads((HERE / "bundle.json").read_text("utf-8"))
    try:
        check_machine(facts)
        if "--fits" not in sys.argv:
            install(facts)
    except UnfitError as error:
        say(error, to=sys.stderr)
        return 3
    except FailedError as error:
        say(error, to=sys.stderr)
        return 1
    return 0


def install(facts: dict) -> None:
    """Check, install, try."""
    say(told("checking"))
    check_files()
    make_environment()
    fill_environment()
    say(told("trying"))
    try_it()
    launcher = "accord.cmd" if WINDOWS else "./accord"
    say(told("done", version=facts["version"], launcher=launcher))


def check_machine(facts: dict) -> None:
    """Refuse a Python or a system that the wheels are not for."""
    found = ".".join(str(part) for part in sys.version_info[:2])
    if found not in facts["pythons"] or platform.python_implementation() != "CPython":
        pythons = ", ".join(sorted(facts["pythons"], key=lambda one: int(one.split(".")[1])))
        raise UnfitError(told("python", pythons=pythons, found=found, path=sys.executable))
    if sysconfig.get_platform() != facts["runs"]:
        raise UnfitError(told("platform", wanted=facts["runs"], found=sysconfig.get_platform()))
    kind, version = platform.libc_ver()
    wanted = facts["glibc"]
    if wanted and (kind != "glibc" or [int(part) for part in version.split(".")[:2]] < wanted):
        raise UnfitError(
            told("glibc", wanted=".".join(map(str, wanted)), found=(kind + " " + version).strip() or "another")
        )
    most = LONGEST_PATH - facts["longest"] - len("\\program\\Lib\\site-packages\\")
    if WINDOWS and len(str(HERE)) > most:
        raise UnfitError(told("long", found=len(str(HERE)), most=most))


def check_files() -> None:
    """Refuse a folder in which something is missing or not as it was made."""
    wrong = []
    for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        path = HERE / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            wrong.append(name)
    if wrong:
        raise FailedError(told("damaged", files=", ".join(wrong[:5]) + (" ..." if wrong[5:] else "")))


def make_environment() -> None:
    """Make `program/` anew; without Python's own pip, which some systems leave out."""
    try:
        import venv

        venv.create(PROGRAM, clear=True, with_pip=False)
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        raise FailedError(told("venv", error=error)) from error


def fill_environment() -> None:
    """Install what `requirements.txt` lists, from `wheels/` only, each file checked against its hash."""
    (pip,) = (HERE / "wheels").glob("pip-*.whl")
    count = len((HERE / "requirements.txt").read_text("utf-8").splitlines())
    say(told("installing", count=count, path=PROGRAM))
    what = ["--require-hashes", "--requirement", HERE / "requirements.txt"]
    where = ["--no-index", "--find-links", HERE / "wheels"]
    quiet = ["--quiet", "--no-cache-dir", "--disable-pip-version-check", "--no-warn-script-location"]
    run("pip", python(), pip / "pip", "--isolated", "install", *where, *quiet, *what)
    if WINDOWS:
        (PROGRAM / "Lib" / "site-packages" / "accord-dlls.pth").write_text(DLLS, "utf-8")


def try_it() -> None:
    """Read an example in each language, which loads everything that reading needs."""
    for language in ("en", "zh"):
        example = sorted((HERE / "examples" / "news" / language).iterdir())[0]
        run("broken", python(), "-X", "utf8", "-m", "accord", "read", example, "--format", "jsonl")


def python() -> Path:
    """Return the installed Python."""
    return PROGRAM / "Scripts" / "python.exe" if WINDOWS else PROGRAM / "bin" / "python"


def run(what: str, *command: str | Path) -> None:
    """Run a command that nothing of this machine's settings for pip or Python reaches."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    clean["PIP_CONFIG_FILE"] = os.devnull
    words = [str(word) for word in command]
    done = subprocess.run(
        words, env=clean, cwd=str(HERE), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        raise FailedError(told(what, error=done.stdout.decode("utf-8", "replace")[-3000:]))


def told(what: str, **values: object) -> str:
    """Return a message in both languages."""
    return "\n".join(one % values for one in json.loads((HERE / "messages.json").read_text("utf-8"))[what])


def say(message: object, to: TextIO = sys.stdout) -> None:
    """Print, whatever the console can show."""
    plain = (str(message) + "\n").encode(to.encoding or "utf-8", "replace")
    to.buffer.write(plain)
    to.flush()


if __name__ == "__main__":
    sys.exit(main())
