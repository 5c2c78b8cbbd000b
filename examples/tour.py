"""Take the tour of README.md as a new user would, and write down what the commands print.

In:  README.md, whose `console` blocks hold lines `$ accord ...`.
Out: the same with every command's output under it. `python examples/tour.py` writes it; a test holds that it is current.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
WIDTH = "100"  # columns of the terminal that the tour is printed for
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def toured(readme: str) -> str:
    """Return the README with the outputs that its commands print now, taken in order in one fresh folder."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples" / "news", Path(folder) / "examples" / "news")
        return _BLOCK.sub(lambda block: f"```console\n{_run(block[1], folder)}```", readme)


def _run(block: str, folder: str) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{command}\n{_printed(command[2:], folder)}" for command in commands)


def _printed(command: str, folder: str) -> str:
    program, *words = shlex.split(command)
    environment = {**os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1"}
    environment.pop("ACCORD_REGISTER", None)
    done = subprocess.run(
        [str(Path(sys.executable).with_name(program)), *words],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    kept = [line.rstrip() for line in done.stdout.splitlines() if not line.startswith("reading: ")]
    return "\n".join(kept).strip("\n") + "\n"


if __name__ == "__main__":
    README.write_text(toured(README.read_text("utf-8")), "utf-8")
