"""Read shards on a Ray cluster, with Daft: the same code as on one machine, on machines that see the same folders.

A worker that dies is replaced by Ray; what it left is read again, and an article at which workers died is passed over
(`attempts.py`). A query that is lost whole is asked again for the shards that have not ended.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any

import msgspec

from accord.bulk.folder import Folder
from accord.bulk.job import Counts, Job, MakeReader, Outcome, Shard
from accord.bulk.local import Work
from accord.bulk.shard import read_shard
from accord.errors import ConfigError

__all__ = ["leave", "run_on_ray"]

_MOST_QUERIES = 8  # in a row that end without a single shard read


def run_on_ray(work: Work, hear: Callable[[int], None], *, address: str | None) -> None:
    """Read all shards; `hear` is told the number of each when what became of it is in the folder.

    Raises:
        ConfigError: Daft or Ray is not installed.
    """
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")  # how far it is, the command says itself
    daft, ray = _packages()
    with contextlib.redirect_stdout(sys.stderr):  # Ray prints what befalls its workers, among what the command prints
        ray.init(address=address, ignore_reinit_error=True, log_to_driver=False)
        daft.set_runner_ray(address=address, noop_if_initialized=True)
        _run(daft, work, hear)


def leave() -> None:
    """Leave the cluster, with what it still has to say on standard error; a program can join once."""
    with contextlib.redirect_stdout(sys.stderr):
        _packages()[1].shutdown()


def _run(daft: ModuleType, work: Work, hear: Callable[[int], None]) -> None:
    folder, left, barren = Folder(work.folder), {shard.number: shard for shard in work.shards}, 0
    errors = [""]
    while left and barren < _MOST_QUERIES:
        before = len(left)
        for number in _ended(daft, work, list(left.values()), folder, errors):
            if left.pop(number, None):
                hear(number)
        barren = barren + 1 if len(left) == before else 0
    for number in left:
        reason = f"the cluster lost it again and again: {errors[-1]}"
        folder.keep_outcome(Outcome(number, "failed", Counts(), reason=reason))
        hear(number)


def _ended(daft: ModuleType, work: Work, shards: Sequence[Shard], folder: Folder, errors: list[str]) -> Iterator[int]:
    """Yield the numbers of the shards that one query reads, also where the query is lost whole in the end; `errors` says why."""
    reader = _reader_class(daft, work.workers)(work.job, work.folder, work.make_reader)
    frame = daft.from_pydict({"shard": [msgspec.json.encode(shard).decode() for shard in shards]})
    frame = frame.into_partitions(len(shards)).select(reader.read(daft.col("shard")).alias("number"))
    try:
        for row in frame.iter_rows():
            yield int(row["number"])
    except Exception as error:  # noqa: BLE001 - Ray and Daft have errors of many kinds for a worker that is gone
        errors.append(f"{type(error).__name__}: {error}"[:500])
    yield from (shard.number for shard in shards if folder.outcome(shard.number))


def _reader_class(daft: ModuleType, workers: int) -> Any:  # noqa: ANN401 - made at run time
    """Return the class whose objects live in the workers: each loads the languages once."""

    @daft.cls(max_concurrency=workers, use_process=False)
    class ShardReader:
        """Reads shards, a text of JSON each."""

        def __init__(self, job: Job, folder: str, make_reader: MakeReader) -> None:
            self._job, self._folder, self._reader = job, Folder(folder), make_reader()

        @daft.method(return_dtype=daft.DataType.int64())  # type: ignore[untyped-decorator]
        def read(self, shard: str) -> int:
            one = msgspec.json.decode(shard, type=Shard)
            return read_shard(self._job, one, self._folder, self._reader).shard

    return ShardReader


def _packages() -> tuple[ModuleType, ModuleType]:
    """Return Daft and Ray.

    Raises:
        ConfigError: They are not installed.
    """
    try:
        import daft
        import ray
    except ImportError as error:
        raise ConfigError(
            'a cluster needs daft and ray, which are not installed; install them with: pip install "accord[cluster]"'
        ) from error
    return daft, ray
