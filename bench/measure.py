"""Measure: on one core, with the clock that counts, and keep what came out."""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

__all__ = ["command_ms", "keep", "memory_mb", "on_one_core", "seconds"]

RESULTS = Path(__file__).parent / "results"


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
