"""Read shards with processes of this machine.

Each process is new and of its own (no fork: Windows has none), loads the languages once, and takes the next shard when it is done.
One that dies, or says nothing for too long and is ended, is replaced; its shard is read again (`attempts.py`).
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

import msgspec

from accord.bulk.attempts import last_sign
from accord.bulk.folder import Folder
from accord.bulk.job import Job, MakeReader, Shard
from accord.bulk.shard import read_shard
from accord.errors import ConfigError

__all__ = ["Work", "run_here"]

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_LOOK_S = 2.0  # between two looks at whether workers still say where they are
_MOST_STILLBORN = 3  # workers in a row that die before they can begin: then something is wrong with all


class Work(msgspec.Struct, frozen=True):
    """What an engine is given.

    Attributes:
        job: What holds for all shards.
        shards: What is to be read, in this order.
        folder: The folder of the job.
        make_reader: Makes the reader of a worker.
        workers: How many work at once.
        patience_s: Seconds after which a worker that has not moved is ended.
    """

    job: Job
    shards: Sequence[Shard]
    folder: str
    make_reader: MakeReader
    workers: int
    patience_s: float


def run_here(work: Work, hear: Callable[[int], None]) -> None:
    """Read all shards; `hear` is told the number of each when what became of it is in the folder.

    Raises:
        ConfigError: No worker can begin.
    """
    crew = _Crew(work)
    try:
        while crew.busy():
            for number in crew.step():
                hear(number)
    finally:
        crew.dismiss()


class _Worker:
    def __init__(self, work: Work) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        job = (work.job, work.folder, work.make_reader)
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, *job), daemon=True)
        with _one_thread():
            self.process.start()
        theirs.close()
        self.shard: Shard | None = None
        self.ready = False
        self.since = time.time()

    def give(self, shard: Shard) -> None:
        self.shard, self.since = shard, time.time()
        self.line.send(shard)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


class _Crew:
    """The workers, and the shards that wait."""

    def __init__(self, work: Work) -> None:
        self._work, self._waiting = work, deque(work.shards)
        self._stillborn = 0
        self._workers = [_Worker(work) for _ in range(min(work.workers, len(work.shards)))]

    def busy(self) -> bool:
        return bool(self._waiting) or any(worker.shard for worker in self._workers)

    def step(self) -> list[int]:
        """Wait until something happens; return the shards that have ended."""
        ended: list[int] = []
        lines = {worker.line: worker for worker in self._workers}
        for line in wait(list(lines), timeout=_LOOK_S):
            worker = lines[line]  # type: ignore[index]
            try:
                said = worker.line.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            worker.ready, self._stillborn = True, 0
            if worker.shard is not None and said == worker.shard.number:
                ended.append(said)
                worker.shard = None
            self._next(worker)
        self._end_the_stuck()
        return ended

    def dismiss(self) -> None:
        for worker in self._workers:
            worker.end()

    def _next(self, worker: _Worker) -> None:
        if self._waiting and worker.ready and worker.shard is None:
            shard = self._waiting.popleft()
            try:
                worker.give(shard)
            except OSError:  # it died just now; that it did is heard in the next step
                self._waiting.appendleft(shard)
                worker.shard = None

    def _replace(self, worker: _Worker) -> None:
        if not worker.ready:
            self._stillborn += 1
        if self._stillborn >= _MOST_STILLBORN:
            raise ConfigError(
                "workers end before they can begin; run it with --workers 1, and see what is printed above"
            )
        if worker.shard is not None:
            self._waiting.appendleft(worker.shard)
        worker.end()
        self._workers[self._workers.index(worker)] = _Worker(self._work)

    def _end_the_stuck(self) -> None:
        working = Folder(self._work.folder).working
        for worker in self._workers:
            if worker.shard is None:
                continue
            sign = max(worker.since, last_sign(working, worker.shard.number) or 0)
            if time.time() - sign > self._work.patience_s:
                worker.process.kill()  # that it is gone is heard in the next step


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Let what is started here compute in one thread: as many workers as cores, each with threads for all, wait for each other."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def _serve(line: Connection, job: Job, folder: str, make_reader: MakeReader) -> None:
    """Read shards until nobody gives any."""
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the run ends its workers
    reader, where = make_reader(), Folder(folder)
    with contextlib.suppress(EOFError, OSError):
        line.send(0)
        while True:
            shard = line.recv()
            read_shard(job, shard, where, reader)
            if (
                not gc.get_freeze_count()
            ):  # the languages are loaded now, and stay: looking through them for rubbish costs a fifteenth
                gc.collect()
                gc.freeze()
            line.send(shard.number)
