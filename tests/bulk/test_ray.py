"""A real Ray on this machine: the same bytes as without it, also where its workers are killed in mid-run."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.bulk.worlds import an_archive, bytes_of, read

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

_RUN = """
    import sys
    from pathlib import Path
    from accord.bulk import leave
    from tests.bulk.worlds import read
    if __name__ == "__main__":
        done = read(Path(sys.argv[1]), Path(sys.argv[2]), engine="ray", workers=2, shard_bytes=20_000)
        leave()
        print(done.done, done.failed, done.counts.articles, flush=True)
"""


def _on_ray(folder: Path, archive: Path, out: Path) -> list[str]:
    """Return what a program of its own prints that reads on a Ray that it starts."""
    script = folder / "run.py"
    script.write_text(textwrap.dedent(_RUN))
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, str(script), str(archive), str(out)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=800, check=False)
    assert done.returncode == 0, done.stderr[-3_000:]
    return done.stdout.splitlines()


def test_ray_gives_the_bytes_of_this_machine_also_when_its_workers_are_killed(tmp_path):
    pytest.importorskip("ray", reason="comes with the extra cluster")
    marks = [tmp_path / f"mark-{number}" for number in range(3)]
    signed = "Here is an agreement of the two cities. Wuxi and Lotus signed a framework agreement."
    odd = {2_000 * n + 7: f"KILL-ONCE {mark} {signed}" for n, mark in enumerate(marks, start=1)}
    odd |= {3: f"POISON {signed}", 5_003: f"FATAL {signed}"}
    archive = an_archive(tmp_path, 8_000, also=odd)
    for mark in marks:
        mark.touch()  # here nobody is killed by these
    read(archive, tmp_path / "local", shard_bytes=20_000)
    for mark in marks:
        mark.unlink()
    told = _on_ray(tmp_path, archive, tmp_path / "ray")
    assert [mark.exists() for mark in marks] == [True] * 3, "three workers were killed"
    assert [line.split()[1:] for line in told] == [["0", "8000"]], "nothing else is printed"
    assert bytes_of(tmp_path / "ray") == bytes_of(tmp_path / "local")
    reasons = [
        json.loads(line)["reason"] for line in (tmp_path / "ray" / "quarantine.jsonl").read_text("utf-8").splitlines()
    ]
    assert reasons == ["failed", "killed"]
