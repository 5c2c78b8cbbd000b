"""The three times three commands of the README, as they stand there, on the examples and a server of our own."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import server

ROOT = Path(__file__).parents[2]
PROGRAM = str(Path(sys.executable).with_name("accord"))
OFFICE = "postgresql://ana@server/office"


def commands(readme: str, heading: str) -> list[str]:
    """Return the commands of a section."""
    (section,) = re.findall(
        rf"^## {heading}\n(.*?)^(?:## |命令行)", (ROOT / readme).read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    return [line.strip() for line in section.splitlines() if line.startswith("    accord ")]


NINE = commands("README.md", "From one PC to a team to a cluster")


def test_there_are_three_commands_each_and_the_same_in_both_languages() -> None:
    assert len(NINE) == 9
    assert commands("README.zh-CN.md", "从一台电脑，到一个团队，到一个集群") == NINE


@pytest.mark.slow
def test_the_commands_of_the_readme_lead_from_one_pc_to_a_team_to_a_cluster_and_back(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="comes with the extra cluster")
    shutil.copytree(ROOT / "examples" / "news", tmp_path / "news")
    (tmp_path / "shared" / "archives").mkdir(parents=True)
    articles = sorted((ROOT / "examples" / "chain").rglob("*.txt"))
    lines = [json.dumps({"url": one.name, "text": one.read_text("utf-8")}) for one in articles]
    (tmp_path / "shared" / "archives" / "old.jsonl").write_text("\n".join(lines), "utf-8")
    office = server().new("office")

    told = [_run(command, tmp_path, office) for command in NINE]
    assert "22 of 22 documents" in told[0]
    assert "is open at http://" in told[1]
    assert "copied accord.db to accord-2026-11-23.db" in told[2]
    assert "22 documents, 0 decisions" in told[3]
    assert "may log in as admin" in told[4]
    assert "is open at http://" in told[5]
    assert f"{len(articles)} " in told[6] + told[7]
    assert "Everything holds" in told[8]

    _run(f"accord register copy {OFFICE} back.db", tmp_path, office)
    assert _run("accord digest --register back.db", tmp_path, office) == _run(
        f"accord digest --register {OFFICE}", tmp_path, office
    )


def _run(command: str, folder: Path, office: str) -> str:
    """Return what a command prints, with our places for those of the README; a server is stopped once it is there."""
    ours = {
        OFFICE: office,
        "/shared": str(folder / "shared"),
        "--address ray://head:10001": "--workers 1",
        "0.0.0.0": "127.0.0.1",
    }
    for theirs, place in ours.items():
        command = command.replace(theirs, place)
    words = [PROGRAM, *shlex.split(command)[1:]]
    env = {name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")}
    if words[1] != "serve":
        done = subprocess.run(words, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return " ".join(done.stdout.split())
    with subprocess.Popen(
        [*words, "--port", "0"], cwd=folder, env=env, stdout=subprocess.PIPE, encoding="utf-8"
    ) as served:
        assert served.stdout is not None
        line = next((one for one in served.stdout if "http://" in one), "it ended")
        served.terminate()
    return line
