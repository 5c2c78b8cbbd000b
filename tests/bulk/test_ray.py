"""A real Ray on this machine: the same bytes as without it, also where its workers are killed."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.bulk.worlds import an_archive, bytes_of, read

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

_RUN = """
    import os, signal, sys, threading, time
    from pathlib import Path
    import psutil
    from tests.bulk.worlds import read

    def kill(out, times):
        for _ in range(times):
            before = len(list((out / "shards").glob("0*.json"))) if out.exists() else 0
            while len(list((out / "shards").glob("0*.json"))) < before + 3:
                time.sleep(0.01)
            at_work = [p for p in psutil.process_iter() if "ShardReader" in " ".join(p.cmdline()) or "UDFActor" in " ".join(p.cmdline())]
            mine = [p for p in at_work if any(f.path.startswith(str(out)) for f in p.open_files())] or at_work
            if mine:
                os.kill(mine[0].pid, signal.SIGKILL)
                print("killed", mine[0].pid, flush=True)

    if __name__ == "__main__":
        archive, out, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
        threading.Thread(target=kill, args=(out, times), daemon=True).start()
        done = read(archive, out, engine="ray", workers=2, shard_bytes=20_000)
        print("done", done.done, done.shards, done.counts.articles, flush=True)
"""


def _on_ray(folder: Path, archive: Path, out: Path, *, kills: int) -> list[str]:
    script = folder / "run.py"
    script.write_text(textwrap.dedent(_RUN))
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, str(script), str(archive), str(out), str(kills)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stderr[-3_000:]
    return done.stdout.splitlines()


def test_ray_gives_the_bytes_of_this_machine_also_when_its_workers_are_killed(tmp_path):
    pytest.importorskip("ray", reason="comes with the extra cluster")
    assert signal.SIGTERM
    archive = an_archive(
        tmp_path, 30_000, also=dict.fromkeys((3, 9001), "There was a POISON agreement of the two cities with the port.")
    )
    read(archive, tmp_path / "local", shard_bytes=20_000)
    told = _on_ray(tmp_path, archive, tmp_path / "ray", kills=3)
    assert sum(line.startswith("killed") for line in told) >= 1, told
    assert any(line.startswith("done") for line in told)
    assert bytes_of(tmp_path / "ray") == bytes_of(tmp_path / "local")
