"""Whole archives: articles a second on one core and two, what the gate lets through and loses, memory, cost by size, and poison.

Every figure is of the whole program: `accord bulk read` in processes of its own, start-up included. What start-up takes is measured
apart and taken off where a figure says so. On Ray, processor time and memory are not known: its processes are nobody's children.
"""

import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import psutil

from bench.archive import Mix, article, write_archive
from bench.crawled import write_crawl
from bench.passing import by_kind, of_gold

__all__ = ["bulk"]

_CORES = 2
_PARTS = 16  # files of an archive that is read on one core and on two: each is a shard at least
_START = 20  # articles a file, of an archive that is read to know what start-up takes
_POISONS = (
    b'{"text": "cut',
    b"\xff\xfe\x00 {",
    b'{"text": ""}',
    b"[]",
    b'{"story": "x"}',
    b'{"text": 5}',
    b"null",
    b"\x00" * 40,
)


def bulk(
    sizes: list[int],
    *,
    relevant_only: int = 3_200,
    poisoned: int = 100_000,
    on_ray: int = 0,
    pages: int = 10_000,
    near: bool = True,
) -> dict[str, Any]:
    """Return the figures; the last of the sizes is also read without near misses, or only so where `near` says no."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        load = _load()
        kinds = by_kind()
        start = _start(place, kinds)
        figures = {"cores": _CORES, "kinds": kinds, "gold": of_gold(), "start-up": start}
        if near:
            figures["with near misses"] = {count: _run(place, count, Mix(), start=start) for count in sizes}
        figures["without near misses"] = {
            count: _run(place, count, Mix(near=0), start=start) for count in sizes[-1 if near else 0 :]
        }
        figures["pages of a crawl"] = _crawl(place, pages, start) if pages else {}
        figures["relevant only"] = _scaling(place, relevant_only) if relevant_only else {}
        if on_ray:
            figures["on Ray"] = _on_ray(place, on_ray)
        if poisoned:
            figures["poisoned"] = _poisoned(place, poisoned)
    return {"load": [load, _load()], **figures}


def _load() -> float | None:
    """Return how many programs wanted to run in the last five minutes; None where the system does not say."""
    return round(os.getloadavg()[1], 1) if hasattr(os, "getloadavg") else None


def _run(
    place: Path, count: int, mix: Mix, *, workers: int = _CORES, parts: int = 1, start: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return what reading an archive of so many articles came to."""
    archive = place / f"{count}-{mix.relevant}-{mix.near}"
    held: dict[str, int] = {}
    if not archive.is_dir():
        archive.mkdir()
        for part in range(parts):
            made = write_archive(
                archive / f"{part}.jsonl", range(part * count // parts, (part + 1) * count // parts), mix
            )
            held = {kind: held.get(kind, 0) + number for kind, number in made.items()}
    size = sum(file.stat().st_size for file in archive.iterdir())
    done = _read(archive, place / f"out-{archive.name}-{workers}", workers=workers)
    if start:
        done["processor ms an article, start-up excluded"] = _net_ms(done, start, count)
    return {"articles": count, "bytes an article": round(size / count), "made": held, **done}


def _crawl(place: Path, count: int, start: dict[str, Any]) -> dict[str, Any]:
    """Return what reading a WARC file of whole pages came to, 1 % of them relevant and 8 % near misses."""
    crawl = place / "crawl.warc.gz"
    size = write_crawl(crawl, range(count), Mix())
    done = _read(crawl, place / "out-crawl", workers=_CORES)
    packed = {"bytes a page": round(size / count), "bytes a page, packed": round(crawl.stat().st_size / count)}
    return {
        "articles": count,
        **packed,
        **done,
        "processor ms an article, start-up excluded": _net_ms(done, start, count),
    }


def _start(place: Path, kinds: dict[str, Any]) -> dict[str, Any]:
    """Return what it takes until every worker has both languages ready, with a few articles each, and what reading these took."""
    done = _run(place, _CORES * _START, Mix(relevant=10_000, near=0), parts=_CORES)
    told = [one["processor ms an article"] for name, one in kinds.items() if name.startswith("relevant")]
    reading = done["articles"] * sum(told) / len(told) / 1_000
    return {**{key: done[key] for key in ("articles", "seconds", "processor s")}, "of it reading, s": round(reading, 2)}


def _net_ms(done: dict[str, Any], start: dict[str, Any], count: int) -> float:
    """Return the processor milliseconds of an article, without those that the workers need until they are ready."""
    return round(1_000 * (done["processor s"] - start["processor s"] + start["of it reading, s"]) / count, 3)


def _read(archive: Path, out: Path, *, workers: int, engine: str = "local") -> dict[str, Any]:
    command = [sys.executable, "-m", "accord", "bulk", "read", str(archive), "--out", str(out)]
    command += ["--workers", str(workers), "--engine", engine, "--quiet", "--format", "json"]
    begun, used = time.perf_counter(), _processor_s()
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    most: list[float] = [0.0]
    watch = threading.Thread(target=_watch, args=(run.pid, most), daemon=True)
    watch.start()
    told, _ = run.communicate()
    taken = time.perf_counter() - begun
    counts = json.loads(told)["counts"]
    spent = _processor_s() - used
    parts = sum(file.stat().st_size for file in out.glob("readings/*.parquet"))
    return {
        "seconds": round(taken, 1),
        "articles a second": round(counts["articles"] / taken, 1),
        "processor s": round(spent, 1),
        "processor ms an article": round(1_000 * spent / max(counts["articles"], 1), 3),
        "most memory of all processes, MB": round(most[0]),
        "bytes of readings": parts,
        "counts": counts,
    }


def _on_ray(place: Path, count: int) -> dict[str, Any] | str:
    """Return what reading on a Ray of this machine came to; a sentence where it is not installed."""
    if importlib.util.find_spec("ray") is None or importlib.util.find_spec("daft") is None:
        return "not installed here"
    archive = place / "ray.jsonl"
    write_archive(archive, range(count), Mix())
    done = _read(archive, place / "out-ray", workers=_CORES, engine="ray")
    return {key: done[key] for key in ("seconds", "articles a second", "counts")}


def _processor_s() -> float:
    """Return the processor seconds of all that was started and has ended."""
    held = resource.getrusage(resource.RUSAGE_CHILDREN)
    return held.ru_utime + held.ru_stime


def _watch(pid: int, most: list[float]) -> None:
    """Keep the most memory that a program and what it starts hold at once, in MB (10^6 bytes)."""
    try:
        program = psutil.Process(pid)
        while program.is_running() and program.status() != psutil.STATUS_ZOMBIE:
            held = sum(_held(one) for one in [program, *program.children(recursive=True)])
            most[0] = max(most[0], held / 1e6)
            time.sleep(0.2)
    except psutil.Error:
        return


def _held(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _scaling(place: Path, count: int) -> dict[str, Any]:
    """Return the rates of an archive of which every article tells of cooperation, on one core and two, start-up excluded."""
    rates: dict[str, Any] = {}
    mix, few = Mix(relevant=10_000, near=0), count // 8
    for workers in (1, _CORES):
        small, large = (_run(place, n, mix, workers=workers, parts=_PARTS)["seconds"] for n in (few, count))
        rates[f"on {workers}"] = round((count - few) / (large - small), 1)
    rates["times as fast"] = round(rates[f"on {_CORES}"] / rates["on 1"], 2)
    return rates


def _poisoned(place: Path, count: int) -> dict[str, Any]:
    """Return what becomes of 100 broken articles among many, and whether they take others with them."""
    archive, mix = place / "poisoned.jsonl", Mix(near=0)
    bad = {number: _POISONS[at % len(_POISONS)] for at, number in enumerate(range(count // 200, count, count // 100))}
    with archive.open("wb") as file:
        for number in range(count):
            file.write((bad.get(number) or json.dumps(article(number, mix.kind(number))).encode()) + b"\n")
    done = _read(archive, place / "out-poisoned", workers=_CORES)
    listed = [
        json.loads(line) for line in (place / "out-poisoned" / "quarantine.jsonl").read_text("utf-8").splitlines()
    ]
    places = {int(one["source"].rpartition("!")[2]) for one in listed}
    return {
        **done,
        "poisoned": len(bad),
        "listed": len(listed),
        "listed are the poisoned": places == {n + 1 for n in bad},
    }
