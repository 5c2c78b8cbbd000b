"""Cut inputs into shards, the same for the same inputs on every machine.

In:  paths of archives and folders, options.
Out: a `Plan`; what of the folders is no archive.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from accord.bulk.job import Input, Job, Plan, Shard
from accord.errors import NotFoundError
from accord.sources.archives import archive_named

__all__ = ["inputs_at", "plan_of"]

_ENDS = 64 * 1024  # bytes of the beginning and of the end by which an input is known again


def inputs_at(paths: Sequence[str]) -> tuple[list[Input], dict[str, int]]:
    """Return the archives at the paths, in their order, and how many files of the folders are none, by the end of their names.

    Raises:
        NotFoundError: A path is none, or no archive, or there is no archive at all.
    """
    found: list[Input] = []
    others: Counter[str] = Counter()
    for path in paths:
        if os.path.isdir(path):
            for name in _files(path):
                if archive_named(name):
                    found.append(_input(name))
                else:
                    others[PurePath(name).suffix.lower()] += 1
        elif not os.path.isfile(path):
            raise NotFoundError(f"there is no file or folder {path}; an archive of articles was expected")
        elif not archive_named(path):
            raise NotFoundError(f"{path} is no archive by its name; WARC, JSON Lines, CSV, Parquet or ZIP was expected")
        else:
            found.append(_input(path))
    if not found:
        raise NotFoundError(
            f"there is no archive in {', '.join(paths)}; WARC, JSON Lines, CSV, Parquet or ZIP was expected"
        )
    return found, dict(sorted(others.items()))


def plan_of(inputs: Sequence[Input], job: Job) -> Plan:
    """Return the shards of the inputs."""
    return Plan(
        job, tuple(Shard(number, *part) for number, part in enumerate(_parts(inputs, job.shard_bytes), start=1))
    )


def _parts(inputs: Sequence[Input], size: int) -> Iterator[tuple]:  # type: ignore[type-arg]
    for one in inputs:
        archive = archive_named(one.path)
        assert archive is not None, "only archives are inputs"
        with open(one.path, "rb") as file:
            for stretch in archive.cut(file, size):
                yield one, stretch


def _files(folder: str) -> Iterator[str]:
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(path, name) for name in sorted(names) if not name.startswith("."))


def _input(path: str) -> Input:
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        held = hashlib.sha256(file.read(_ENDS))
        file.seek(max(0, size - _ENDS))
        held.update(file.read(_ENDS))
    return Input(str(Path(path).absolute()), PurePath(path).as_posix(), size, held.hexdigest())
