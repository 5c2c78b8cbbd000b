"""The web app on a large register: one process of `accord serve`, users who browse it, all on this machine.

Out: p50, p95 and p99 of each kind of page, errors, the server's memory. Start and looking around are not measured.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from accord.register import open_register
from bench.browsing import Client, Visited, browse, look_around
from bench.editing import editing
from bench.taking import take_in
from bench.world import body, person
from bench.world_news import WorldReader, world_documents

__all__ = ["make_register", "web"]

_STEP = 10_000
_ALLOWED_MS = 150
_API = ("agreements", "parties", "persons", "documents", "commitments", "proposals", "decisions")


def web(
    register: str | None, documents: int, *, users: int = 8, seconds: float = 60, think_s: float = 1.0
) -> dict[str, Any]:
    """Return the figures of a register at a path, or of one with so many documents that is made for it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(register) if register else Path(folder) / "web.db"
        if not path.exists():
            make_register(path, documents)
        sizes = _sizes(path)
        print(f"{sizes}", flush=True)
        with _served(path) as (address, key, pid):
            client = Client(address)
            client.enter(key)
            links = look_around(client, _searches(), [f"/api/v1/{name}" for name in _API], random.Random(1))
            before, busy = _memory(pid), _busy_s(pid)
            done = browse(address, client.cookie, links, users=users, seconds=seconds, think_s=think_s)
            busy = _busy_s(pid) - busy
            memory = {
                "rss_mb_before": before["VmRSS"],
                "rss_mb": _memory(pid)["VmRSS"],
                "rss_mb_peak": _memory(pid)["VmHWM"],
            }
    return {
        "register": sizes, "users": users, "think_s": think_s, "seconds": seconds, **_figures(done), "not_opened": links.refused,
        "server_cpu_ms_a_page": round(1000 * busy / max(1, len(done)), 1), "load_average": os.getloadavg()[0], **memory,
        "editing": editing(),
    }  # fmt: skip


def make_register(path: Path, documents: int) -> None:
    """Make a register of made news at a path; a step done is told."""
    begun = time.monotonic()
    with open_register(str(path), create=True) as register:
        for first in range(0, documents, _STEP):
            count = min(_STEP, documents - first)
            take_in(register, world_documents(count, first=first), WorldReader(), batch=1_000)
            print(f"  {first + count} documents in {time.monotonic() - begun:.0f} s", flush=True)


def _sizes(path: Path) -> dict[str, int]:
    with open_register(str(path), create=False) as register, register.asking() as asking:
        counted = ("text", "fact", "agreement", "entity", "person", "mention")
        return {name: int(asking.execute(f"SELECT COUNT(*) FROM {name}").scalar()) for name in counted}


@contextmanager
def _served(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield address, one-time key and process number of the app over a register."""
    command = [sys.executable, "-m", "accord", "serve", "--register", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        try:
            line = next(line for line in served.stdout if "http://" in line)
            address, _, key = line.rpartition(" ")[2].strip().partition("/enter")
            _wait_for(address)
            yield address, f"/enter{key}", served.pid
        finally:
            served.terminate()


def _wait_for(address: str) -> None:
    """Return once somebody answers there; the address is printed just before."""
    for _ in range(200):
        try:
            Client(address).ask("GET", "/login")
            return
        except OSError:
            time.sleep(0.1)


def _searches() -> list[str]:
    """Return what people type: bodies and persons in both languages, pinyin, words of documents."""
    from pypinyin import lazy_pinyin

    draw, words = random.Random(2), list[str]()
    for _ in range(12):
        one = body(draw.randrange(3_000))
        words += [one.name["zh"], one.name["en"], one.name["zh"][2:6], " ".join(one.name["en"].split()[:2])]
        words += ["".join(lazy_pinyin(one.name["zh"][2:4])), person(one, 0, "2020-01-01")["zh"]]
    words += ["laboratory", "联合实验室", '"cold store"', "energy", "能源", "consultation mechanism", "signed", "合作"]
    return words


def _memory(pid: int) -> dict[str, int]:
    """Return the memory of a process in MB (10^6 bytes), as Linux tells it."""
    lines = (line.split() for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return {line[0].rstrip(":"): round(int(line[1]) * 1024 / 1e6) for line in lines if line[0] in ("VmRSS:", "VmHWM:")}


def _busy_s(pid: int) -> float:
    """Return the seconds of processor time that a process has taken; what others do on the machine does not count."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _figures(done: list[Visited]) -> dict[str, Any]:
    by_kind = defaultdict(list)
    for one in done:
        by_kind[one.kind].append(one)
    slowest = sorted(done, key=lambda one: -one.ms)[:12]
    return {
        "pages": len(done),
        "errors": sum(one.status != 200 for one in done),
        "over_150_ms": sum(one.ms > _ALLOWED_MS for one in done),
        "all": _percentiles([one.ms for one in done]),
        "kinds": {kind: _percentiles([one.ms for one in by_kind[kind]]) for kind in sorted(by_kind)},
        "slowest": [{"ms": round(one.ms), "status": one.status, "path": one.path} for one in slowest],
    }


def _percentiles(taken: list[float]) -> dict[str, float]:
    ranked = sorted(taken)
    at = {
        name: ranked[min(len(ranked) - 1, int(share * len(ranked)))]
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    }
    return {"count": len(ranked), **{name: round(ms, 1) for name, ms in at.items()}, "max": round(ranked[-1], 1)}
