"""Whole archives: articles a second on one core and two, what the gate lets through and loses, memory, cost by size, and poison.

Every figure is of the whole program: `accord bulk read` in processes of its own, start-up included.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from accord.bootstrap import the_archive_reader
from accord.langs import PACKS, load_pack
from accord.model.document import Found
from accord.reading import is_promising, read_if_relevant
from accord.sources import find
from bench.archive import Mix, article, write_archive

__all__ = ["bulk"]

_ROOT = Path(__file__).parents[1]
_PAIRS = (("examples/gold", "examples/news"), ("evals/more/gold", "evals/more/news"))
_CORES = 2
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


def bulk(sizes: list[int], *, relevant_only: int = 1_000, poisoned: int = 100_000) -> dict[str, Any]:
    """Return the figures; the last of the sizes is also read without near misses."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        figures = {"cores": _CORES, "kinds": _kinds(), "gold": _gold()}
        figures["with near misses"] = {count: _run(place, count, Mix()) for count in sizes}
        figures["without near misses"] = _run(place, sizes[-1], Mix(near=0))
        figures["relevant only"] = _scaling(place, relevant_only)
        if poisoned:
            figures["poisoned"] = _poisoned(place, poisoned)
    return figures


def _run(place: Path, count: int, mix: Mix, *, workers: int = _CORES) -> dict[str, Any]:
    """Return what reading an archive of so many articles came to."""
    archive = place / f"{count}-{mix.relevant}-{mix.near}.jsonl"
    held = write_archive(archive, count, mix) if not archive.is_file() else {}
    size = archive.stat().st_size
    done = _read(archive, place / f"out-{archive.stem}-{workers}", workers=workers)
    return {"articles": count, "bytes an article": round(size / count), "made": held, **done}


def _read(archive: Path, out: Path, *, workers: int) -> dict[str, Any]:
    command = [
        sys.executable,
        "-m",
        "accord",
        "bulk",
        "read",
        str(archive),
        "--out",
        str(out),
        "--workers",
        str(workers),
    ]
    begun, used = time.perf_counter(), _processor_s()
    run = subprocess.Popen([*command, "--quiet", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    most: list[float] = [0.0]
    watch = threading.Thread(target=_watch, args=(run.pid, most), daemon=True)
    watch.start()
    told, _ = run.communicate()
    taken = time.perf_counter() - begun
    done = json.loads(told)
    counts = done["counts"]
    return {
        "seconds": round(taken, 1),
        "articles a second": round(counts["articles"] / taken),
        "processor ms an article": round(1000 * (_processor_s() - used) / max(counts["articles"], 1), 3),
        "most memory of all processes, MB": round(most[0]),
        "counts": counts,
    }


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
    for workers in (1, _CORES):
        small, large = (
            _run(place, n, Mix(relevant=10_000, near=0), workers=workers)["seconds"] for n in (count // 10, count)
        )
        rates[f"on {workers}"] = round((count - count // 10) / (large - small), 1)
    rates["times as fast"] = round(rates[f"on {_CORES}"] / rates["on 1"], 2)
    return rates


def _poisoned(place: Path, count: int) -> dict[str, Any]:
    """Return what becomes of 100 broken articles among many, and whether they take others with them."""
    archive, bad, mix = place / "poisoned.jsonl", range(count // 200, count, count // 100), Mix(near=0)
    with archive.open("wb") as file:
        for number in range(count):
            poison = _POISONS[number % len(_POISONS)] if number in bad else None
            file.write((poison or json.dumps(article(number, mix.kind(number))).encode()) + b"\n")
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


def _kinds() -> dict[str, Any]:
    """Return which share of each kind passes the gates, and what one article of it costs here."""
    reader = the_archive_reader()
    figures: dict[str, Any] = {}
    for kind in ("far", "near", "relevant"):
        texts = [(n, article(n, kind)) for n in range(200 if kind != "far" else 2_000)]
        passed = [reader.may_tell(one["title"] + "\n\n" + one["text"]) for _, one in texts]
        figures[kind] = {"articles": len(texts), "pass the literal gate": round(sum(passed) / len(texts), 3)}
    return figures


def _gold() -> dict[str, Any]:
    """Return how many gold documents that tell of cooperation pass the literal gate, and all of reading."""
    figures: dict[str, Any] = {}
    for code in PACKS:
        pack = load_pack(code)
        found = [(item, facts) for item, facts in _gold_documents() if item.text.language in pack.languages]
        wanted = [item for item, relevant in found if relevant]
        figures[code] = {
            "relevant": len(wanted),
            "pass the literal gate": sum(pack.gate(item.text.content) for item in wanted),
            "pass both gates": sum(is_promising(item.text.content, pack) for item in wanted),
            "are read as relevant": sum(
                read_if_relevant(one.text, published=one.appearance.published, pack=pack) is not None for one in wanted
            ),
        }
    return figures


def _gold_documents() -> list[tuple[Found, bool]]:
    sample = Path(os.environ.get("ACCORD_GOLD", _ROOT.parent / "shared"))
    pairs = [(_ROOT / gold, _ROOT / news) for gold, news in _PAIRS] + [(sample / "gold", sample / "news")]
    return [one for gold, news in pairs if news.is_dir() for one in _judged(gold, news)]


def _judged(gold: Path, news: Path) -> Iterator[tuple[Found, bool]]:
    """Yield the documents that have gold facts, and whether they are relevant."""
    facts = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(gold.rglob("*.json"))}
    for item in find([str(news)]):
        if isinstance(item, Found) and (stem := Path(item.appearance.source).stem) in facts:
            yield item, bool(facts[stem]["relevant"])
