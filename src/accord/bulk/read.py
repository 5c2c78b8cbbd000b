"""Read archives into a folder of readings: plan, run what waits, write the manifest.

In:  paths, a folder, options.
Out: the folder, and a `Summary`. Stopped or killed at any time, the same call goes on where it was.
"""

import time
from collections.abc import Callable, Sequence

import msgspec

from accord.bulk.attempts import forget
from accord.bulk.cluster import run_on_ray
from accord.bulk.folder import Folder
from accord.bulk.job import Counts, Job, MakeReader, Outcome, Plan, Summary
from accord.bulk.local import Work, run_here
from accord.bulk.parts import check_arrow
from accord.bulk.plan import inputs_at, plan_of
from accord.errors import ConfigError

__all__ = ["ENGINES", "Asked", "read_archives"]

ENGINES = ("local", "ray")
_MANIFEST_S = 15.0  # between two writings of the manifest while shards end


class Asked(msgspec.Struct, frozen=True):
    """What a person asks for.

    Attributes:
        paths: Archives, and folders of them.
        out: The folder of the job.
        engine: `local` or `ray`.
        address: Of a Ray cluster; None: one is started here.
        workers: How many work at once.
        columns: What the columns of tables hold.
        max_bytes: Most bytes of one article.
        shard_bytes: About how large a shard is.
        patience_s: Seconds after which a worker that has not moved is ended.
        today: The day of the call, `YYYY-MM-DD`.
    """

    paths: tuple[str, ...]
    out: str
    today: str
    engine: str = "local"
    address: str | None = None
    workers: int = 1
    columns: tuple[tuple[str, str], ...] = ()
    max_bytes: int = 20 * 1024 * 1024
    shard_bytes: int = 4 * 1024 * 1024
    patience_s: float = 300.0


def read_archives(
    asked: Asked, make_reader: MakeReader, progress: Callable[[int, int], None] = lambda done, total: None
) -> Summary:
    """Return what the run came to; `progress` hears of shards done, of how many.

    Raises:
        NotFoundError: An input is not there, or no archive.
        ConfigError: The folder holds another job, or a package is missing.
    """
    check_arrow()
    begun = time.monotonic()
    folder = Folder(asked.out)
    plan, left_out = _planned(asked, folder, make_reader)
    folder.sweep()
    done = {outcome.shard for outcome in folder.outcomes(plan) if outcome.state == "done"}
    waiting = [shard for shard in plan.shards if shard.number not in done]
    for shard in waiting:
        forget(folder.working, shard.number)
        folder.forget_outcome(shard.number)
    folder.write_manifest(plan)
    work = Work(plan.job, waiting, asked.out, make_reader, max(1, asked.workers), asked.patience_s)
    interrupted = _run(asked, work, _Listener(folder, plan, len(done), progress))
    folder.write_manifest(plan)
    now = {shard.number for shard in waiting}
    return _summary(asked.out, plan, list(folder.outcomes(plan)), now, left_out, begun, interrupted=interrupted)


class _Listener:
    """Hears of shards that have ended; writes the manifest now and then."""

    def __init__(self, folder: Folder, plan: Plan, done: int, progress: Callable[[int, int], None]) -> None:
        self._folder, self._plan, self._done, self._progress = folder, plan, done, progress
        self._written = time.monotonic()
        progress(done, len(plan.shards))

    def __call__(self, shard: int) -> None:
        self._done += 1
        self._progress(self._done, len(self._plan.shards))
        if time.monotonic() - self._written > _MANIFEST_S:
            self._folder.write_manifest(self._plan)
            self._written = time.monotonic()


def _run(asked: Asked, work: Work, hear: Callable[[int], None]) -> bool:
    """Return whether somebody stopped it."""
    try:
        if work.shards and asked.engine == "ray":
            run_on_ray(work, hear, address=asked.address)
        elif work.shards:
            run_here(work, hear)
    except KeyboardInterrupt:
        return True
    return False


def _planned(asked: Asked, folder: Folder, make_reader: MakeReader) -> tuple[Plan, dict[str, int]]:
    """Return the plan of the folder, made where there is none.

    Raises:
        ConfigError: The folder's plan is of something else.
    """
    inputs, left_out = inputs_at(asked.paths)
    before = folder.plan()
    latest = before.job.latest if before else asked.today
    job = Job(asked.columns, asked.max_bytes, asked.shard_bytes, latest, make_reader().names())
    if before is None:
        plan = plan_of(inputs, job)
        folder.keep_plan(plan)
        return plan, left_out
    planned = list(dict.fromkeys((one.input.name, one.input.size, one.input.digest) for one in before.shards))
    if before.job != job or planned != [(one.name, one.size, one.digest) for one in inputs]:
        what = (
            "other options or another version of accord" if before.job != job else "other inputs, or they have changed"
        )
        raise ConfigError(f"{asked.out} holds a job with {what}; give another folder, or remove this one")
    return before, left_out


def _summary(  # noqa: PLR0913 - a value of as many fields
    out: str,
    plan: Plan,
    ended: Sequence[Outcome],
    now: set[int],
    left_out: dict[str, int],
    begun: float,
    *,
    interrupted: bool,
) -> Summary:
    counts, read_now = Counts(), 0
    for outcome in ended:
        counts.add(outcome.counts)
        read_now += outcome.counts.articles if outcome.shard in now else 0
    done = sum(outcome.state == "done" for outcome in ended)
    failed, seconds = len(ended) - done, round(time.monotonic() - begun, 3)
    return Summary(out, len(plan.shards), done, failed, counts, read_now, seconds, left_out, interrupted)
