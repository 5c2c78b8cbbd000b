"""Measure: on one core, with the clock that counts, and keep what came out."""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

__all__ = ["WARM", "command_ms", "in_turns", "keep", "memory_mb", "on_one_core", "once_each", "seconds"]

RESULTS = Path(__file__).parent / "results"
WARM = 10  # texts after which what is loaded at the first ones is loaded
_ROUNDS = 5
_Item = TypeVar("_Item")


def on_one_core() -> None:
    """Pin this process, and what it starts, to one core where the system can; libraries to one thread."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def seconds(work: Callable[[], object], *, times: int = 1) -> float:
    """Return the median wall-clock seconds of `times` runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def in_turns(*works: Callable[[], object]) -> list[float]:
    """Return the median processor seconds of each piece of work."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(_ROUNDS):
        for work, times in zip(works, taken, strict=True):
            begun = time.process_time()
            work()
            times.append(time.process_time() - begun)
    return [statistics.median(times) for times in taken]


def once_each(items: Sequence[_Item], *works: Callable[[_Item], object]) -> list[float]:
    """Return the processor seconds of each piece of work over the items behind the first `WARM`; each gets each item once.

    A reader keeps what it has found of a text, and a second time would cost it less than it costs anybody.
    """
    taken = [0.0] * len(works)
    for number, item in enumerate(items):
        for at, work in enumerate(works):
            begun = time.process_time()
            work(item)
            if number >= WARM:
                taken[at] += time.process_time() - begun
    return taken


def command_ms(*words: str, times: int = 7) -> float:
    """Return the median milliseconds of a whole `accord` command, start-up included."""
    program = str(Path(sys.executable).with_name("accord"))

    def run() -> None:
        subprocess.run([program, *words], check=True, capture_output=True)

    run()
    return 1000 * seconds(run, times=times)


def memory_mb() -> float:
    """Return the most memory that this process has held, in MB (10^6 bytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def keep(name: str, figures: dict[str, Any]) -> Path:
    """Return the file that the figures were written to, with the day and the machine."""
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{date.today().isoformat()}-{name}.json"
    file.write_text(json.dumps({"day": date.today().isoformat(), "machine": machine, **figures}, indent=1) + "\n")
    return file
